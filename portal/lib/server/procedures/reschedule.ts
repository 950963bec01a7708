import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { moveForm, withdrawForm } from '../../forms/procedure.ts';
import { notePublicationEvent } from '../alerts/publication-events.ts';
import { checkForm } from '../check-form.ts';
import { recordEvent } from '../evidence/record-event.ts';
import type { Actor } from '../evidence/types.ts';
import { inviteAgain, tellBodies, type TellingServices } from '../invitations/invitations.ts';
import { currentNotice, publishNotice, type NoticeContext } from '../notices/notice.ts';
import { publishWithdrawal } from '../notices/withdrawal.ts';
import { startOfDay } from '../participations/local-days.ts';
import { voidDefects } from './checklist.ts';
import { datesOf, type StepDates } from './dates.ts';
import { addDays, daysBetween } from './days.ts';
import { calendarOf, closeParticipation, forgetComingEvents, updateStep } from './procedures-queries.ts';
import { noteCalendarEvents, publishStep } from './publish-step.ts';
import { readStep } from './read.ts';
import { readinessOf } from './readiness.ts';
import { changing, dateColumns } from './steps.ts';
import { storeStatus } from './store-status.ts';
import type { ProcedureStep } from './types.ts';

/**
 * Moves an announced step that has not begun to other days and publishes the renewed notice, all or nothing: page, notice, feeds and messages
 * never name two periods. Subscribers and invited bodies hear of it.
 * @param values fields of `moveForm`; without an end the lawful one, or a period of the same length where the law knows none
 * @throws DomainError `procedure_step_unpublished`, `procedure_step_begun`, `procedure_start_not_ahead`, `procedure_move_same`,
 *   `procedure_not_ready` where the new days would void the plan, and those of `datesOf` and `publishNotice`
 */
export async function moveStep(services: TellingServices, scope: TenantScope, stepId: string, values: unknown, context: NoticeContext): Promise<void> {
	const { startsOn, endsOn, reason, publishedIn, publishedOn } = checkForm(moveForm, values);
	const { account, now } = context;
	await changing(scope, stepId, now, async (inside, procedure, step) => {
		demandAhead(step, now);
		if (startOfDay(startsOn) <= now) throw new DomainError('procedure_start_not_ahead');
		const { dates, extended } = movedDates(step, { startsOn, endsOn, reason }, await calendarOf(inside));
		const changes = (['startsOn', 'endsOn'] as const).map((field) => ({ field, from: step[field], to: dates[field] })).filter(({ from, to }) => from !== to);
		if (changes.length === 0) throw new DomainError('procedure_move_same');
		await updateStep(inside, stepId, { ...dateColumns(dates), moved_reason: reason, extension_reason: extended ? step.extensionReason || reason : '' }, now);
		await storeStatus(inside, procedure.id);
		if (await currentNotice(inside, stepId)) await publishNotice(inside, stepId, { publishedIn, publishedOn, reason, newBeginning: true }, context);
		const moved = await readStep(inside, stepId, now);
		const defects = voidDefects(await readinessOf(inside, moved.procedure, moved.step, now));
		if (defects.length > 0) throw new DomainError('procedure_not_ready', { reasons: defects.map(({ text, law }) => `${text} (${law})`).join(' ') });
		await forgetComingEvents(inside, stepId, now);
		await noteCalendarEvents(inside, moved.procedure, moved.step, now);
		await notePublicationEvent(inside, { procedureId: procedure.id, stepId, kind: 'dates-changed', occasion: `${stepId}:${dates.startsOn}:${dates.endsOn}`, at: now });
		await tellBodies(services, inside, stepId, 'moved', reason);
		await recordEvent(inside, { procedureId: procedure.id, stepId, kind: 'dates-changed', detail: { title: step.title, reason, changes }, account }, now);
	});
}

/**
 * Takes an announced step back before it begins and publishes that, both or neither. It is not public any more, but everybody sees that it was
 * taken back and why; it can be published again with a new notice.
 * @param values fields of `withdrawForm`
 * @throws DomainError `procedure_step_unpublished`, `procedure_step_begun`, `notice_publication_missing`
 */
export async function withdrawStep(services: TellingServices, scope: TenantScope, stepId: string, values: unknown, context: NoticeContext): Promise<void> {
	const { reason, publishedIn, publishedOn } = checkForm(withdrawForm, values);
	const { account, now } = context;
	await changing(scope, stepId, now, async (inside, procedure, step) => {
		demandAhead(step, now);
		await publishWithdrawal(inside, stepId, { publishedIn, publishedOn, reason }, context);
		await tellBodies(services, inside, stepId, 'withdrawn', reason);
		await updateStep(inside, stepId, { published_at: null, withdrawn_at: now, withdrawal_reason: reason, moved_reason: '' }, now);
		if (step.participationId) await closeParticipation(inside, step.participationId);
		await storeStatus(inside, procedure.id);
		await forgetComingEvents(inside, stepId, now);
		await notePublicationEvent(inside, { procedureId: procedure.id, stepId, kind: 'withdrawn', occasion: `${stepId}:${now.toISOString()}`, at: now });
		const detail = { title: step.title, reason, startsOn: step.startsOn, endsOn: step.endsOn };
		await recordEvent(inside, { procedureId: procedure.id, stepId, kind: 'step-withdrawn', detail, account }, now);
	});
}

/**
 * Publishes a step. Bodies that were invited before it was taken back are invited anew, as they were told.
 * @throws as `publishStep`
 */
export async function announceStep(services: TellingServices, scope: TenantScope, stepId: string, account: Actor, now: Date): Promise<void> {
	await changing(scope, stepId, now, async (inside, _procedure, { withdrawnAt }) => {
		await publishStep(inside, stepId, account, now);
		if (withdrawnAt) await inviteAgain(services, inside, stepId);
	});
}

function demandAhead(step: ProcedureStep, now: Date): void {
	if (!step.publishedAt || !step.startsAt) throw new DomainError('procedure_step_unpublished');
	if (step.startsAt <= now) throw new DomainError('procedure_step_begun');
}

/** @returns `extended`: the end is later than the law asks */
function movedDates(
	step: ProcedureStep,
	{ startsOn, endsOn, reason }: { startsOn: string; endsOn: string; reason: string },
	calendar: { land: string; holidays: string[] }
): { dates: StepDates; extended: boolean } {
	const { rule, track, shorteningReason } = step;
	const input = { rule, track, startsOn, endsOn, extensionReason: step.extensionReason || reason, shorteningReason, ...calendar };
	const length = step.endsOn ? daysBetween(step.startsOn!, step.endsOn) : null;
	switch (rule) {
		case 'day':
			return { dates: datesOf({ ...input, endsOn: '' }), extended: false };
		case 'free':
			return { dates: datesOf({ ...input, endsOn: endsOn || (length === null ? '' : addDays(startsOn, length)) }), extended: false };
		case 'shortened':
			return { dates: datesOf({ ...input, days: length! + (track === 'toeb' ? 0 : 1) }), extended: false };
		default: {
			const dates = datesOf(input);
			return { dates, extended: dates.endsOn !== datesOf({ ...input, endsOn: '' }).endsOn };
		}
	}
}
