import { UNDECIDED_GENERAL } from './undecided/general.ts';
import { UNDECIDED_PLANS } from './undecided/plans.ts';
import type { ConformityDocument } from './rule.ts';

/** Where a rule that is not in the registry is decided instead, or why nobody can. */
export type Elsewhere = 'geometry' | 'structure' | 'references' | 'reader' | 'undecidable' | 'repealed';

export interface UndecidedRule {
	number: string;
	/** The documents in which the number has this meaning; all where left out. */
	documents?: readonly ConformityDocument[];
	where: Elsewhere;
	reason: string;
}

/** Rules of the conformity documents that this check leaves out, so that none is forgotten. */
export const UNDECIDED_RULES: readonly UndecidedRule[] = [...UNDECIDED_GENERAL, ...UNDECIDED_PLANS];
