import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { stateMail } from '../../../texts/report-mails.ts';
import { recordReportEvent } from '../record-report-event.ts';
import type { ReportState } from '../types.ts';
import { stateOf } from '../workflow.ts';
import { mirrorState } from './mirror.ts';
import { updateReport, type WorkRow } from './state-queries.ts';
import { tellAuthor } from './tell-author.ts';
import { workOn, type By, type WorkServices } from './work-on.ts';

export interface StateChange {
	/** Key of the reporter's workflow. The present one again adds an answer. */
	state: string;
	/** Public: shown on the status page and mailed to the author. */
	answer?: string;
	/** For staff only. */
	note?: string;
	/** `changed_at` as the form showed it (ISO 8601): somebody else's change meanwhile refuses this one. */
	seen?: string;
}

/**
 * The one way to another state. State, history and the author's mail are written together or not at all.
 * @throws DomainError `not_found`, `report_outdated`, `report_state_refused`, `report_answer_missing`
 */
export async function changeState(services: WorkServices, scope: TenantScope, reportId: string, change: StateChange, by: By, now: Date): Promise<void> {
	await scope.transaction(async (inner) => {
		const row = await workOn(inner, reportId, change.seen);
		const from = stateOf(row.workflow, row.state);
		const to = row.workflow.find((state) => state.key === change.state);
		const answer = change.answer?.trim() ?? '';
		if (!to || (to.key !== from.key && !from.next.includes(to.key)) || (to.key === from.key && !answer))
			throw new DomainError('report_state_refused', { from: from.label, to: to?.label ?? change.state });
		if (to.answerRequired && !answer) throw new DomainError('report_answer_missing', { state: to.label });
		await enterState(services, inner, row, to, { answer, note: change.note?.trim() }, by, now);
		await mirrorState(services, inner, row, to, answer, now);
	});
}

/** Writes a state that is known to be allowed. Inside a transaction, on a locked row. */
export async function enterState(
	services: WorkServices,
	scope: TenantScope,
	row: WorkRow,
	to: ReportState,
	words: { answer?: string; note?: string; kind?: string; silent?: boolean; detail?: Record<string, unknown> },
	by: By,
	now: Date
): Promise<void> {
	const open = to.open311 === 'open';
	const closedAt = open ? null : (row.open ? now : row.closed_at);
	await updateReport(scope, row.id, { state: to.key, open, closed_at: closedAt, ...(open ? {} : { escalated_at: null }) }, now);
	if (words.note) await recordReportEvent(scope, { reportId: row.id, kind: 'note', detail: { note: words.note }, ...by }, now);
	const publicText = words.answer || to.publicLabel;
	await recordReportEvent(scope, { reportId: row.id, kind: words.kind ?? 'state', state: to.key, publicText, detail: words.detail, ...by }, now);
	if (!words.silent) await tellAuthor(services, scope, row, (links) => stateMail({ ...links, state: to.publicLabel, closed: !open, answer: words.answer ?? '' }));
}
