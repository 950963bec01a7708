import { computeDeadline, type Deadline } from '../law/deadlines.ts';
import { LawError } from '../law/law-error.ts';
import type { DeadlineKind } from '../law/rules.ts';
import { problemOf } from '../errors.ts';

/** Periods that anybody may have computed; holidays of single communities and shortened periods are a matter of the tenant. */
export const PUBLIC_KINDS = ['publication', 'toeb', 'ruege215'] as const satisfies readonly DeadlineKind[];

/** What was asked, as it came. */
export interface DeadlineQuery {
	kind: unknown;
	land: unknown;
	start: unknown;
}

/** @throws LawError for a missing or wrong value */
export function publicDeadline(query: DeadlineQuery): Deadline {
	const kind = one('kind', query.kind);
	const land = one('land', query.land);
	const start = one('start', query.start);
	if (!PUBLIC_KINDS.some((each) => each === kind))
		throw new LawError('law_kind_unknown', `„${kind.slice(0, 40)}“ ist keine Frist. Möglich sind: ${PUBLIC_KINDS.join(', ')}.`);
	return computeDeadline({ kind: kind as DeadlineKind, land, start });
}

/** For a page that shows the sentence beside its form. */
export function tryDeadline(query: DeadlineQuery): { deadline: Deadline; problem: null } | { deadline: null; problem: string } {
	try {
		return { deadline: publicDeadline(query), problem: null };
	} catch (thrown) {
		const problem = problemOf(thrown);
		if (!problem) throw thrown;
		return { deadline: null, problem: problem.message };
	}
}

/** A parameter that is given once. */
function one(name: string, value: unknown): string {
	if (typeof value === 'string' && value !== '') return value;
	const what = Array.isArray(value) ? 'steht mehrfach in der Adresse' : 'fehlt';
	throw new LawError('law_input_missing', `Die Angabe „${name}“ ${what}. Nötig sind kind, land und start, jede genau einmal.`);
}
