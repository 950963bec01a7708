import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { greedy, matchByGmlId, matchByKeys } from '../../../gis/plans/difference/match.ts';

const side = (id: number, gmlId: string, name = 'A') => ({ id, gmlId, class: name });

describe('matching', () => {
	it('takes the same gml:id of the same class, and names those of another class', () => {
		const found = matchByGmlId([side(1, 'x'), side(2, 'y'), side(3, 'z')], [side(11, 'x'), side(12, 'y', 'B'), side(13, 'new')]);
		expect(found.pairs).toEqual([{ from: 1, to: 11 }]);
		expect(found.otherClass).toEqual([{ from: 2, to: 12 }]);
		expect(found.from.map((each) => each.id)).toEqual([2, 3]);
		expect(found.to.map((each) => each.id)).toEqual([12, 13]);
	});

	it('takes the best share of the place first, and leaves what shares too little', () => {
		const candidate = (from: number, to: number, score: number, alike = false) => ({ from, to, score, alike });
		const pairs = greedy([candidate(1, 11, 0.6), candidate(1, 12, 0.9), candidate(2, 12, 0.95), candidate(3, 13, 0.2)], 0.25);
		expect(pairs).toEqual([
			{ from: 2, to: 12 },
			{ from: 1, to: 11 }
		]);
	});

	it('lets equal properties decide between equal places', () => {
		const candidate = (from: number, to: number, alike: boolean) => ({ from, to, score: 1, alike });
		const pairs = greedy([candidate(1, 11, false), candidate(1, 12, true), candidate(2, 11, true), candidate(2, 12, false)], 0.25);
		expect(pairs).toEqual([
			{ from: 1, to: 12 },
			{ from: 2, to: 11 }
		]);
	});

	it('is one to one and does not depend on the order of the candidates', () => {
		const candidate = fc.record({ from: fc.integer({ min: 1, max: 8 }), to: fc.integer({ min: 1, max: 8 }), score: fc.double({ min: 0, max: 1, noNaN: true }), alike: fc.boolean() });
		const candidates = fc.uniqueArray(candidate, { selector: (each) => `${each.from} ${each.to}` });
		fc.assert(
			fc.property(candidates.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))), ([list, shuffled]) => {
				const pairs = greedy(list, 0.25);
				expect(new Set(pairs.map((pair) => pair.from)).size).toBe(pairs.length);
				expect(new Set(pairs.map((pair) => pair.to)).size).toBe(pairs.length);
				expect(greedy(shuffled, 0.25)).toEqual(pairs);
			})
		);
	});

	it('tries keys in turn and trusts none that is not unique', () => {
		const found = matchByKeys(
			[{ id: 'a', key: '1' }, { id: 'b', key: '2' }, { id: 'c', key: '2' }],
			[{ id: 'x', key: '1' }, { id: 'y', key: '2' }, { id: 'b', key: '9' }],
			[(each) => each.id, (each) => each.key]
		);
		expect(found.pairs.map(({ from, to, key }) => [from.id, to.id, key])).toEqual([
			['b', 'b', 0],
			['a', 'x', 1],
			['c', 'y', 1]
		]);
		expect(found.from).toEqual([]);
	});
});
