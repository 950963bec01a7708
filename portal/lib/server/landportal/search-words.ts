import { forFold } from '../../../../gis/db/search-fold.ts';

const MAX_WORDS = 8;
/** Below this a beginning of a word says nothing; short words and numbers are meant as they stand. */
const LEAST_PREFIX = 3;

/**
 * Words of a search field as PostgreSQL's `to_tsquery` takes them, one each: beginnings of words, so that half-typed ones find too.
 * Everything but letters and digits separates words, as in `search_vector` (migrations/0003-verfahren.sql), which also folds.
 */
export function searchWords(text: string): string[] {
	const words = text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? [];
	return [...new Set(words)].slice(0, MAX_WORDS).map((word) => {
		const prefix = word.length >= LEAST_PREFIX && /^\p{L}/u.test(word);
		return `'${forFold(word)}'${prefix ? ':*' : ''}`;
	});
}
