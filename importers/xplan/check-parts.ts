/** Checks and single rules that a planner may switch off, as is usual in this trade. */
export const SKIPPABLE_CHECKS = [
	'structure',
	'references',
	'geometry',
	'semantics',
	'flaechenschluss',
	'geltungsbereich',
	'doppelbelegung',
	'laufrichtung'
] as const;
export type SkippableCheck = (typeof SKIPPABLE_CHECKS)[number];

/** A part of the work, in the order in which it is done; `read` holds the structure check. */
export type CheckPart = 'read' | 'references' | 'geometry' | 'semantics';

/** What there is to do when some is switched off. */
export function partsOf(skip: ReadonlySet<SkippableCheck>): CheckPart[] {
	const later = (['references', 'geometry', 'semantics'] as const).filter((check) => !skip.has(check));
	return ['read', ...later];
}

/** @returns null for a word that names nothing that can be skipped */
export function skippable(word: string): SkippableCheck | null {
	return SKIPPABLE_CHECKS.find((each) => each === word) ?? null;
}
