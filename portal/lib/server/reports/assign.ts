import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { assignedMail } from '../../texts/report-list.ts';
import { queueMail } from '../mail/queue-mail.ts';
import * as queries from './assign-queries.ts';
import { recordReportEvent } from './record-report-event.ts';
import { tenantNames, updateReport } from './states/state-queries.ts';
import { isUuid, type By, type WorkServices } from './states/work-on.ts';

/**
 * Gives a report to a colleague, or takes it back (`accountId` null). Nobody is told of it here: see `tellAssignee`.
 * @returns its reference, and whether that changed something
 * @throws DomainError `not_found` (report or person)
 */
export async function assignReport(scope: TenantScope, reportId: string, accountId: string | null, by: By, now: Date): Promise<{ ref: string; changed: boolean }> {
	return scope.transaction(async (inner) => {
		const row = isUuid(reportId) ? await queries.lockAssigned(inner, reportId) : undefined;
		const person = accountId === null ? null : isUuid(accountId) ? await queries.findWorker(inner, accountId) : undefined;
		if (!row || person === undefined) throw new DomainError('not_found');
		if (row.assigned_to === accountId) return { ref: row.public_ref, changed: false };
		await updateReport(inner, reportId, { assigned_to: accountId }, now);
		await recordReportEvent(inner, { reportId, kind: 'assigned', detail: { to: person?.name ?? null, toAccount: accountId }, ...by }, now);
		return { ref: row.public_ref, changed: true };
	});
}

/** One mail, however many reports somebody was given at once; none to who gave them to himself. */
export async function tellAssignee(
	services: Pick<WorkServices, 'config' | 'queue' | 'now'>,
	scope: TenantScope,
	accountId: string,
	refs: readonly string[],
	by: { id: string; name: string }
): Promise<void> {
	const person = refs.length > 0 && accountId !== by.id ? await queries.findWorker(scope, accountId) : undefined;
	if (!person) return;
	const { slug, name } = await tenantNames(scope);
	const list = `${services.config.publicUrl}/${slug}/verwaltung/meldungen?offen=ja&bearbeitung=ich`;
	await scope.transaction((inner) =>
		queueMail(services, inner.db, { tenantId: scope.tenantId, recipient: person.email, ...assignedMail({ tenant: name, by: by.name, refs, list }) })
	);
}
