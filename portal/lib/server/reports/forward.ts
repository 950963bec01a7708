import * as v from 'valibot';
import { forTenant, type TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { forwardedMail } from '../../texts/report-mails.ts';
import { forwardedNote } from '../../texts/report-work.ts';
import { checkForm } from '../check-form.ts';
import type { Services } from '../services.ts';
import { copyPhotos } from './copy-photos.ts';
import * as queries from './forward-queries.ts';
import { submitReport } from './intake.ts';
import { authorOf } from './merge-split/split-queries.ts';
import { recordReportEvent } from './record-report-event.ts';
import { selectCategory } from './reporter-queries.ts';
import { tenantNames, updateReport } from './states/state-queries.ts';
import { tellAuthor } from './states/tell-author.ts';
import { isUuid, workOn, type By } from './states/work-on.ts';

export const forwardForm = v.object({
	tenantId: v.pipe(v.string(), v.uuid()),
	categoryId: v.pipe(v.string(), v.uuid()),
	/** What the other tenant shall read: by default the words of the author, which staff may shorten. */
	body: v.pipe(v.string(), v.trim(), v.maxLength(4000))
});

type Needs = Pick<Services, 'config' | 'db' | 'files' | 'now' | 'queue' | 'secret' | 'work'>;

/**
 * Hands a report to another tenant of this portal: a copy there, linked both ways. Its public answers and states come back (states/mirror.ts), and
 * the author keeps the one status page. Name, address and telephone of the author stay here: nobody there needs them.
 * @param values `forwardForm`
 * @throws FormError; DomainError `not_found`, `report_outdated`, `report_forward_refused`
 */
export async function forwardReport(services: Needs, scope: TenantScope, reportId: string, values: unknown, by: By, now: Date): Promise<{ publicRef: string }> {
	const form = checkForm(forwardForm, values);
	const target = forTenant(scope.db, form.tenantId);
	const category = await selectCategory(target, form.categoryId);
	if (!isUuid(reportId) || form.tenantId === scope.tenantId || !category?.active) throw new DomainError('report_forward_refused');
	const photos = await copyPhotos(services, scope, reportId, target);
	return scope.transaction(async (inner) => {
		const row = await workOn(inner, reportId);
		if (row.external.forwardedTo || row.merged_into || !row.accepted_at) throw new DomainError('report_forward_refused');
		const { address, address_found } = await authorOf(inner, reportId);
		const there = forTenant(inner.db, form.tenantId);
		const external = { forwardedFrom: { tenantId: scope.tenantId, reportId } };
		const copy = await submitReport(
			services,
			there,
			{
				reporterId: category.reporter_id,
				categoryId: category.id,
				point: { lon: row.lon, lat: row.lat },
				address: address_found ? address : '',
				addressFound: address_found,
				body: form.body,
				photos,
				external,
				idempotencyKey: `forwarded:${reportId}:${now.getTime()}`
			},
			{ origin: 'forwarded', now }
		);
		// What is private here is private there.
		if (row.private) await updateReport(there, copy.id, { private: true }, now);
		const { name } = await tenantNames(there);
		const bodyId = await queries.bodyOfTenant(inner, form.tenantId);
		const reason = { rule: 'forwarded', ...(row.body_reason.rejected ? { rejected: row.body_reason.rejected } : {}) };
		await updateReport(
			inner,
			reportId,
			{
				external: JSON.stringify({ ...row.external, forwardedTo: { tenantId: form.tenantId, reportId: copy.id, publicRef: copy.publicRef } }),
				body_state: 'accepted',
				...(bodyId ? { body_id: bodyId, body_reason: JSON.stringify(reason) } : {})
			},
			now
		);
		await recordReportEvent(inner, { reportId, kind: 'forwarded', publicText: forwardedNote(name), detail: { to: name, ref: copy.publicRef }, ...by }, now);
		await tellAuthor(services, inner, row, (links) => forwardedMail({ ...links, to: name }));
		return { publicRef: copy.publicRef };
	});
}

/** Takes a forwarded report back: what happens there is no longer told here. @throws DomainError `not_found`, `report_forward_refused` */
export async function endForwarding(scope: TenantScope, reportId: string, by: By, now: Date): Promise<void> {
	await scope.transaction(async (inner) => {
		const row = await workOn(inner, reportId);
		const { forwardedTo, ...external } = row.external;
		if (!forwardedTo) throw new DomainError('report_forward_refused');
		await updateReport(inner, reportId, { external: JSON.stringify(external), body_state: 'proposed' }, now);
		await recordReportEvent(inner, { reportId, kind: 'forwarded', detail: { ended: true, ref: forwardedTo.publicRef }, ...by }, now);
	});
}
