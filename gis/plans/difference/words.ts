import { diffLines, diffWordsWithSpace } from 'diff';
import type { WordPart } from './types.ts';

/** Beyond so many edits the words of both sides have nothing to do with each other, and comparing them takes its time. */
const MOST_EDITS = 1000;

/** Word difference of two texts. Line feeds of both kinds are the same; white space at the ends does not count. */
export function wordDifference(before: string | null, after: string | null): WordPart[] {
	const [from, to] = [tidy(before), tidy(after)];
	if (from === to) return from ? [{ change: 'same', text: from }] : [];
	if (!from) return [{ change: 'added', text: to }];
	if (!to) return [{ change: 'removed', text: from }];
	const parts = diffWordsWithSpace(from, to, { maxEditLength: MOST_EDITS }) ?? diffLines(from, to, { maxEditLength: MOST_EDITS });
	if (!parts)
		return [
			{ change: 'removed', text: from },
			{ change: 'added', text: to }
		];
	return parts.map(({ added, removed, value }) => ({ change: added ? 'added' : removed ? 'removed' : 'same', text: value }));
}

/** True if no word differs. */
export const sameWords = (before: string | null, after: string | null): boolean => tidy(before) === tidy(after);

const tidy = (text: string | null): string => (text ?? '').replace(/\r\n?/g, '\n').trim();
