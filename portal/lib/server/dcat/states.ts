import { kindStep, type ProcedureKind, type StepEffect } from '../procedures/kinds/kind.ts';
import type { ProcedureStatus } from '../procedures/types.ts';

const DISCONTINUED = 'eingestellt';

export interface StateFacts {
	status: ProcedureStatus;
	kind: ProcedureKind;
	/** Public steps. */
	steps: readonly { key: string; startsOn: string | null; startsAt: Date | null }[];
	now: Date;
}

export interface States {
	procedureState: string;
	planState: string;
	/** Day of the beginning, and of the end for plans that are not in the making any more. */
	period: { from: string | null; to: string | null };
}

/**
 * State of procedure and plan, from the computed status. `planned` of the plan means „simuliert“ in the vocabulary, so a plan is in
 * preparation from the first day.
 */
export function statesOf({ status, kind, steps, now }: StateFacts): States {
	const begun = steps.filter(({ startsAt }) => startsAt !== null && startsAt <= now);
	const from = steps.map(({ startsOn }) => startsOn).filter((day) => day !== null).sort()[0] ?? null;
	const effectDay = (effect: StepEffect): string | null => begun.find(({ key }) => key !== DISCONTINUED && kindStep(kind, key)?.effect === effect)?.startsOn ?? null;
	const discontinued = begun.find(({ key }) => key === DISCONTINUED)?.startsOn ?? null;
	// The repeal of a plan: its own step, or what a procedure of repeal ends with.
	const reversed = effectDay('archived');
	const fixed = effectDay('in-force');
	if (reversed) return { procedureState: 'completed', planState: 'completelyReversed', period: { from, to: reversed } };
	if (fixed) return { procedureState: 'completed', planState: 'fixed', period: { from, to: fixed } };
	if (discontinued) return { procedureState: 'discontinued', planState: 'discontinued', period: { from, to: discontinued } };
	if (status === 'archived') return { procedureState: 'unknown', planState: 'unknown', period: { from, to: null } };
	return { procedureState: begun.length === 0 ? 'planned' : 'ongoing', planState: 'inPreparation', period: { from, to: null } };
}
