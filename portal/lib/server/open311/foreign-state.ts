import type { ReportState } from '../reports/types.ts';

/** Words of other systems for what the portal does with a state. */
const ROLES: Record<string, NonNullable<ReportState['role']>> = {
	closed: 'done',
	fixed: 'done',
	fixed_council: 'done',
	resolved: 'done',
	processed: 'done',
	duplicate: 'duplicate',
	not_councils_responsibility: 'notResponsible',
	not_responsible: 'notResponsible',
	no_further_action: 'rejected',
	unable_to_fix: 'rejected',
	not_solvable: 'rejected',
	rejected: 'rejected'
};
const KEYS: Record<string, string> = {
	investigating: 'in-pruefung',
	reviewed: 'in-pruefung',
	in_progress: 'in-arbeit',
	in_process: 'in-arbeit',
	planned: 'geplant',
	action_scheduled: 'geplant'
};

/**
 * The state of a workflow that another system means.
 * @param words its status and, where it has one, its finer code; the finer one first
 * @param mapping what the tenant said they mean, by the lower-case word
 * @returns the present state where the words say no more than that; it is what may follow, if anything fitting may
 */
export function stateMeant(workflow: readonly ReportState[], present: string, words: (string | null | undefined)[], mapping: Record<string, string> = {}): ReportState {
	const current = workflow.find((state) => state.key === present) ?? workflow[0]!;
	for (const word of words.filter((each) => typeof each === 'string' && each.trim() !== '') as string[]) {
		const plain = word.trim().toLowerCase();
		const named = workflow.find((state) => state.key === (mapping[plain] ?? word.trim()) || state.key === KEYS[plain]);
		if (named) return named;
		const role = ROLES[plain];
		if (role && (role !== 'done' || current.open311 === 'open')) return workflow.find((state) => state.role === role) ?? closest(workflow, current, 'closed');
		if (plain === 'open') return closest(workflow, current, 'open');
		if (role) return closest(workflow, current, 'closed');
	}
	return current;
}

/** Whether a word says anything of a state: open or closed, a usual one of other systems, or the key of one of ours. */
export function isStateWord(workflow: readonly ReportState[], word: string): boolean {
	const plain = word.trim().toLowerCase();
	return plain === 'open' || Object.hasOwn(ROLES, plain) || Object.hasOwn(KEYS, plain) || workflow.some((state) => state.key === word.trim());
}

/** The present state where it is as open or closed; else the first that may follow. */
function closest(workflow: readonly ReportState[], current: ReportState, open311: 'open' | 'closed'): ReportState {
	if (current.open311 === open311) return current;
	const following = workflow.filter((state) => state.open311 === open311 && current.next.includes(state.key));
	return following.find((state) => state.role === 'done') ?? following[0] ?? workflow.find((state) => state.open311 === open311) ?? current;
}
