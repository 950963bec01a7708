import type { SemanticRule } from './rule.ts';
import { GENERAL_RULES } from './rules/general.ts';

/** All rules, in no particular order. A new table of rules is added here. */
export const SEMANTIC_RULES: readonly SemanticRule[] = [...GENERAL_RULES];
