import type { SemanticRule } from './rule.ts';
import { BP_BASE_RULES } from './rules/bp-base.ts';
import { BP_BUILDING_RULES } from './rules/bp-building.ts';
import { BP_OTHER_RULES } from './rules/bp-other.ts';
import { BP_PURPOSE_RULES } from './rules/bp-purposes.ts';
import { FP_RULES } from './rules/fp-rules.ts';
import { GENERAL_RULES } from './rules/general.ts';
import { LP_RULES } from './rules/lp-rules.ts';
import { RP_RULES } from './rules/rp-rules.ts';
import { SO_RULES } from './rules/so-rules.ts';
import { XP_RULES } from './rules/xp-rules.ts';

/** All rules, in no particular order. A new table of rules is added here. */
export const SEMANTIC_RULES: readonly SemanticRule[] = [
	...GENERAL_RULES,
	...XP_RULES,
	...BP_BASE_RULES,
	...BP_BUILDING_RULES,
	...BP_PURPOSE_RULES,
	...BP_OTHER_RULES,
	...FP_RULES,
	...SO_RULES,
	...RP_RULES,
	...LP_RULES
];
