import { expect, it } from 'vitest';
import { isKeepable, planTiles, type KeepableBasemap } from '../../../portal/lib/offline/map-tiles.ts';

const vector: KeepableBasemap = { kind: 'vector', url: '/tiles/base/{z}/{x}/{y}.mvt', attribution: '' };

it('lists the tiles of an area, the point itself at every zoom', () => {
	// Dresden, 13.738° E 51.0495° N: tile 14/8817/5474 by the usual formula.
	const [x, y] = [1_529_307, 6_629_867];
	const { urls, maxZoom } = planTiles(vector, [x, y, x, y]);
	expect(maxZoom).toBe(17);
	expect(urls).toHaveLength(9);
	expect(urls).toContain('/tiles/base/14/8817/5481.mvt');
});

it('stops before it is too much, and says how close it is', () => {
	const city: [number, number, number, number] = [1_500_000, 6_600_000, 1_530_000, 6_630_000];
	const { urls, maxZoom } = planTiles(vector, city);
	expect(urls.length).toBeLessThanOrEqual(1500);
	expect(maxZoom).toBeLessThan(17);
	expect(maxZoom).toBe(15);
	expect(new Set(urls).size).toBe(urls.length);
	const land = planTiles(vector, [1_300_000, 6_400_000, 1_700_000, 6_800_000]);
	expect(land.maxZoom).toBeLessThan(maxZoom);
});

it('takes only base maps that come as tiles', () => {
	expect(isKeepable(vector)).toBe(true);
	expect(isKeepable({ kind: 'xyz', url: 'https://{a-c}.tiles.example/{z}/{x}/{y}.png', attribution: '', maxZoom: 18 })).toBe(false);
	expect(isKeepable({ kind: 'style', url: 'https://x.example', attribution: '' })).toBe(false);
	expect(isKeepable({ kind: 'none' })).toBe(false);
});
