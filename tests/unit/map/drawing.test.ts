import { describe, expect, it } from 'vitest';
import { areaOf, formatArea, formatLength, lengthOf } from '../../../portal/lib/map/drawing/measure.ts';
import { cornersOf, type LonLat } from '../../../portal/lib/map/drawing/place.ts';
import { addPoint, crossesItself, missingPoints, movePoint, placeOf, removePoint, startSketch, undoPoint } from '../../../portal/lib/map/drawing/sketch.ts';

const corners: LonLat[] = [
	[13, 51],
	[13.001, 51],
	[13.001, 51.001],
	[13, 51.001]
];
const square = corners.reduce(addPoint, startSketch('polygon'));

describe('sketch', () => {
	it('closes an area and opens it again with the same corners', () => {
		const place = placeOf(square)!;
		expect(place.geometry).toEqual({ type: 'Polygon', coordinates: [[...corners, corners[0]]] });
		expect(cornersOf(place)).toEqual(corners);
	});

	it('does not finish before there are enough points', () => {
		const line = addPoint(startSketch('line'), [13, 51]);
		expect(missingPoints(line)).toBe(1);
		expect(placeOf(line)).toBeNull();
		expect(placeOf(addPoint(line, [13.1, 51]))).not.toBeNull();
	});

	it('takes the same point twice in a row as one', () => {
		expect(addPoint(square, corners[3]).points).toHaveLength(4);
	});

	it('moves the one point of a point place', () => {
		const moved = addPoint(addPoint(startSketch('point'), [13, 51]), [14, 52]);
		expect(moved.points).toEqual([[14, 52]]);
	});

	it('undoes, moves and removes single points', () => {
		expect(undoPoint(square).points).toEqual(corners.slice(0, 3));
		expect(undoPoint(startSketch('line')).points).toEqual([]);
		expect(movePoint(square, 1, [13.5, 51]).points[1]).toEqual([13.5, 51]);
		expect(removePoint(square, 0).points).toEqual(corners.slice(1));
	});

	it('refuses an outline that crosses itself', () => {
		const bowTie = [corners[0], corners[2], corners[1], corners[3]].reduce(addPoint, startSketch('polygon'));
		expect(crossesItself(bowTie)).toBe(true);
		expect(placeOf(bowTie)).toBeNull();
		expect(crossesItself(square)).toBe(false);
	});
});

describe('measure', () => {
	it('measures on the globe, not in degrees', () => {
		// 0.001° of longitude at 51° N is 111,195 m × cos(51°) / 1000 = 70.0 m, 0.001° of latitude 111.2 m.
		expect(lengthOf('line', corners.slice(0, 2))).toBeCloseTo(70, 0);
		expect(areaOf('polygon', corners)).toBeGreaterThan(7700);
		expect(areaOf('polygon', corners)).toBeLessThan(7850);
		expect(lengthOf('polygon', corners)).toBeCloseTo(362.4, 0);
	});

	it('writes German numbers', () => {
		expect(formatLength(8.5)).toBe('8,5 m');
		expect(formatLength(1250)).toBe('1,25 km');
		expect(formatArea(850.4)).toBe('850 m²');
		expect(formatArea(12500)).toBe('1,25 ha');
	});
});
