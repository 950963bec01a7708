import { describe, expect, it } from 'vitest';
import type { PlanGeometry, Position, Segment } from '../../../importers/xplan/model.ts';
import { toHex, writeEwkb, writeLinearEwkb } from '../../../importers/xplan/wkb.ts';

const line = (...points: Position[]): Segment => ({ type: 'line', points });
const arc = (...points: Position[]): Segment => ({ type: 'arc', points });
const TRIANGLE = [line([0, 0], [4, 0], [4, 4], [0, 0])];

const NAMES: Record<number, string> = {
	1: 'POINT',
	2: 'LINESTRING',
	3: 'POLYGON',
	4: 'MULTIPOINT',
	5: 'MULTILINESTRING',
	6: 'MULTIPOLYGON',
	8: 'CIRCULARSTRING',
	9: 'COMPOUNDCURVE',
	10: 'CURVEPOLYGON',
	11: 'MULTICURVE',
	12: 'MULTISURFACE'
};

/** EWKB as text, read by the definition of the format. */
function text(bytes: Uint8Array): string {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	let at = 0;
	const uint32 = (): number => view.getUint32((at += 4) - 4, true);
	const point = (): string => `${view.getFloat64((at += 8) - 8, true)} ${view.getFloat64((at += 8) - 8, true)}`;
	const list = (item: () => string): string => `(${Array.from({ length: uint32() }, item).join(',')})`;
	const geometry = (): string => {
		expect(view.getUint8(at++)).toBe(1);
		const type = uint32();
		const srid = (type & 0x20000000) === 0 ? '' : `SRID=${uint32()};`;
		const name = NAMES[type & 0xff]!;
		const content =
			type % 0x100 === 1
				? `(${point()})`
				: name === 'LINESTRING' || name === 'CIRCULARSTRING'
					? list(point)
					: name === 'POLYGON'
						? list(() => list(point))
						: list(geometry);
		return `${srid}${name}${content}`;
	};
	const result = geometry();
	expect(at).toBe(bytes.length);
	return result;
}

describe('EWKB with curves', () => {
	it.each<[PlanGeometry, string]>([
		[{ type: 'Point', positions: [[1, 2]] }, 'POINT(1 2)'],
		[
			{
				type: 'MultiPoint',
				positions: [
					[1, 2],
					[3, 4]
				]
			},
			'MULTIPOINT(POINT(1 2),POINT(3 4))'
		],
		[{ type: 'Curve', curves: [[line([0, 0], [1, 1])]] }, 'LINESTRING(0 0,1 1)'],
		[{ type: 'Curve', curves: [[line([0, 0], [1, 1]), line([1, 1], [2, 0])]] }, 'LINESTRING(0 0,1 1,2 0)'],
		[{ type: 'Curve', curves: [[arc([0, 0], [1, 1], [2, 0])]] }, 'CIRCULARSTRING(0 0,1 1,2 0)'],
		[
			{ type: 'Curve', curves: [[line([0, 0], [1, 0]), arc([1, 0], [2, 1], [3, 0])]] },
			'COMPOUNDCURVE(LINESTRING(0 0,1 0),CIRCULARSTRING(1 0,2 1,3 0))'
		],
		[
			{ type: 'MultiCurve', curves: [[line([0, 0], [1, 0])], [arc([1, 0], [2, 1], [3, 0])]] },
			'MULTICURVE(LINESTRING(0 0,1 0),CIRCULARSTRING(1 0,2 1,3 0))'
		],
		[{ type: 'MultiCurve', curves: [[line([0, 0], [1, 0])]] }, 'MULTILINESTRING(LINESTRING(0 0,1 0))'],
		[{ type: 'Surface', surfaces: [[{ exterior: TRIANGLE, interiors: [] }]] }, 'POLYGON((0 0,4 0,4 4,0 0))'],
		[
			{ type: 'Surface', surfaces: [[{ exterior: [line([0, 0], [4, 0]), arc([4, 0], [2, 2], [0, 0])], interiors: [] }]] },
			'CURVEPOLYGON(COMPOUNDCURVE(LINESTRING(0 0,4 0),CIRCULARSTRING(4 0,2 2,0 0)))'
		],
		[
			{
				type: 'Surface',
				surfaces: [
					[
						{
							exterior: [
								{
									type: 'circle',
									points: [
										[2, 0],
										[0, 2],
										[-2, 0]
									]
								}
							],
							interiors: []
						}
					]
				]
			},
			'CURVEPOLYGON(CIRCULARSTRING(2 0,0 2,-2 0,0 -2,2 0))'
		],
		[
			{
				type: 'Surface',
				surfaces: [
					[
						{ exterior: TRIANGLE, interiors: [] },
						{ exterior: TRIANGLE, interiors: [] }
					]
				]
			},
			'MULTIPOLYGON(POLYGON((0 0,4 0,4 4,0 0)),POLYGON((0 0,4 0,4 4,0 0)))'
		],
		[
			{ type: 'MultiSurface', surfaces: [[{ exterior: [arc([0, 0], [2, 2], [0, 0])], interiors: [TRIANGLE] }]] },
			'MULTISURFACE(CURVEPOLYGON(CIRCULARSTRING(0 0,2 2,0 0),LINESTRING(0 0,4 0,4 4,0 0)))'
		]
	])('%#: %j', (geometry, expected) => {
		expect(text(writeEwkb(geometry, 25833))).toBe(`SRID=25833;${expected}`);
	});

	it.each<[string, PlanGeometry, string]>([
		[
			'an open ring',
			{ type: 'Surface', surfaces: [[{ exterior: [line([0, 0], [4, 0], [4, 4])], interiors: [] }]] },
			'POLYGON((0 0,4 0,4 4,0 0))'
		],
		[
			'a ring of two points',
			{ type: 'Surface', surfaces: [[{ exterior: [line([0, 0], [4, 0])], interiors: [] }]] },
			'POLYGON((0 0,4 0,0 0,0 0))'
		],
		[
			'a gap',
			{ type: 'Curve', curves: [[line([0, 0], [1, 0]), arc([1.5, 0], [2, 1], [3, 0])]] },
			'COMPOUNDCURVE(LINESTRING(0 0,1 0),LINESTRING(1 0,1.5 0),CIRCULARSTRING(1.5 0,2 1,3 0))'
		]
	])('%s becomes what a database takes', (_, geometry, expected) => {
		expect(text(writeEwkb(geometry, 25833))).toBe(`SRID=25833;${expected}`);
	});
});

describe('linear EWKB', () => {
	const move = (east: number, north: number): Position => [east + 100, north];

	it.each<[PlanGeometry, string]>([
		[{ type: 'Point', positions: [[1, 2]] }, 'POINT(101 2)'],
		[{ type: 'MultiPoint', positions: [[1, 2]] }, 'MULTIPOINT(POINT(101 2))'],
		[{ type: 'Curve', curves: [[line([0, 0], [1, 1])]] }, 'MULTILINESTRING(LINESTRING(100 0,101 1))'],
		[
			{ type: 'Surface', surfaces: [[{ exterior: TRIANGLE, interiors: [TRIANGLE] }]] },
			'MULTIPOLYGON(POLYGON((100 0,104 0,104 4,100 0),(100 0,104 0,104 4,100 0)))'
		]
	])('%j', (geometry, expected) => {
		expect(text(writeLinearEwkb(geometry, move, 3857))).toBe(`SRID=3857;${expected}`);
	});

	it('linearises arcs before it transforms', () => {
		const geometry: PlanGeometry = { type: 'Curve', curves: [[arc([0, 0], [10, 10], [20, 0])]] };
		const points = text(writeLinearEwkb(geometry, move, 3857)).split(',').length;
		expect(points).toBeGreaterThan(40);
		expect(points).toBeLessThan(200);
	});

	it('writes hexadecimal digits', () => {
		expect(toHex(writeEwkb({ type: 'Point', positions: [[0, 1]] }, 4326))).toBe('0101000020E61000000000000000000000000000000000F03F');
	});
});
