import { describe, expect, it } from 'vitest';
import { Effort, EffortError } from '../../../../importers/xplan/checks/geometry/effort.ts';
import { boxOf, NOWHERE, sharedBox, SpatialIndex, widened } from '../../../../importers/xplan/checks/geometry/spatial-index.ts';

const free = (): SpatialIndex => new SpatialIndex(() => undefined);
const square = (east: number, north: number, size = 1) => ({ west: east, south: north, east: east + size, north: north + size });

describe('rectangles', () => {
	it('lie around points, and nowhere around none', () => {
		expect(boxOf([[3, 9], [1, 10], [2, 8]])).toEqual({ west: 1, south: 8, east: 3, north: 10 });
		expect(boxOf([])).toEqual(NOWHERE);
	});

	it('are widened, and share a part', () => {
		expect(widened(square(1, 2), 0.5)).toEqual({ west: 0.5, south: 1.5, east: 2.5, north: 3.5 });
		expect(sharedBox(square(0, 0, 4), square(3, -1, 3))).toEqual({ west: 3, south: 0, east: 4, north: 2 });
	});
});

describe('the index of rectangles', () => {
	it('finds what meets or touches', () => {
		const index = free();
		for (let item = 99; item >= 0; item--) index.add(item, square((item % 10) * 2, Math.floor(item / 10) * 2));
		expect(new Set(index.query({ west: 1, south: 0.5, east: 2, north: 3 }))).toEqual(new Set([0, 1, 10, 11]));
		expect(index.query(square(1.2, 1.2, 0.5))).toEqual([]);
		expect(index.meets(square(18, 18))).toBe(true);
		expect(index.meets(square(19.5, 19.5))).toBe(false);
	});

	it('finds nothing where nothing is, and nothing nowhere', () => {
		expect(free().query(square(0, 0))).toEqual([]);
		expect(free().meets(square(0, 0))).toBe(false);
		const index = free();
		index.add(0, NOWHERE);
		index.add(1, square(0, 0));
		expect(index.query(square(0, 0, 100))).toEqual([1]);
		expect(index.query(NOWHERE)).toEqual([]);
		expect(index.query(sharedBox(square(0, 0), square(5, 5)))).toEqual([]);
	});

	it('costs effort for each answer', () => {
		const effort = new Effort(1_000);
		const index = new SpatialIndex((units) => effort.spend(units));
		for (let item = 0; item < 600; item++) index.add(item, square(0, 0));
		expect(index.query(square(0, 0))).toHaveLength(600);
		expect(() => index.query(square(0, 0))).toThrow(EffortError);
		const few = new Effort(7);
		const asked = new SpatialIndex((units) => few.spend(units));
		expect(asked.meets(square(0, 0))).toBe(false);
		expect(() => asked.meets(square(0, 0))).toThrow(EffortError);
	});
});
