import { dayOf } from '../participations/local-days.ts';
import { nowSentences, procedurePageTexts as texts } from '../../texts/procedure-page.ts';
import type { CallView, TimelineItem, TimelineState } from '../../components/procedures/types.ts';
import type { Procedure, ProcedureStep } from '../procedures/types.ts';

/** Where a step stands at a moment: over, going on, or to come. */
export function stateOfStep(step: Pick<ProcedureStep, 'startsAt' | 'endsAt' | 'skippedReason'>, now: Date): TimelineState {
	if (step.skippedReason) return 'skipped';
	if (!step.startsAt) return 'later';
	if (now < step.startsAt) return 'next';
	return step.endsAt && now < step.endsAt ? 'now' : 'past';
}

/** The public participation that matters now: what runs and ends first, else what comes next, else what was last. */
export function mainStep(steps: readonly ProcedureStep[], now: Date): ProcedureStep | null {
	const periods = steps.filter((step) => step.track === 'public' && step.startsAt && step.endsAt && !step.skippedReason);
	const of = (state: TimelineState) => periods.filter((step) => stateOfStep(step, now) === state);
	const by = (value: (step: ProcedureStep) => Date) => (a: ProcedureStep, b: ProcedureStep) => value(a).getTime() - value(b).getTime();
	const [running] = of('now').sort(by((step) => step.endsAt!));
	const [coming] = of('next').sort(by((step) => step.startsAt!));
	return running ?? coming ?? of('past').sort(by((step) => step.endsAt!)).at(-1) ?? null;
}

/** The step whose documents people come for: the participation that runs, or what put the plan into force. */
export function leadingStep(procedure: Pick<Procedure, 'steps' | 'status' | 'statusStepId'>, now: Date): ProcedureStep | null {
	const main = mainStep(procedure.steps, now);
	if (main && stateOfStep(main, now) === 'now') return main;
	return procedure.status === 'in-force' ? (procedure.steps.find(({ id }) => id === procedure.statusStepId) ?? null) : null;
}

/** @param formHref address of the form of a participation */
export function timelineItem(
	procedure: Procedure,
	step: ProcedureStep,
	now: Date,
	links: { formHref: (participationId: string) => string; noticeHref: (stepId: string) => string | null }
): TimelineItem {
	const state = step.withdrawnAt ? 'withdrawn' : stateOfStep(step, now);
	const open = state === 'now' && step.track === 'public' && step.participationId;
	const template = procedure.kind.steps?.find(({ key }) => key === step.key);
	return {
		id: step.id,
		title: step.title,
		track: step.track,
		iteration: step.iteration,
		state,
		startsOn: step.startsOn,
		endsOn: step.endsOn,
		explanation: template?.explanation ?? '',
		law: template?.law ?? '',
		remarks: [...(step.skippedReason ? [step.skippedReason] : []), ...remarksOf(step)],
		note: step.track === 'toeb' ? '' : step.note,
		formHref: open ? links.formHref(step.participationId!) : null,
		noticeHref: links.noticeHref(step.id)
	};
}

function remarksOf(step: ProcedureStep): string[] {
	if (step.withdrawnAt) return [texts.withdrawn(dayOf(step.withdrawnAt), step.withdrawalReason)];
	return [
		step.movedReason && texts.moved(step.movedReason),
		step.extensionReason && texts.extended(step.extensionReason),
		step.shorteningReason && texts.shortened(step.shorteningReason),
		step.changesOnly && step.endsAt && texts.changesOnly,
		step.restricted && texts.restricted
	].filter((text): text is string => Boolean(text));
}

/** Steps in the order in which they happen; those without a day at the end. */
export function inOrder(steps: readonly ProcedureStep[]): ProcedureStep[] {
	const at = (step: ProcedureStep) => step.startsAt?.getTime() ?? Infinity;
	return [...steps].sort((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b)) || a.position - b.position || a.iteration - b.iteration);
}

/** What the kind of procedure still wants after the steps that are published. */
export function laterSteps(procedure: Procedure): { title: string; track: ProcedureStep['track'] }[] {
	if (procedure.status === 'in-force' || procedure.status === 'archived' || !procedure.kind.steps) return [];
	const reached = Math.max(-1, ...procedure.steps.map((step) => procedure.kind.steps.findIndex(({ key }) => key === step.key)));
	return procedure.kind.steps
		.filter((step, index) => index > reached && step.need === 'required')
		.map(({ title, track }) => ({ title, track }));
}

/** What somebody can do now, until when. */
export function callOf(procedure: Procedure, now: Date, base: string, withdrawn: readonly ProcedureStep[] = []): CallView {
	const step = mainStep(procedure.steps, now);
	const state = step && stateOfStep(step, now);
	const participation = step?.participationId ? `${base}/beteiligungen/${step.participationId}` : null;
	const calendarHref = step && state !== 'past' ? `${base}/verfahren/${procedure.id}/termin.ics` : null;
	const none = { kind: 'none' as const, remarks: [], formHref: null, participationHref: null, calendarHref: null };
	if (step && state === 'now') {
		const formHref = participation && `${participation}/stellungnahme`;
		const sentence = nowSentences.running(step.endsOn!, step.changesOnly);
		return { kind: 'running', sentence, remarks: remarksOf(step), formHref, participationHref: participation, calendarHref };
	}
	if (step && state === 'next' && procedure.status !== 'archived') {
		const sentence = nowSentences.planned(step.startsOn!, step.endsOn!);
		return { ...none, kind: 'planned', sentence, remarks: remarksOf(step), participationHref: participation, calendarHref };
	}
	const back = withdrawn.find(({ track, endsAt }) => track === 'public' && endsAt);
	if (back && procedure.status === 'announced') return { ...none, sentence: nowSentences.withdrawn(dayOf(back.withdrawnAt!)), remarks: [texts.reason(back.withdrawalReason)] };
	return { ...none, sentence: closedSentence(procedure, step) };
}

function closedSentence(procedure: Procedure, last: ProcedureStep | null): string {
	const because = procedure.steps.find(({ id }) => id === procedure.statusStepId) ?? null;
	switch (procedure.status) {
		case 'recently-ended':
			return last?.endsOn ? nowSentences.ended(last.endsOn) : nowSentences.evaluation;
		case 'evaluation':
			return nowSentences.evaluation;
		case 'decision':
			return nowSentences.decision(because?.startsOn ?? null);
		case 'in-force':
			return nowSentences['in-force'](because?.startsOn ?? null);
		case 'archived':
			if (because?.key === 'eingestellt') return nowSentences.discontinued(because.startsOn);
			if (because?.key === 'aufgehoben') return nowSentences.repealed(because.startsOn);
			return nowSentences.archived;
		default:
			return nowSentences.announced;
	}
}
