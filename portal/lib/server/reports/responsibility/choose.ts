import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { recordReportEvent } from '../record-report-event.ts';
import { updateReport } from '../states/state-queries.ts';
import { isUuid, workOn, type By } from '../states/work-on.ts';
import { findResponsible } from './find.ts';
import { refuseResponsibility } from './refuse.ts';

/** The proposed body takes the report. @throws DomainError `not_found`, `report_outdated`, `report_body_missing` */
export async function acceptResponsibility(scope: TenantScope, reportId: string, by: By, now: Date, seen?: string): Promise<void> {
	await scope.transaction(async (inner) => {
		const row = await workOn(inner, reportId, seen);
		if (!row.body_id) throw new DomainError('report_body_missing');
		if (row.body_state === 'accepted') return;
		await updateReport(inner, reportId, { body_state: 'accepted' }, now);
		await recordReportEvent(inner, { reportId, kind: 'responsibility', detail: { step: 'accepted', body: row.body_name }, ...by }, now);
	});
}

/**
 * The body is not responsible: the next one is proposed.
 * @returns the next body, null when nobody is left
 * @throws DomainError `not_found`, `report_outdated`, `report_reason_missing`, `report_body_missing`
 */
export function rejectResponsibility(scope: TenantScope, reportId: string, reason: string, by: By, now: Date, seen?: string): Promise<{ bodyId: string | null }> {
	return scope.transaction(async (inner) => refuseResponsibility(inner, await workOn(inner, reportId, seen), reason, by, now));
}

/** Somebody decides who is responsible; also one that refused before. @throws DomainError `not_found`, `report_outdated`, `report_body_unknown` */
export async function chooseBody(scope: TenantScope, reportId: string, bodyId: string, by: By, now: Date, seen?: string): Promise<void> {
	await scope.transaction(async (inner) => {
		const row = await workOn(inner, reportId, seen);
		const body = isUuid(bodyId) ? await inner.table('responsible_body').where({ id: bodyId, active: true }).first('name') : undefined;
		if (!body) throw new DomainError('report_body_unknown');
		const { rejected } = row.body_reason;
		await updateReport(inner, reportId, { body_id: bodyId, body_state: 'manual', body_reason: JSON.stringify({ rule: 'manual', ...(rejected ? { rejected } : {}) }) }, now);
		await recordReportEvent(inner, { reportId, kind: 'responsibility', detail: { step: 'manual', from: row.body_name, body: body.name }, ...by }, now);
	});
}

/** Asks the rules anew, after the place or the category has changed; who refused before is asked again. Inside a transaction. */
export async function routeAgain(scope: TenantScope, reportId: string, by: By, now: Date): Promise<void> {
	const row = await workOn(scope, reportId);
	const next = await findResponsible(scope, { categoryId: row.category_id, point: row });
	await updateReport(scope, reportId, { body_id: next.bodyId, body_reason: JSON.stringify(next.reason), body_state: next.bodyId ? 'proposed' : 'rejected' }, now);
	if (next.bodyId !== row.body_id)
		await recordReportEvent(scope, { reportId, kind: 'responsibility', detail: { step: 'proposed', from: row.body_name, next: next.bodyId }, ...by }, now);
}
