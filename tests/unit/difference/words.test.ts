import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sameWords, wordDifference } from '../../../gis/plans/difference/words.ts';
import { shortened } from '../../../portal/lib/server/plans/difference/entry-view.ts';

it('marks the words that differ', () => {
	expect(wordDifference('Zulässig sind zwei Geschosse.', 'Zulässig sind drei Geschosse.')).toEqual([
		{ change: 'same', text: 'Zulässig sind ' },
		{ change: 'removed', text: 'zwei' },
		{ change: 'added', text: 'drei' },
		{ change: 'same', text: ' Geschosse.' }
	]);
});

it('gives both texts back: what stays and went is the old one, what stays and came the new one', () => {
	const words = fc.array(fc.constantFrom('Wohnen', 'und', 'Arbeiten', '§ 9', 'Höhe,', 'ß', '\n'), { maxLength: 30 }).map((list) => list.join(' ').trim());
	fc.assert(
		fc.property(words, words, (before, after) => {
			const parts = wordDifference(before, after);
			const without = (change: string) => parts.filter((part) => part.change !== change).map((part) => part.text).join('');
			expect(without('added')).toBe(before);
			expect(without('removed')).toBe(after);
		})
	);
});

it('ends for texts that have nothing in common', () => {
	const text = (seed: number) => Array.from({ length: 20_000 }, (_, i) => `w${(i * seed) % 9973}`).join(' ');
	const parts = wordDifference(text(7), text(13));
	expect(parts.filter((part) => part.change !== 'added').map((part) => part.text).join('')).toBe(text(7));
});

it('knows no change in line feeds and outer white space', () => {
	expect(sameWords('a\r\nb ', 'a\nb')).toBe(true);
	expect(sameWords(null, '')).toBe(true);
	expect(sameWords('a', 'b')).toBe(false);
});

it('shortens what stays the same, never what changed', () => {
	const long = 'Wort '.repeat(200);
	const short = shortened([
		{ change: 'same', text: long },
		{ change: 'added', text: long },
		{ change: 'same', text: long }
	]);
	expect(short[0]!.text.length).toBeLessThan(250);
	expect(short[0]!.text).toContain('[…]');
	expect(short[1]!.text).toBe(long);
	expect(shortened([{ change: 'same', text: long }])[0]!.text).toBe(long);
});
