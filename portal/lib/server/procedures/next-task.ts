import { procedureTexts } from '../../texts/procedures.ts';
import type { ReadinessCheck } from './checklist.ts';
import { kindStep } from './kinds/kind.ts';
import type { Procedure, ProcedureStep } from './types.ts';

/** What staff should do next, and where. */
export interface Task {
	text: string;
	stepId: string | null;
	/** Page where it is done. */
	at: ReadinessCheck['at'] | 'statements';
	urgent: boolean;
}

/** Checks of a step, where they were made. */
export type ChecksOf = (stepId: string) => readonly ReadinessCheck[] | undefined;

/**
 * The next thing to do: what a published step still needs first (people rely on it), then what runs, then the next step in the order of the
 * law. Optional steps without dates hold nothing up. Null: nothing to do.
 */
export function nextTask(procedure: Procedure, now: Date, checksOf: ChecksOf): Task | null {
	const { steps } = procedure;
	const texts = procedureTexts.tasks;
	if (procedure.discardedAt) return null;
	const stale = steps.find((step) => step.publishedAt && step.endsAt && now < step.endsAt && checksOf(step.id)?.some(({ code, passed }) => code === 'notice-dates' && !passed));
	if (stale) return { text: texts.renewNotice(stale.title), stepId: stale.id, at: 'notice', urgent: true };
	if (steps.some((step) => step.publishedAt && step.startsAt && step.startsAt <= now && ['in-force', 'archived'].includes(kindStep(procedure.kind, step.key)?.effect ?? '')))
		return null;
	const running = steps.find((step) => step.publishedAt && step.endsAt && step.startsAt! <= now && now < step.endsAt);
	if (running) return { text: texts.running(running.title, running.endsOn!), stepId: running.id, at: 'statements', urgent: false };
	const coming = steps.find((step) => step.publishedAt && step.startsAt && now < step.startsAt);
	const next = nextStep(procedure);
	if (next) return taskOf(next, checksOf(next.id) ?? []);
	return coming ? { text: texts.waiting(coming.title, coming.startsOn!), stepId: coming.id, at: 'step', urgent: false } : null;
}

/** The step to prepare: the first in order that is neither published nor left out; optional ones only once they have a date. */
export function nextStep({ steps, kind }: Procedure): ProcedureStep | null {
	const last = steps.reduce((most, step) => (step.publishedAt ? Math.max(most, step.position) : most), -1);
	const open = steps.filter((step) => !step.publishedAt && !step.skippedReason);
	const due = (step: ProcedureStep): boolean => step.startsOn !== null || (kindStep(kind, step.key)?.need === 'required' && step.position > last) || step.iteration > 1;
	return open.find(due) ?? null;
}

function taskOf(step: ProcedureStep, checks: readonly ReadinessCheck[]): Task {
	const texts = procedureTexts.tasks;
	if (!step.startsOn) return { text: texts.dates(step.title), stepId: step.id, at: 'step', urgent: false };
	const defect = checks.find(({ grade, passed }) => grade === 'void' && !passed) ?? checks.find(({ grade, passed }) => grade === 'curable' && !passed);
	if (defect) return { text: texts.mend(step.title, defect.todo), stepId: step.id, at: defect.at, urgent: false };
	return { text: texts.ready(step.title), stepId: step.id, at: 'step', urgent: false };
}
