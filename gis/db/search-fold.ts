/**
 * Prepares words for `search_fold` (migrations/0001-foundation.sql), which folds „Straße“ to „str“: half a „Straße“, as it stands in the
 * field while somebody types, must fold to the beginning of the whole word.
 */
export function forFold(text: string): string {
	return text.replace(/str(a|aß|as|ass)?$/i, 'str');
}

/** A word for LIKE, with its own wildcards taken literally. */
export function escapeLike(text: string): string {
	return text.replace(/[\\%_]/g, '\\$&');
}
