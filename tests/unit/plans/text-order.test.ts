import { describe, expect, it } from 'vitest';
import { compareTextKeys } from '../../../portal/lib/server/plans/text-order.ts';

const sorted = (...keys: (string | null)[]) => [...keys].sort(compareTextKeys);

describe('order of texts by their key', () => {
	it('puts numbers first by value, then letters, digit and letter, letter and digit, the rest and the nameless', () => {
		expect(sorted(null, 'A1', '10', 'b', '1a', '2', 'a', '(x)', '1.2', 'A10', 'A2')).toEqual(['1.2', '2', '10', 'a', 'b', '1a', 'A1', 'A2', 'A10', '(x)', null]);
	});

	it('compares up to the first blank, and paragraphs by their number', () => {
		expect(sorted('10 Höhe', '9 Dach')).toEqual(['9 Dach', '10 Höhe']);
		expect(sorted('§ 10', '§2', '§ 1 Abs. 3')).toEqual(['§ 1 Abs. 3', '§2', '§ 10']);
		expect(compareTextKeys('1 b', '1 a')).toBe(0);
	});
});
