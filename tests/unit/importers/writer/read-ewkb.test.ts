import { describe, expect, it } from 'vitest';
import type { PlanGeometry } from '../../../../importers/xplan/model.ts';
import { readEwkb } from '../../../../importers/xplan/read-ewkb.ts';
import { toHex, writeEwkb } from '../../../../importers/xplan/wkb.ts';

const back = (geometry: PlanGeometry) => readEwkb(toHex(writeEwkb(geometry, 25833)));
const line = { type: 'line' as const, points: [[0, 0], [4, 0]] as [number, number][] };
const arc = { type: 'arc' as const, points: [[4, 0], [2, 2], [0, 0]] as [number, number][] };
const square = { exterior: [{ type: 'line' as const, points: [[0, 0], [4, 0], [4, 4], [0, 0]] as [number, number][] }], interiors: [] };

describe('EWKB as it is stored', () => {
	it.each<[string, PlanGeometry]>([
		['point', { type: 'Point', positions: [[1.5, 2.25]] }],
		['points', { type: 'MultiPoint', positions: [[1, 2], [3, 4]] }],
		['line', { type: 'Curve', curves: [[line]] }],
		['line and arc', { type: 'Curve', curves: [[line, arc]] }],
		['lines', { type: 'MultiCurve', curves: [[line], [line, arc]] }],
		['area', { type: 'Surface', surfaces: [[{ ...square, interiors: [[line, arc]] }]] }],
		['areas', { type: 'MultiSurface', surfaces: [[square], [{ exterior: [line, arc], interiors: [] }]] }]
	])('comes back: %s', (_, geometry) => {
		expect(back(geometry)).toEqual({ geometry, srid: 25833 });
	});

	it('comes back in its plain form where EWKB does not tell: circles, patches', () => {
		const circle: PlanGeometry = { type: 'Curve', curves: [[{ type: 'circle', points: [[0, 0], [1, 1], [2, 0]] }]] };
		expect(back(circle).geometry).toMatchObject({ curves: [[{ type: 'arc' }]] });
		expect(back({ type: 'Surface', surfaces: [[square, square]] }).geometry.type).toBe('MultiSurface');
	});

	it('refuses what no plan has', () => {
		expect(() => readEwkb('0107000000' + '00000000')).toThrow(RangeError);
	});
});
