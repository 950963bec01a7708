import { describe, expect, it } from 'vitest';
import { readTile, unitOf } from '../../../gis/tiles/grid.ts';
import { stretchAt } from '../../../gis/plans/published.ts';

describe('tile grid', () => {
	it('reads tiles that exist and no others', () => {
		expect(readTile('22', '4194303', '0')).toEqual({ z: 22, x: 4_194_303, y: 0 });
		for (const [z, x, y] of [['23', '0', '0'], ['1', '2', '0'], ['1', '0', '-1'], ['1e1', '0', '0'], ['', '0', '0'], ['01', '0', '99999999']])
			expect(() => readTile(z!, x!, y!)).toThrow(expect.objectContaining({ code: 'tile_invalid' }));
	});

	it('knows the length of a unit', () => {
		expect(unitOf({ z: 0, x: 0, y: 0 }) * 4096).toBeCloseTo(40_075_016.6856, 3);
		expect(unitOf({ z: 16, x: 0, y: 0 })).toBeCloseTo(0.1493, 4);
	});

	it('knows how much the map stretches a metre', () => {
		expect(stretchAt(0)).toBe(1);
		// 1/cos(51°)
		expect(stretchAt(6_621_293.72)).toBeCloseTo(1.589, 3);
	});
});
