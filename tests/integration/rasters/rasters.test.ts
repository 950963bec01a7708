import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import { publishVersion, unpublishVersion } from '../../../gis/plans/plans.ts';
import { transformBetween } from '../../../importers/xplan/crs.ts';
import { importPlanFile } from '../../../portal/lib/server/plans/import-service.ts';
import { removeVersion } from '../../../portal/lib/server/plans/staff-plans.ts';
import { runRasters } from '../../../portal/lib/server/rasters/raster-job.ts';
import { listRasters, type RasterRow } from '../../../portal/lib/server/rasters/raster-queries.ts';
import { queueMissingRasters, retryRasters } from '../../../portal/lib/server/rasters/raster-requests.ts';
import { RasterTiles } from '../../../portal/lib/server/rasters/raster-tiles.ts';
import { HALF_WORLD, resolutionOf, TILE } from '../../../portal/lib/server/rasters/placement.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { createApp } from '../../../portal/server.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { asGeoTiff, drawScan, SCAN, scannedPlan, worldFile, zipWith, type ScannedPlan, type ScanKind } from '../../support/raster-files.ts';

const SECONDS = 120_000;
const PIXEL = 0.25;
/** Upper left corner of the scans. */
const AT: Record<string, [number, number]> = { 'EPSG:25833': [390_000, 5_680_000], 'EPSG:31468': [4_590_000, 5_680_000], 'EPSG:25832': [560_000, 5_935_000] };

let services: Services;
let tenantId: string;
let scope: TenantScope;
let server: Server;
let origin: string;
beforeAll(async () => {
	services = await testServices();
	tenantId = (await makeTenant(services.db)).id;
	scope = forTenant(services.db.knex, tenantId);
	server = createServer(createApp(services, (_request, response) => void response.status(404).end())).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

/** Imports a plan whose area is the sheet less 10 m on every side, and makes its tiles. */
async function imported(files: Record<string, Uint8Array | string>, plan: Partial<ScannedPlan> = {}) {
	const crs = plan.crs ?? 'EPSG:25833';
	const [west, north] = AT[crs]!;
	const area: ScannedPlan['area'] = [west + 10, north - SCAN.height * PIXEL + 10, west + SCAN.width * PIXEL - 10, north - 10];
	const gml = scannedPlan({ name: `Plan ${Math.random()}`, crs, area, ...plan });
	const [version] = await importPlanFile(services, tenantId, { name: 'plan.zip', content: await zipWith(gml, files) });
	await runRasters(services, { tenantId, versionId: version!.versionId });
	const rasters = await listRasters(scope, version!.versionId);
	return { ...version!, rasters, raster: rasters[0]! };
}

/** Colour and alpha of a place, read from the tile of a zoom. */
async function at(raster: RasterRow, [east, north]: [number, number], zoom = raster.maxZoom!) {
	const source = await scope.table('plan_raster').join('file', 'file.id', 'plan_raster.file_id').where('plan_raster.id', raster.id).first('file.key');
	const size = resolutionOf(zoom) * TILE;
	const [u, v] = [(east + HALF_WORLD) / size, (HALF_WORLD - north) / size];
	const [x, y] = [Math.floor(u), Math.floor(v)];
	const place = { tenantId, published: true, key: source.key, bounds: raster.bounds!, minZoom: raster.minZoom!, maxZoom: raster.maxZoom! };
	const tile = await new RasterTiles(services).tile(place, { z: zoom, x, y });
	const { data } = await sharp(tile).ensureAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
	const i = (Math.floor((v - y) * TILE) * TILE + Math.floor((u - x) * TILE)) * 4;
	return [...data.subarray(i, i + 4)];
}

const toMap = (crs: string, column: number, row: number): [number, number] => {
	const [west, north] = AT[crs]!;
	return transformBetween(crs, 'EPSG:3857')(west + column * PIXEL, north - row * PIXEL) as [number, number];
};

/** Centre of what is not white, in pixels of the source from where the mark should be. */
async function offOfMark(raster: RasterRow, crs: string): Promise<number> {
	const { key } = await scope.table('plan_raster').join('file', 'file.id', 'plan_raster.file_id').where('plan_raster.id', raster.id).first('file.key');
	const image = await sharp(services.files.pathOf(key)!, { page: 0, limitInputPixels: false }).raw().toBuffer({ resolveWithObject: true });
	const { width, height, channels } = image.info;
	let [weight, sumX, sumY] = [0, 0, 0];
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) {
			const i = (y * width + x) * channels;
			// The second channel: grey, or green, which red lacks. Noise of JPEG stays out.
			const ink = 255 - image.data[i + (channels === 2 ? 0 : 1)]!;
			if (image.data[i + channels - 1] !== 255 || ink < 40) continue;
			weight += ink;
			sumX += ink * (x + 0.5);
			sumY += ink * (y + 0.5);
		}
	const resolution = resolutionOf(raster.maxZoom!);
	const found = [raster.bounds![0] + (sumX / weight) * resolution, raster.bounds![3] - (sumY / weight) * resolution];
	const wanted = toMap(crs, ...SCAN.mark);
	const [next] = toMap(crs, SCAN.mark[0] + 1, SCAN.mark[1]);
	return Math.hypot(found[0]! - wanted[0], found[1]! - wanted[1]) / Math.abs(next - wanted[0]);
}

describe('a scan with a world file', () => {
	it.each<[ScanKind, string, string]>([
		['g4', 'plan.tif', 'plan.tfw'],
		['png', 'plan.png', 'plan.pgw'],
		['grey16', 'plan.png', 'plan.PGW'],
		['palette', 'plan.png', 'plan.pngw'],
		['jpeg', 'plan.jpg', 'plan.jgw'],
		['rgb', 'plan.tiff', 'plan.wld'],
		['cmyk', 'plan.tif', 'plan.tif.tfw']
	])('%s lies within half a pixel of where it belongs', async (kind, image, world) => {
		const files = { [image]: await drawScan(kind), [world]: worldFile(PIXEL, ...AT['EPSG:25833']!) };
		const { raster } = await imported(files, { url: image });
		expect(raster).toMatchObject({ state: 'done', error: null, bilevel: kind === 'g4', clipped: true, crs: 'EPSG:25833', width: SCAN.width, height: SCAN.height });
		expect(raster.metresPerPixel).toBeCloseTo(PIXEL, 3);
		expect(await offOfMark(raster, 'EPSG:25833')).toBeLessThan(0.5);
	}, SECONDS);

	it.each(['EPSG:31468', 'EPSG:25832'])('is placed as the objects of a plan in %s are', async (crs) => {
		const { raster } = await imported({ 'plan.tif': await drawScan('g4'), 'plan.tfw': worldFile(PIXEL, ...AT[crs]!) }, { crs });
		expect(raster).toMatchObject({ state: 'done', crs });
		expect(await offOfMark(raster, crs)).toBeLessThan(0.5);
	}, SECONDS);

	it.each(['4.1', '5.0'] as const)('is found by the reference of %s', async (version) => {
		const files = { 'scan.png': await drawScan('png'), 'lage.txt': worldFile(PIXEL, ...AT['EPSG:25833']!) };
		const { raster } = await imported(files, { version, url: 'scan.png', georefUrl: 'lage.txt' });
		expect(raster).toMatchObject({ state: 'done', error: null });
	}, SECONDS);
});

describe('a GeoTIFF', () => {
	const [west, north] = AT['EPSG:25832']!;
	const corners: [number, number, number, number] = [west, north, west + SCAN.width * PIXEL, north - SCAN.height * PIXEL];

	it('says itself where it lies and in which CRS, whatever the plan has', async () => {
		const tiff = await asGeoTiff(await drawScan('tiff'), 'EPSG:25832', corners);
		const { raster } = await imported({ 'plan.tif': tiff }, { crs: 'EPSG:25832' });
		expect(raster).toMatchObject({ state: 'done', crs: 'EPSG:25832' });
		expect(await offOfMark(raster, 'EPSG:25832')).toBeLessThan(0.5);
	}, SECONDS);

	it('with transparency keeps it, and its tags go before a world file', async () => {
		const tiff = await asGeoTiff(await drawScan('rgba'), 'EPSG:25832', corners);
		const { raster } = await imported({ 'plan.tif': tiff, 'plan.tfw': worldFile(1, 0, 0) }, { crs: 'EPSG:25832' });
		expect(raster.state).toBe('done');
		expect((await at(raster, toMap('EPSG:25832', ...SCAN.mark)))[3]).toBe(255);
		expect((await at(raster, toMap('EPSG:25832', 600, 450)))[3]).toBe(0);
	}, SECONDS);

	it('in a CRS that is not known is refused with a sentence', async () => {
		const tiff = await asGeoTiff(await drawScan('tiff'), 'EPSG:2154', corners);
		const { raster } = await imported({ 'plan.tif': tiff }, { crs: 'EPSG:25832' });
		expect(raster).toMatchObject({ state: 'failed', error: { code: 'raster_crs_unknown' } });
		expect(raster.error!.message).toContain('EPSG:2154');
	}, SECONDS);
});

describe('tiles', () => {
	let plan: Awaited<ReturnType<typeof imported>>;
	beforeAll(async () => {
		plan = await imported({ 'plan.tif': await drawScan('g4'), 'plan.tfw': worldFile(PIXEL, ...AT['EPSG:25833']!) });
	}, SECONDS);
	const path = (east: number, north: number, zoom: number, id = plan.raster.id) => {
		const size = resolutionOf(zoom) * TILE;
		return `${origin}/tiles/raster/${id}/${zoom}/${Math.floor((east + HALF_WORLD) / size)}/${Math.floor((HALF_WORLD - north) / size)}.webp`;
	};

	it('show the mark at every zoom, paper around it, and nothing outside of the plan area', async () => {
		const mark = toMap('EPSG:25833', ...SCAN.mark);
		expect(await at(plan.raster, mark)).toEqual([0, 0, 0, 255]);
		const overview = await at(plan.raster, mark, plan.raster.maxZoom! - 2);
		expect(overview[3]).toBe(255);
		expect(overview[0]).toBeLessThan(90);
		expect(plan.raster.minZoom).toBeLessThan(plan.raster.maxZoom! - 1);
		expect(await at(plan.raster, toMap('EPSG:25833', 600, 450))).toEqual([255, 255, 255, 255]);
		// 5 m inside the sheet, which the plan area leaves out.
		expect((await at(plan.raster, toMap('EPSG:25833', 20, 450)))[3]).toBe(0);
		expect((await at(plan.raster, toMap('EPSG:25833', 44, 450)))[3]).toBe(255);
	});

	it('are for staff until the version is published, then for everybody', async () => {
		const url = path(...toMap('EPSG:25833', ...SCAN.mark), plan.raster.maxZoom!);
		expect((await fetch(url)).status).toBe(404);
		await publishVersion(scope, plan.versionId, services.now());
		const answer = await fetch(url);
		expect(answer.status).toBe(200);
		expect(answer.headers.get('content-type')).toBe('image/webp');
		expect(answer.headers.get('cache-control')).toBe('public, max-age=3600');
		const etag = answer.headers.get('etag')!;
		expect((await fetch(url, { headers: { 'If-None-Match': etag } })).status).toBe(304);
		for (const nothing of [path(0, 0, plan.raster.maxZoom!), path(...toMap('EPSG:25833', 1, 1), 4)]) {
			const { channels } = await sharp(await (await fetch(nothing)).arrayBuffer()).stats();
			expect(channels[3]!.max, nothing).toBe(0);
		}
		await unpublishVersion(scope, plan.versionId);
		expect((await fetch(url)).status).toBe(404);
	});

	it('of nothing that there is are not found', async () => {
		for (const id of ['x', '../../etc', '00000000-0000-4000-8000-000000000000'])
			expect((await fetch(`${origin}/tiles/raster/${encodeURIComponent(id)}/3/1/1.webp`)).status, id).toBe(404);
		expect((await fetch(`${origin}/tiles/raster/${plan.raster.id}/3/9/1.webp`)).status).toBe(400);
	});

	it('are cut to the Bereich that refers to the scan', async () => {
		const [west, north] = AT['EPSG:25833']!;
		const files = { 'plan.tif': await drawScan('g4'), 'plan.tfw': worldFile(PIXEL, west, north) };
		const { raster } = await imported(files, { bereich: [west + 150, north - 150, west + 250, north - 20] });
		expect((await at(raster, toMap('EPSG:25833', ...SCAN.mark)))[3]).toBe(255);
		expect((await at(raster, toMap('EPSG:25833', 400, 300)))[3]).toBe(0);
	}, SECONDS);

	it('go with their version', async () => {
		const stored = () => readdirSync(join(services.config.dataDir, 'files'), { recursive: true, withFileTypes: true }).filter((each) => each.isFile()).length;
		const before = stored();
		const again = await imported({ 'plan.tif': await drawScan('g4'), 'plan.tfw': worldFile(PIXEL, ...AT['EPSG:25833']!) });
		expect(stored()).toBe(before + 4);
		await removeVersion(services, scope, again.versionId);
		expect(stored()).toBe(before);
		expect(await listRasters(scope, again.versionId)).toEqual([]);
	}, SECONDS);
});

describe('a scan that cannot be shown', () => {
	const world = worldFile(PIXEL, ...AT['EPSG:25833']!);
	const png = () => drawScan('png');
	it.each<[string, string, () => Promise<Record<string, Uint8Array | string>>]>([
		['has no georeference', 'raster_without_georeference', async () => ({ 'plan.tif': await drawScan('g4') })],
		['has a world file of words', 'raster_world_file', async () => ({ 'plan.tif': await drawScan('g4'), 'plan.tfw': 'links oben im Plan' })],
		['has a world file without extent', 'raster_world_file', async () => ({ 'plan.tif': await drawScan('g4'), 'plan.tfw': '0 0 0 0 1 1' })],
		['lies elsewhere', 'raster_elsewhere', async () => ({ 'plan.tif': await drawScan('g4'), 'plan.tfw': worldFile(PIXEL, 300_000, 5_300_000) })],
		['lies nowhere on earth', 'raster_elsewhere', async () => ({ 'plan.tif': await drawScan('g4'), 'plan.tfw': worldFile(PIXEL, 1e300, 1e300) })],
		['is cut off', 'raster_unreadable', async () => ({ 'plan.tif': (await png()).subarray(0, 900), 'plan.tfw': world })],
		['is a cut off TIFF', 'raster_unreadable', async () => ({ 'plan.tif': (await drawScan('tiff')).subarray(0, 700), 'plan.tfw': world })],
		['is a PDF of that name', 'raster_wrong_type', async () => ({ 'plan.tif': '%PDF-1.7\n1 0 obj', 'plan.tfw': world })],
		['is an SVG of that name', 'raster_wrong_type', async () => ({ 'plan.tif': '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>', 'plan.tfw': world })],
		['is a page of that name', 'raster_wrong_type', async () => ({ 'plan.tif': '<!doctype html><script>alert(1)</script>', 'plan.tfw': world })],
		['is a bomb: 1.6 billion pixels in a few bytes', 'raster_too_large', async () => ({ 'plan.tif': bomb(40_000, 40_000), 'plan.tfw': world })],
		['is not in the ZIP', 'raster_missing', async () => ({ 'plan.tfw': world })]
	])('%s', async (_, code, files) => {
		const { raster, versionId } = await imported(await files());
		expect(raster).toMatchObject({ state: 'failed', error: { code } });
		expect(raster.error!.message).toMatch(/Bitte .*\.$/);
		expect(raster.error!.message).not.toMatch(/\{\w+\}/);
		// The plan is there all the same.
		expect((await scope.table('plan_version').where('plan_version.id', versionId).first('object_count')).object_count).toBe(0);
	}, SECONDS);

	it('is not looked for outside of the ZIP, nor on the web', async () => {
		const climbing = await imported({ 'plan.tfw': world }, { url: '../../../../etc/passwd' });
		expect(climbing.raster).toMatchObject({ state: 'failed', error: { code: 'raster_missing' } });
		const web = await imported({ 'plan.tfw': world }, { url: 'http://127.0.0.1:1/plan.tif' });
		expect(web.rasters).toEqual([]);
	}, SECONDS);
});

describe('a TIFF of several pages', () => {
	it('is shown with its first, and the planner is told of the others; overviews are none', async () => {
		const [first, second] = [await drawScan('tiff'), await drawScan('png')];
		const pages = await sharp([first, second], { join: { animated: true } }).tiff({ compression: 'lzw' }).toBuffer();
		expect((await sharp(pages).metadata()).pages).toBe(2);
		const files = { 'plan.tfw': worldFile(PIXEL, ...AT['EPSG:25833']!) };
		const { raster } = await imported({ ...files, 'plan.tif': pages });
		expect(raster).toMatchObject({ state: 'done', error: { code: 'raster_more_sheets', message: expect.stringContaining('hat 2 Seiten; gezeigt wird nur die erste') } });
		const pyramid = await sharp(first).tiff({ pyramid: true, tile: true }).toBuffer();
		expect((await sharp(pyramid).metadata()).pages).toBeGreaterThan(1);
		expect((await imported({ ...files, 'plan.tif': pyramid })).raster).toMatchObject({ state: 'done', error: null });
	}, SECONDS);
});

describe('a scan that failed', () => {
	it('is tried again when staff ask for it, and only then', async () => {
		const { raster, versionId } = await imported({ 'plan.tif': await drawScan('g4'), 'plan.tfw': worldFile(PIXEL, ...AT['EPSG:25833']!) });
		expect(raster.state).toBe('done');
		await expect(retryRasters(services, scope, versionId)).rejects.toMatchObject({ code: 'not_found' });
		await scope.table('plan_raster').where({ id: raster.id }).update({ state: 'failed', error: JSON.stringify({ code: 'work_cancelled', message: 'Abgebrochen.' }) });
		const other = forTenant(services.db.knex, (await makeTenant(services.db)).id);
		await expect(retryRasters(services, other, versionId)).rejects.toMatchObject({ code: 'not_found' });
		await retryRasters(services, scope, versionId);
		expect((await listRasters(scope, versionId))[0]).toMatchObject({ state: 'queued', error: null });
		await runRasters(services, { tenantId, versionId });
		expect((await listRasters(scope, versionId))[0]).toMatchObject({ state: 'done', error: null });
	}, SECONDS);
});

describe('work that was broken off', () => {
	it('is put into the queue again at the next start', async () => {
		const [west, north] = AT['EPSG:25833']!;
		const gml = scannedPlan({ name: 'Wartend', area: [west + 10, north - 100, west + 100, north - 10] });
		const files = { 'plan.tif': await drawScan('g4'), 'plan.tfw': worldFile(PIXEL, west, north) };
		const [version] = await importPlanFile(services, tenantId, { name: 'plan.zip', content: await zipWith(gml, files) });
		await scope.table('plan_raster').where({ plan_version_id: version!.versionId }).update({ state: 'running', progress: 0.5 });
		await services.db.knex.raw("delete from queue.job where name = 'plan-raster'");
		expect(await queueMissingRasters(services)).toBe(1);
		expect(await queueMissingRasters(services)).toBe(0);
		await runRasters(services, { tenantId, versionId: version!.versionId });
		expect((await listRasters(scope, version!.versionId))[0]!.state).toBe('done');
		await runRasters(services, { tenantId, versionId: version!.versionId });
	}, SECONDS);
});

/** A PNG of nothing whose head says that it is enormous. */
function bomb(width: number, height: number): Buffer {
	const chunk = (type: string, data: Buffer) => {
		const body = Buffer.concat([Buffer.from(type), data]);
		const frame = Buffer.alloc(8);
		frame.writeUInt32BE(data.length, 0);
		frame.writeUInt32BE(crc32(body), 4);
		return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
	};
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head[8] = 1;
	const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
	return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.alloc(100_000))), chunk('IEND', Buffer.alloc(0))]);
}
