import type { UndecidedRule } from '../undecidable.ts';

/** Chapters 2 (general) and 3 (basic schema). */
export const UNDECIDED_GENERAL: readonly UndecidedRule[] = [];
