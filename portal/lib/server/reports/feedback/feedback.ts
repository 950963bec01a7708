import * as v from 'valibot';
import { forTenant, type TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { formatShortMoment } from '../../../texts/dates.ts';
import { feedbackMail } from '../../../texts/report-mails.ts';
import { reopenedNote } from '../../../texts/report-work.ts';
import { checkForm } from '../../check-form.ts';
import type { Services } from '../../services.ts';
import { codeHash, normaliseCode } from '../../statements/receipt-code.ts';
import { recordReportEvent } from '../record-report-event.ts';
import { enterState } from '../states/change-state.ts';
import { lockReport, type WorkRow } from '../states/state-queries.ts';
import { tellAuthor } from '../states/tell-author.ts';
import { workOn, type WorkServices } from '../states/work-on.ts';
import { initialState, reporterSettings, stateOf } from '../workflow.ts';
import * as queries from './feedback-queries.ts';

const DAY = 24 * 3_600_000;
const AT_ONCE = 500;

export const feedbackForm = v.object({
	helped: v.picklist(['ja', 'teilweise', 'nein']),
	text: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(2000)), ''),
	reopen: v.optional(v.boolean(), false)
});

/** What the author may do with a closed report. */
export interface AfterClosing {
	reportId: string;
	publicRef: string;
	closed: boolean;
	/** Until when it may be opened again; null: not at all. */
	reopenUntil: Date | null;
	told: boolean;
}

/** The report of a code, for its author. @throws DomainError `not_found` */
export async function afterClosing(scope: TenantScope, typedCode: string, now: Date): Promise<AfterClosing> {
	const code = normaliseCode(typedCode);
	const id = code ? await queries.idOfCode(scope, codeHash(code)) : undefined;
	if (!id) throw new DomainError('not_found');
	const row = await workOn(scope, id);
	const until = reopenUntil(row, now);
	return { reportId: id, publicRef: row.public_ref, closed: !row.open, reopenUntil: until, told: row.closed_at !== null && (await queries.hasFeedback(scope, id, row.closed_at)) };
}

function reopenUntil(row: WorkRow, now: Date): Date | null {
	if (row.open || !row.closed_at || row.merged_into || stateOf(row.workflow, row.state).role === 'duplicate') return null;
	const until = new Date(row.closed_at.getTime() + reporterSettings(row.settings).reopenWithinDays * DAY);
	return until > now ? until : null;
}

/**
 * The author tells whether it helped, and may open the report again.
 * @param values `feedbackForm`
 * @throws FormError; DomainError `report_reopen_refused`, `report_reason_missing` when it is opened again without a word; `report_open` when it is open
 */
export async function takeFeedback(services: WorkServices, scope: TenantScope, reportId: string, values: unknown, now: Date): Promise<void> {
	const form = checkForm(feedbackForm, values);
	await scope.transaction(async (inner) => {
		const row = await workOn(inner, reportId);
		if (row.open) throw new DomainError('report_open');
		await recordReportEvent(inner, { reportId, kind: 'feedback', detail: { helped: form.helped, text: form.text }, actor: 'author' }, now);
		if (form.reopen) await reopen(services, inner, row, form.text, now);
	});
}

/** @throws DomainError `report_reopen_refused`, `report_reason_missing` */
export async function reopenByAuthor(services: WorkServices, scope: TenantScope, reportId: string, text: string, now: Date): Promise<void> {
	await scope.transaction(async (inner) => reopen(services, inner, await workOn(inner, reportId), text, now));
}

async function reopen(services: WorkServices, scope: TenantScope, row: WorkRow, text: string, now: Date): Promise<void> {
	if (!reopenUntil(row, now)) throw new DomainError('report_reopen_refused');
	if (!text.trim()) throw new DomainError('report_reason_missing');
	const words = { answer: reopenedNote, kind: 'reopened', silent: true };
	// The author's words are for staff: no editor has read them.
	await enterState(services, scope, row, initialState(row.workflow), { ...words, detail: { text: text.trim() } }, { actor: 'author' }, now);
	const to = row.external.forwardedTo;
	if (!to) return;
	const there = forTenant(scope.db, to.tenantId);
	const copy = await lockReport(there, to.reportId);
	if (copy && !copy.open) await enterState(services, there, copy, initialState(copy.workflow), { ...words, detail: { text: text.trim() } }, { actor: 'author' }, now);
}

/** Asks the authors of reports that were closed some days ago whether it helped; each once. @returns how many were asked */
export async function askForFeedback(services: Services, signal?: AbortSignal): Promise<number> {
	const now = services.now();
	let asked = 0;
	for (const due of await queries.selectDueFeedbackAcrossTenants(services.db.knex, now, AT_ONCE)) {
		if (signal?.aborted) break;
		await forTenant(services.db.knex, due.tenant_id).transaction(async (scope) => {
			const row = await workOn(scope, due.report_id);
			// Another process, or the author, was quicker.
			if (row.open || !row.closed_at || (await queries.wasAsked(scope, row.id, row.closed_at))) return;
			await recordReportEvent(scope, { reportId: row.id, kind: 'feedback-asked' }, now);
			const until = reopenUntil(row, now);
			const told = await tellAuthor(services, scope, row, (links) =>
				feedbackMail({ ...links, feedbackUrl: `${links.statusUrl}/rueckmeldung`, reopenUntil: until && formatShortMoment(until) })
			);
			if (told) asked++;
		});
	}
	return asked;
}
