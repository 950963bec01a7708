import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseWorldFile, positionAt, readGeoTiff } from '../../../portal/lib/server/rasters/georeference.ts';
import { isWorldFileName, worldFileNames } from '../../../portal/lib/server/rasters/world-file-names.ts';
import { boundsOfImage, common, HALF_WORLD, placeImage, resolutionOf, TILE } from '../../../portal/lib/server/rasters/placement.ts';
import { worldFileOf } from '../../../portal/lib/server/rasters/raster-job.ts';
import { windowOf } from '../../../portal/lib/server/rasters/raster-tiles.ts';

describe('world file', () => {
	it('names the centre of the first pixel, the transform its corner', () => {
		const transform = parseWorldFile('0.5\n0\n0\n-0.5\n1000.25\n1999.75\n', 'x');
		expect(positionAt(transform, 0, 0)).toEqual([1000, 2000]);
		expect(positionAt(transform, 10, 4)).toEqual([1005, 1998]);
	});

	it('may turn the image', () => {
		const transform = parseWorldFile('0\n-2\n-2\n0\n99\n99', 'x');
		expect(positionAt(transform, 0.5, 0.5)).toEqual([99, 99]);
		expect(positionAt(transform, 1.5, 0.5)).toEqual([99, 97]);
		expect(positionAt(transform, 0.5, 1.5)).toEqual([97, 99]);
	});

	it('is read as programs write it: byte order mark, decimal comma, Windows lines, blanks', () => {
		expect(parseWorldFile('\ufeff 0,25\r\n0,0\r\n0\r\n-2.5e-1\r\n10,125\r\n20\r\n', 'x')).toEqual([10, 0.25, 0, 20.125, 0, -0.25]);
	});

	it.each(['', '1 0 0 -1 5', '1 0 0 0 5 5', 'a b c d e f', '1 0 0 -1 NaN 5'])('without six numbers that place it is refused: %j', (text) => {
		expect(() => parseWorldFile(text, 'plan.tif')).toThrow(expect.objectContaining({ code: 'raster_world_file', values: { name: 'plan.tif' } }));
	});

	it('is found by the reference, or by the name of its image', () => {
		const files = ['PLAN.TFW', 'lage.txt', 'anderer.tfw', 'übersicht.pgw'].map((name) => ({ name }));
		expect(worldFileOf(null, 'plan.tif', files)?.name).toBe('PLAN.TFW');
		expect(worldFileOf('.\\daten\\lage.txt', 'plan.tif', files)?.name).toBe('lage.txt');
		expect(worldFileOf('plan.tif', 'plan.tif', files)?.name).toBe('PLAN.TFW');
		expect(worldFileOf('%C3%BCbersicht.pgw', 'plan.png', files)?.name).toBe('übersicht.pgw');
		expect(worldFileOf('fehlt.tfw', 'karte.tif', files)).toBeUndefined();
		expect(worldFileNames('Plan.tiff')).toContain('plan.tfw');
		expect(['a.tfw', 'a.PGW', 'b.wld'].every(isWorldFileName)).toBe(true);
		expect(['a.tif', 'tfw', 'a.tfw.pdf'].some(isWorldFileName)).toBe(false);
	});
});

describe('place on the grid of web tiles', () => {
	const transform = parseWorldFile('0.25 0 0 -0.25 390000.125 5679999.875', 'x');
	const bounds = boundsOfImage(transform, 4000, 3000, 'EPSG:25833');
	const placed = placeImage(transform, 4000, 3000, 'EPSG:25833', bounds, 1e9);

	it('covers the image with whole tiles, hardly finer than its pixels', () => {
		expect(common(placed.bounds, bounds)).toEqual(bounds);
		expect(placed.width % TILE).toBe(0);
		expect((placed.bounds[0] + HALF_WORLD) / (resolutionOf(placed.zoom) * TILE)).toBeCloseTo(placed.columns[0], 6);
		expect(placed.metresPerPixel).toBeCloseTo(0.25, 3);
		const drawn = resolutionOf(placed.zoom) / (bounds[2] - bounds[0]) * 4000;
		expect(drawn).toBeLessThan(1.2);
		expect(drawn).toBeGreaterThan(0.55);
	});

	it('is coarser where there were too many pixels', () => {
		const small = placeImage(transform, 4000, 3000, 'EPSG:25833', bounds, 2e6);
		expect(small.width * small.height).toBeLessThanOrEqual(2e6);
		expect(small.zoom).toBeLessThan(placed.zoom);
		expect(small.metresPerPixel).toBe(placed.metresPerPixel);
	});

	it('gives every tile its window of every overview, each pixel once', () => {
		const source = { bounds: placed.bounds, minZoom: placed.zoom - 5, maxZoom: placed.zoom };
		for (let z = source.minZoom; z <= source.maxZoom; z++) {
			const scale = 2 ** (source.maxZoom - z);
			const [x, y] = [Math.floor(placed.columns[0] / scale), Math.floor(placed.rows[0] / scale)];
			let pixels = 0;
			for (let i = 0; i <= Math.ceil(placed.width / scale / TILE); i++)
				for (let j = 0; j <= Math.ceil(placed.height / scale / TILE); j++) {
					const window = windowOf(source, { z, x: x + i, y: y + j });
					if (!window) continue;
					expect(window.to.x + window.from.width).toBeLessThanOrEqual(TILE);
					expect(window.to.y + window.from.height).toBeLessThanOrEqual(TILE);
					pixels += window.from.width * window.from.height;
				}
			expect(pixels, `zoom ${z}`).toBe(Math.floor(placed.width / scale) * Math.floor(placed.height / scale));
		}
		expect(windowOf(source, { z: placed.zoom, x: placed.columns[0] - 1, y: placed.rows[0] })).toBeNull();
		expect(windowOf(source, { z: placed.zoom + 1, x: placed.columns[0] * 2, y: placed.rows[0] * 2 })).toBeNull();
	});
});

it('a tag that claims more values than its file has bytes gets no memory', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'tiff-'));
	const tags = [[256, 3, 1, 1], [257, 3, 1, 1], [258, 3, 1, 8], [273, 4, 1, 8], [279, 4, 1, 1], [34264, 12, 30_000_000, 8]];
	const tiff = Buffer.alloc(256);
	tiff.write('II*');
	tiff.writeUInt32LE(8, 4);
	tiff.writeUInt16LE(tags.length, 8);
	for (const [i, [tag, type, count, value]] of tags.entries()) {
		tiff.writeUInt16LE(tag!, 10 + 12 * i);
		tiff.writeUInt16LE(type!, 12 + 12 * i);
		tiff.writeUInt32LE(count!, 14 + 12 * i);
		tiff.writeUInt32LE(value!, 18 + 12 * i);
	}
	writeFileSync(join(folder, 'scan.tif'), tiff);
	await expect(readGeoTiff(join(folder, 'scan.tif'))).rejects.toThrow('larger than its file');
	rmSync(folder, { recursive: true });
});
