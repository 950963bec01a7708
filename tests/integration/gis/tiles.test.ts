import { gunzipSync, brotliDecompressSync } from 'node:zlib';
import express from 'express';
import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forTenant } from '../../../gis/db/tenant-scope.ts';
import { publishVersion, readPlan, unpublishVersion } from '../../../gis/plans/plans.ts';
import type { Extent } from '../../../gis/plans/types.ts';
import { openSession } from '../../../portal/lib/server/accounts/sessions.ts';
import { problemOf } from '../../../portal/lib/server/errors.ts';
import { importPlanFile } from '../../../portal/lib/server/plans/import-service.ts';
import { tilesRouter } from '../../../portal/lib/server/plans/tiles-router.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { decodeTile, tileAt } from '../../support/tiles.ts';
import { planDocument } from '../plans/fixtures.ts';

let services: Services;
let server: Server;
let tenant: { id: string; slug: string };
let versionId: string;
let planId: string;
let centre: [number, number];
let west: [number, number];

const scope = () => forTenant(services.db.knex, tenant.id);
/** On the row of objects, which lies along the southern edge. */
const onRow = ([west, south, east]: Extent, share: number): [number, number] => [west + share * (east - west), south + 50];

beforeAll(async () => {
	services = await testServices({ now: () => new Date('2026-05-01T12:00:00Z') });
	tenant = await makeTenant(services.db, { slug: 'testoed' });
	const [imported] = await importPlanFile(services, tenant.id, { name: 'plan.gml', content: planDocument({ areas: 20 }) });
	({ versionId, planId } = imported!);
	const { extent } = (await readPlan(scope(), planId, { staff: true })).version;
	centre = onRow(extent!, 0.5);
	west = onRow(extent!, 0.02);
	const app = express();
	app.use('/tiles', tilesRouter(services));
	app.use(((error, _request, response, _next) => {
		if (!problemOf(error)) console.error(error.message);
		response.status(problemOf(error)?.status ?? 500).json({ code: problemOf(error)?.code ?? String(error) });
	}) as express.ErrorRequestHandler);
	server = app.listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
});
afterAll(() => server?.close());

async function get(path: string, headers: Record<string, string> = {}) {
	const { port } = server.address() as { port: number };
	const http = await import('node:http');
	return new Promise<{ status: number; headers: Record<string, string | undefined>; body: Buffer }>((resolve, reject) => {
		http.get({ port, host: '127.0.0.1', path, headers }, (response) => {
			const parts: Buffer[] = [];
			response.on('data', (part) => parts.push(part));
			response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers as never, body: Buffer.concat(parts) }));
		}).on('error', reject);
	});
}

const path = (kind: string, z: number, at: [number, number] = centre) => {
	const tile = tileAt(z, at);
	return `/tiles/${kind}/${tile.z}/${tile.x}/${tile.y}.mvt`;
};
const ofVersion = (z: number, at?: [number, number]) => path(`fassung/${versionId}`, z, at);

describe('before publication', () => {
	it('shows a version to nobody but the members of its tenant', async () => {
		expect((await get(ofVersion(16))).status).toBe(404);
		const [account] = await services.db.knex('account').insert({ email: 'p@example.org', name: 'P', password_hash: '-' }).returning('id');
		const other = await makeTenant(services.db);
		await forTenant(services.db.knex, other.id).insert('membership', { account_id: account.id, role: 'planner' });
		const { token } = await openSession(services, account.id);
		expect((await get(ofVersion(16), { cookie: `sitzung=${token}` })).status).toBe(404);
		await scope().insert('membership', { account_id: account.id, role: 'clerk' });
		const seen = await get(ofVersion(16), { cookie: `sitzung=${token}` });
		expect(seen.status).toBe(200);
		expect(seen.headers['cache-control']).toBe('private, no-cache');
		expect(seen.headers['vary']).toContain('Cookie');
	});

	it('is not on the map of the Land', async () => {
		expect((await get(path('land', 10))).status).toBe(204);
	});
});

describe('after publication', () => {
	beforeAll(() => publishVersion(scope(), versionId, new Date('2026-04-01')));

	it('gives the same content on both engines', async () => {
		const decoded = [];
		for (const [z, at] of [
			[9, centre],
			[13, centre],
			[16, west],
			[18, west],
			[20, centre]
		] as const) {
			const { body, status } = await get(ofVersion(z, at as [number, number]));
			expect(status).toBe(200);
			const features = decodeTile(body).map(({ id: _id, ...feature }) => {
				delete feature.properties.version_id;
				return feature;
			});
			decoded.push({ z, features });
		}
		await expect(`${JSON.stringify(decoded, null, '\t')}\n`).toMatchFileSnapshot('./tiles.expected.json');
	});

	it('has perimeter at every scale, objects at large ones, lettering at the largest', async () => {
		const layers = async (z: number) => decodeTile((await get(ofVersion(z))).body);
		expect(new Set((await layers(8)).map((each) => each.layer))).toEqual(new Set(['perimeter']));
		const at13 = await layers(13);
		expect(at13.filter((each) => each.layer === 'objects').length).toBeGreaterThan(15);
		expect(at13.some((each) => each.properties.class === 'XP_PTO')).toBe(false);
		const lettering = decodeTile((await get(ofVersion(16, west))).body).find((each) => each.properties.class === 'XP_PTO');
		expect(lettering).toMatchObject({ type: 'Point', properties: { rotation: 12.5, label: 'WA', gml_id: 'PTO' }, id: expect.any(Number) });
	});

	it('answers gzip, brotli and neither with the same tile, each under its own strong tag', async () => {
		const plain = await get(ofVersion(16));
		const zipped = await get(ofVersion(16), { 'accept-encoding': 'gzip' });
		const brotli = await get(ofVersion(16), { 'accept-encoding': 'gzip, deflate, br' });
		expect(plain.headers).toMatchObject({ 'content-type': 'application/vnd.mapbox-vector-tile' });
		expect(plain.headers['content-encoding']).toBeUndefined();
		expect(zipped.headers['content-encoding']).toBe('gzip');
		expect(brotli.headers['content-encoding']).toBe('br');
		expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true);
		expect(brotliDecompressSync(brotli.body).equals(plain.body)).toBe(true);
		const tags = [plain, zipped, brotli].map((each) => each.headers.etag);
		expect(new Set(tags).size).toBe(3);
		expect(tags.every((tag) => /^"[\w-]+"$/.test(tag!))).toBe(true);
	});

	it('answers 304 to who has it, publicly cacheable', async () => {
		const first = await get(ofVersion(16));
		expect(first.headers['cache-control']).toMatch(/^public, max-age=3600$/);
		const again = await get(ofVersion(16), { 'if-none-match': first.headers.etag! });
		expect([again.status, again.body.length]).toEqual([304, 0]);
		expect((await get(ofVersion(16), { 'if-none-match': '"other"' })).status).toBe(200);
	});

	it('answers 204 where nothing is, 400 for tiles that cannot be, 404 for unknown versions', async () => {
		expect((await get(ofVersion(16, [0, 0]))).status).toBe(204);
		for (const wrong of ['23/0/0', '3/8/0', '3/0/8', '-1/0/0', 'a/0/0', '3/1.5/0'])
			expect(await get(`/tiles/fassung/${versionId}/${wrong}.mvt`)).toMatchObject({ status: 400 });
		expect((await get('/tiles/fassung/3f0c7d7e-0000-4000-8000-000000000000/1/0/0.mvt')).status).toBe(404);
		expect((await get("/tiles/fassung/x'y/1/0/0.mvt")).status).toBe(404);
	});

	it('puts the plan on the map of the Land, at any scale, with the state of its participation', async () => {
		for (const z of [0, 5, 12, 16]) {
			const plans = decodeTile((await get(path('land', z))).body);
			expect(plans).toMatchObject([
				{ layer: 'plans', type: 'Polygon', properties: { id: planId, version_id: versionId, tenant: 'testoed', name: 'Am Weinberg', status: '2400' } }
			]);
		}
		await scope().insert('participation', {
			plan_version_id: versionId,
			title: 'Beteiligung',
			starts_at: '2026-04-20T00:00:00Z',
			ends_at: '2026-05-20T00:00:00Z',
			published_at: '2026-04-01T00:00:00Z'
		});
		expect(decodeTile((await get(path('land', 12))).body)[0]!.properties.status).toBe('running');
		await scope().table('participation').delete();
	});

	it('shows the newest published version of a plan only', async () => {
		const content = planDocument({ areas: 2, rechtsstand: '3000' });
		const [second] = await importPlanFile(services, tenant.id, { name: 'zwei.gml', content });
		expect(decodeTile((await get(path('land', 14, west))).body)).toMatchObject([{ properties: { version_id: versionId } }]);
		await publishVersion(scope(), second!.versionId, new Date('2026-04-02'));
		expect(decodeTile((await get(path('land', 14, west))).body)).toMatchObject([{ properties: { version_id: second!.versionId, status: '3000' } }]);
		await unpublishVersion(scope(), second!.versionId);
	});

	it('is gone at once after it was taken back', async () => {
		await unpublishVersion(scope(), versionId);
		expect((await get(ofVersion(16))).status).toBe(404);
		expect((await get(path('land', 12))).status).toBe(204);
		await publishVersion(scope(), versionId, new Date('2026-04-01'));
	});
});

describe('base map', () => {
	it('has a layer for each kind of thing, from its smallest zoom on', async () => {
		await services.db.knex.raw(
			`insert into base_feature (layer, kind, name, min_zoom, geom) values
				('water', 'river', 'Elbe', 0, ST_Buffer(ST_SetSRID(ST_MakePoint(?, ?), 3857), 500, 2)),
				('building', 'house', null, 15, ST_Buffer(ST_SetSRID(ST_MakePoint(?, ?), 3857), 10, 1))`,
			[...centre, ...centre]
		);
		expect(decodeTile((await get(path('base', 12))).body)).toMatchObject([{ layer: 'water', properties: { kind: 'river', name: 'Elbe' } }]);
		const near = await get(path('base', 16));
		expect(decodeTile(near.body).map((each) => each.layer)).toEqual(['building', 'water']);
		expect((await get(path('base', 16), { 'if-none-match': near.headers.etag! })).status).toBe(304);
	});
});

describe('an area that crosses itself', () => {
	it('is cut to what it covers, not to the whole tile', async () => {
		// To and fro like a folded strip, 30 m high and longer than the tile: cut as it is, it would fill far more than itself.
		const [x, y] = centre;
		const row = [0, 10, 20, 30, 0, 30, 20, 10, 0];
		const ring = row.map((dy, i) => `${x + (i % 2 === 0 ? -2000 : 2000)} ${y + dy}`);
		await services.db.knex.raw(
			`insert into plan_object (tenant_id, plan_version_id, gml_id, class, attributes, sign, draw_order, geom)
			values (?, ?, 'GEFALTET', 'BP_StrassenVerkehrsFlaeche', '[]', 'bp-strasse', 1300, ST_GeomFromText(?, 3857))`,
			[tenant.id, versionId, `POLYGON((${ring.join(',')}))`]
		);
		await services.db.knex('plan_version').where({ id: versionId }).update({ style_version: 99 });
		const strip = decodeTile((await get(ofVersion(16))).body).find((each) => each.properties.gml_id === 'GEFALTET');
		expect(strip).toBeDefined();
		const area = strip!.parts.reduce((sum, part) => sum + ringArea(part), 0);
		// Tiles of zoom 16 are 611 m wide: 30 m are a twentieth.
		expect(Math.abs(area) / 4096 ** 2).toBeLessThan(0.08);
		expect(Math.abs(area)).toBeGreaterThan(0);
	});
});

function ringArea(ring: [number, number][]): number {
	return ring.reduce((sum, [x, y], i) => sum + (x * ring[(i + 1) % ring.length]![1] - ring[(i + 1) % ring.length]![0] * y) / 2, 0);
}
