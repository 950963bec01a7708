import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { followerMergedMail, mergedMail } from '../../../texts/report-mails.ts';
import { mergedHereNote, mergedIntoNote } from '../../../texts/report-work.ts';
import { queueMail } from '../../mail/queue-mail.ts';
import { recordReportEvent } from '../record-report-event.ts';
import { readPublicRef } from '../report-code.ts';
import { enterState } from '../states/change-state.ts';
import { tenantNames, updateReport } from '../states/state-queries.ts';
import { tellAuthor } from '../states/tell-author.ts';
import { isUuid, workOn, type By, type WorkServices } from '../states/work-on.ts';
import { supporterOf } from '../supporter.ts';
import { initialState } from '../workflow.ts';
import * as queries from './merge-queries.ts';

/**
 * A report turns out to be a duplicate: it leaves the public pages, its supporters, followers and author go on with the other one, and all are
 * told. Both know of each other. A private or hidden report cannot swallow a public one, for its readers would stand before nothing.
 * @param typedRef public reference of the report that stays, as people type it
 * @returns id of the report that stays
 * @throws DomainError `not_found`, `report_outdated`, `report_merge_unknown`, `report_merge_refused`
 */
export async function mergeReport(services: WorkServices, scope: TenantScope, reportId: string, typedRef: string, by: By, now: Date, seen?: string): Promise<string> {
	const ref = readPublicRef(typedRef);
	const intoId = ref ? await queries.idOfRef(scope, ref) : undefined;
	if (!intoId) throw new DomainError('report_merge_unknown', { ref: typedRef.trim().slice(0, 40) });
	if (!isUuid(reportId)) throw new DomainError('not_found');
	await scope.transaction(async (inner) => {
		await queries.lockBoth(inner, reportId, intoId);
		const [row, into] = [await workOn(inner, reportId, seen), await workOn(inner, intoId)];
		const [rowPublic, intoPublic] = [await queries.isPublic(inner, reportId), await queries.isPublic(inner, intoId)];
		if (reportId === intoId || row.merged_into || into.merged_into || (rowPublic && !intoPublic)) throw new DomainError('report_merge_refused');
		const detail = { ref: row.public_ref, into: into.public_ref };
		const state = row.workflow.find((each) => each.role === 'duplicate') ?? row.workflow.find((each) => each.open311 === 'closed');
		if (state) await enterState(services, inner, row, state, { answer: mergedIntoNote(into.public_ref), kind: 'merged', detail, silent: true }, by, now);
		await updateReport(inner, reportId, { merged_into: intoId }, now);
		await queries.moveMerged(inner, reportId, intoId);
		await queries.moveSupporters(inner, reportId, intoId, supporterOf(services.secret, into, row), now);
		await updateReport(inner, intoId, {}, now);
		// Of a report that is private, hidden or unconfirmed nobody shall hear that there is one.
		await recordReportEvent(inner, { reportId: intoId, kind: 'merged', publicText: rowPublic ? mergedHereNote(row.public_ref) : null, detail, ...by }, now);
		const { slug, name } = await tenantNames(inner);
		const intoUrl = intoPublic ? `${services.config.publicUrl}/${slug}/meldungen/${into.public_ref}` : null;
		await tellAuthor(services, inner, row, (links) => mergedMail({ ...links, intoRef: into.public_ref, intoUrl }));
		// Those of a report that was made private or hidden shall hear nothing of it: their order rests until it is public again.
		if (!rowPublic || !intoUrl) return;
		for (const recipient of await queries.moveFollowers(inner, reportId, intoId)) {
			const mail = followerMergedMail({ tenant: name, publicRef: row.public_ref, intoRef: into.public_ref, intoUrl });
			await queueMail(services, inner.db, { tenantId: inner.tenantId, recipient, ...mail });
		}
	});
	return intoId;
}

/** It was none: the report comes back as a new one. Supporters and followers stay where they are. @throws DomainError `not_found`, `report_merge_refused` */
export async function unmergeReport(services: WorkServices, scope: TenantScope, reportId: string, by: By, now: Date): Promise<void> {
	await scope.transaction(async (inner) => {
		const row = await workOn(inner, reportId);
		if (!row.merged_into) throw new DomainError('report_merge_refused');
		const from = row.merged_into;
		await updateReport(inner, reportId, { merged_into: null }, now);
		await enterState(services, inner, row, initialState(row.workflow), { kind: 'unmerged', detail: { ref: row.public_ref } }, by, now);
		await recordReportEvent(inner, { reportId: from, kind: 'unmerged', detail: { ref: row.public_ref }, ...by }, now);
	});
}
