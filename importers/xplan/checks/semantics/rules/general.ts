import { targetIs } from '../predicates.ts';
import type { SemanticRule } from '../rule.ts';

/** Chapters 2 (general) and 3 (basic schema). */
export const GENERAL_RULES: readonly SemanticRule[] = [
	{ number: '3.1.1.1', classes: ['XP_Plan'], ...targetIs('texte', ['XP_TextAbschnitt']) }
];
