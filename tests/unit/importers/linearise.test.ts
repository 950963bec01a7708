import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arcsOfCircle, circleThrough, lineariseCurve, outermostPoints } from '../../../importers/xplan/linearise.ts';
import type { Position } from '../../../importers/xplan/model.ts';
import { reverseCurve, signedArea } from '../../../importers/xplan/orientation.ts';

/** Largest distance of the middle of a chord from the circle. */
function deviation(points: readonly Position[], centre: Position, radius: number): number {
	let largest = 0;
	for (let i = 1; i < points.length; i++) {
		const [a, b] = [points[i - 1]!, points[i]!];
		const middle = Math.hypot((a[0] + b[0]) / 2 - centre[0], (a[1] + b[1]) / 2 - centre[1]);
		const corner = Math.abs(Math.hypot(b[0] - centre[0], b[1] - centre[1]) - radius);
		largest = Math.max(largest, Math.abs(radius - middle), corner);
	}
	return largest;
}

const arcs = fc.record({
	east: fc.double({ min: 280_000, max: 900_000, noNaN: true }),
	north: fc.double({ min: 5_200_000, max: 6_100_000, noNaN: true }),
	radius: fc.double({ min: 0.01, max: 5_000, noNaN: true }),
	start: fc.double({ min: 0, max: 2 * Math.PI, noNaN: true }),
	sweep: fc.double({ min: 0.02, max: 6.2, noNaN: true }),
	middle: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
	side: fc.constantFrom(1, -1)
});

describe('arcs', () => {
	it('deviate less than 1 mm from the circle, keep the given points and the direction', () => {
		fc.assert(
			fc.property(arcs, ({ east, north, radius, start, sweep, middle, side }) => {
				const on = (angle: number): Position => [east + radius * Math.cos(angle), north + radius * Math.sin(angle)];
				const given: Position[] = [on(start), on(start + side * sweep * middle), on(start + side * sweep)];
				const points = lineariseCurve([{ type: 'arc', points: given }]);
				const circle = circleThrough(given[0]!, given[1]!, given[2]!);
				if (circle !== null) expect(deviation(points, circle.centre, circle.radius)).toBeLessThan(0.001);
				for (const point of given) expect(points).toContainEqual(point);
				expect(points[0]).toEqual(given[0]);
				expect(points.at(-1)).toEqual(given[2]);
				const length = points.slice(1).reduce((sum, point, i) => sum + Math.hypot(point[0] - points[i]![0], point[1] - points[i]![1]), 0);
				expect(length).toBeLessThan(radius * sweep * 1.001 + 0.001);
				expect(length).toBeGreaterThan(radius * sweep * 0.9 - 0.001);
			}),
			{ numRuns: 500 }
		);
	});

	it('have the rectangle of their outermost points', () => {
		const rectangle = (points: readonly Position[]): number[] =>
			[0, 1].flatMap((axis) => [Math.min, Math.max].map((most) => most(...points.map((point) => point[axis]!))));
		fc.assert(
			fc.property(arcs, fc.constantFrom('arc' as const, 'circle' as const), ({ east, north, radius, start, sweep, middle, side }, type) => {
				const on = (angle: number): Position => [east + radius * Math.cos(angle), north + radius * Math.sin(angle)];
				const curve = [{ type, points: [on(start), on(start + side * sweep * middle), on(start + side * sweep)] }];
				const outermost = rectangle(outermostPoints(curve));
				rectangle(lineariseCurve(curve, 0.0001)).forEach((edge, index) => expect(Math.abs(edge - outermost[index]!)).toBeLessThan(0.001));
			}),
			{ numRuns: 300 }
		);
	});

	it('get no more chords than allowed, and say how many before they are made', () => {
		const arc = [{ type: 'arc' as const, points: [[0, 0], [100_000, 100_000], [200_000, 0]] as Position[] }];
		const said: number[] = [];
		const points = lineariseCurve(arc, undefined, { most: 50, before: (chords) => said.push(chords) });
		expect(points).toHaveLength(101);
		expect(said).toEqual([50, 50]);
		const before = (): void => {
			throw new RangeError('too many');
		};
		expect(() => lineariseCurve(arc, undefined, { before })).toThrow('too many');
	});

	it.each<[string, Position[], number]>([
		[
			'points on a line',
			[
				[0, 0],
				[1, 0],
				[2, 0]
			],
			3
		],
		[
			'almost on a line',
			[
				[0, 0],
				[1, 1e-9],
				[2, 0]
			],
			3
		],
		[
			'a tiny arc',
			[
				[0, 0],
				[1e-5, 1e-5],
				[2e-5, 0]
			],
			3
		],
		[
			'equal points',
			[
				[0, 0],
				[0, 0],
				[0, 0]
			],
			2
		],
		[
			'the middle equal to the start',
			[
				[0, 0],
				[0, 0],
				[2, 0]
			],
			3
		]
	])('%s stay finite', (_, points, count) => {
		const linear = lineariseCurve([{ type: 'arc', points }]);
		expect(linear).toHaveLength(count);
		expect(linear.flat().every(Number.isFinite)).toBe(true);
	});

	it('is a full circle where start and end are equal', () => {
		const points = lineariseCurve([
			{
				type: 'arc',
				points: [
					[0, 0],
					[2, 0],
					[0, 0]
				]
			}
		]);
		expect(signedArea(points)).toBeCloseTo(Math.PI, 2);
	});

	it('joins segments without repeating points', () => {
		const curve = lineariseCurve([
			{
				type: 'line',
				points: [
					[0, 0],
					[1, 0]
				]
			},
			{
				type: 'line',
				points: [
					[1, 0],
					[2, 0]
				]
			}
		]);
		expect(curve).toEqual([
			[0, 0],
			[1, 0],
			[2, 0]
		]);
	});
});

describe('circles', () => {
	it.each([1, -1])('keep start, area and direction (%d)', (side) => {
		const points: Position[] = [
			[3, 0],
			[0, 3 * side],
			[-3, 0]
		];
		const linear = lineariseCurve([{ type: 'circle', points }], 1e-6);
		expect(linear[0]).toEqual([3, 0]);
		expect(linear.at(-1)).toEqual([3, 0]);
		expect(signedArea(linear)).toBeCloseTo(side * 9 * Math.PI, 3);
		expect(arcsOfCircle(points)).toHaveLength(5);
	});

	it('reverse to the same circle', () => {
		const [reversed] = reverseCurve([
			{
				type: 'circle',
				points: [
					[3, 0],
					[0, 3],
					[-3, 0]
				]
			}
		]);
		expect(reversed!.points[0]).toEqual([3, 0]);
		expect(signedArea(lineariseCurve([reversed!]))).toBeLessThan(0);
	});
});
