import { expect, test } from 'vitest';
import { EMPTY_REPORT_FILTER, type ReportFilter } from '../../../portal/lib/forms/report-filter.ts';
import { foldClustersAcrossTenants } from '../../../portal/lib/server/report-map/fold-queries.ts';
import { listPublicReportsAcrossTenants } from '../../../portal/lib/server/report-map/list-queries.ts';
import { CLUSTER_MAX_ZOOM, reportTileAcrossTenants } from '../../../portal/lib/server/report-map/tile-queries.ts';
import { testDatabase } from '../../support/database.ts';
import { LAND_AREA, LAND_NOW, makeLandOfReports } from '../../support/land-of-reports.ts';
import { decodeTile, tileAt } from '../../support/tiles.ts';

const now = LAND_NOW;
const COUNT = 3000;
const database = testDatabase().then(async (db) => {
	await makeLandOfReports(db.knex, COUNT, 9);
	return db;
});

/** All tiles of a zoom that the generated reports can lie in. */
function tilesOf(z: number) {
	const [west, south, east, north] = LAND_AREA;
	const [from, to] = [tileAt(z, [west, north]), tileAt(z, [east, south])];
	const tiles = [];
	for (let x = from.x; x <= to.x; x++) for (let y = from.y; y <= to.y; y++) tiles.push({ z, x, y });
	return tiles;
}

async function countOf(z: number, tenantId: string | null, filter: ReportFilter, density = false): Promise<[number, number]> {
	const db = await database;
	let [count, open] = [0, 0];
	for (const tile of tilesOf(z))
		for (const { properties } of decodeTile(await reportTileAcrossTenants(db, tile, { tenantId, filter, density, now }))) {
			count += Number(properties.count ?? 1);
			open += Number(properties.open);
		}
	return [count, open];
}

async function expected(tenantId: string | null, filter: ReportFilter): Promise<[number, number]> {
	const { knex } = await database;
	const rows = knex('public_report as r').count('* as count').count({ open: knex.raw('case when r.open then 1 end') });
	if (tenantId) void rows.where('r.tenant_id', tenantId);
	if (filter.open) void rows.where('r.open', filter.open === 'ja');
	if (filter.categories.length > 0) void rows.whereIn('r.category_id', knex('report_category').whereIn('code', filter.categories).select('id'));
	const [row] = await rows;
	return [Number(row!.count), Number(row!.open)];
}

async function expectAllCounted(): Promise<void> {
	const { knex } = await database;
	const tenantId = (await knex('report').where({ is_public: true }).orderBy('public_ref').first('tenant_id')).tenant_id as string;
	const filters: [string | null, ReportFilter][] = [
		[null, EMPTY_REPORT_FILTER],
		[null, { ...EMPTY_REPORT_FILTER, open: 'ja' }],
		[tenantId, EMPTY_REPORT_FILTER],
		[tenantId, { ...EMPTY_REPORT_FILTER, open: 'nein', categories: ['K1', 'K7'] }]
	];
	for (const [tenant, filter] of filters) {
		const wanted = await expected(tenant, filter);
		for (const z of [0, 5, 8, 9, 10]) expect(await countOf(z, tenant, filter), `zoom ${z}`).toEqual(wanted);
		for (const z of [5, 8]) expect(await countOf(z, tenant, filter, true), `density, zoom ${z}`).toEqual(wanted);
	}
}

test('every public report is counted once at every zoom, before and after changes are folded, and nothing else is', async () => {
	const { knex } = await database;
	await expectAllCounted();
	expect(await foldClustersAcrossTenants(knex)).toBeGreaterThan(0);
	expect(await foldClustersAcrossTenants(knex)).toBe(0);
	await expectAllCounted();

	// Moved, closed, hidden, shown again, another category, gone.
	await knex('report').whereRaw("idempotency_key like 'n1%'").update({ point: knex.raw('st_translate(point, 3000, -2000)') });
	await knex('report').whereRaw("idempotency_key like 'n2%'").update({ open: false, hidden_at: now });
	await knex('report').whereRaw("idempotency_key like '%7'").update({ open: knex.raw('not open') });
	await knex('report').whereRaw("idempotency_key like 'n24%'").update({ hidden_at: null });
	await knex('report').whereRaw("idempotency_key like '%3'").update({ private: true });
	await knex('report').whereRaw("idempotency_key like 'n5%'").del();
	await expectAllCounted();
	await foldClustersAcrossTenants(knex);
	await expectAllCounted();

	await knex('report').del();
	await foldClustersAcrossTenants(knex);
	expect(await knex('report_cluster').first()).toBeUndefined();
	await makeMore();
	await expectAllCounted();
}, 300_000);

/** Reports of one tenant again, for the tests below. */
async function makeMore(): Promise<void> {
	const { knex } = await database;
	const category = await knex('report_category as k').join('tenant as t', 't.id', 'k.tenant_id').where({ 't.slug': 'messdorf-4', 'k.code': 'K1' }).first('k.*');
	const rows = Array.from({ length: 40 }, (_, index) => ({
		tenant_id: category.tenant_id, reporter_id: category.reporter_id, category_id: category.id, public_ref: `M-NEU${index}`, code_hash: Buffer.from(`neu ${index}`),
		idempotency_key: `neu ${index}`, origin: 'web', state: 'eingegangen', title: 'GEHEIM', body: 'GEHEIM', address: 'GEHEIM', body_release: index % 2 ? 'released' : 'pending',
		point: knex.raw('st_setsrid(st_makepoint(?, ?), 3857)', [1_500_000 + index * 150, 6_600_000]),
		accepted_at: index === 39 ? null : now, received_at: new Date(now.getTime() - index * 60_000), changed_at: now
	}));
	await knex('report').insert(rows);
}

test('a word of the name of a category finds its reports in list and tiles, of a tenant and of the Land, released or not', async () => {
	const { knex } = await database;
	const own = (await knex('tenant').where({ slug: 'messdorf-4' }).first('id')).id as string;
	const other = (await knex('tenant').where({ slug: 'messdorf-2' }).first('id')).id as string;
	const found = async (tenantId: string | null, text: string) => {
		const question = { tenantId, filter: { ...EMPTY_REPORT_FILTER, text }, now };
		const { rows, count } = await listPublicReportsAcrossTenants(knex, question, { offset: 0, limit: 100 });
		expect(rows).toHaveLength(count);
		for (const z of [8, 10]) expect((await countOf(z, tenantId, question.filter))[0], `zoom ${z}`).toBe(count);
		return count;
	};
	expect(await found(own, 'Schlaglöcher')).toBe(39);
	expect(await found(null, 'Schlaglöcher')).toBe(39);
	expect(await found(other, 'Schlaglöcher')).toBe(0);
	expect(await found(own, 'Laterne')).toBe(0);
	// What is not released is not found by its words, nor by them and the category's.
	expect(await found(own, 'Schlagloch GEHEIM')).toBe(19);
});

test('what stands alone has its name, and no tile holds a word that somebody wrote', async () => {
	const db = await database;
	const features = [];
	for (const z of [12, 14, 16, 18])
		for (let x = 0; x < 40; x++) {
			const tile = tileAt(z, [1_500_000 + x * 150, 6_600_000]);
			const bytes = await reportTileAcrossTenants(db, tile, { tenantId: null, filter: EMPTY_REPORT_FILTER, now });
			expect(bytes.toString('latin1')).not.toContain('GEHEIM');
			features.push(...decodeTile(bytes));
			if (z <= CLUSTER_MAX_ZOOM && x > 4) break;
		}
	expect(features.some(({ properties }) => Number(properties.count) > 1)).toBe(true);
	const single = features.find(({ properties }) => properties.ref === 'M-NEU0');
	expect(single?.properties).toMatchObject({ tenant: 'messdorf-4', category: 'Schlagloch', state: 'eingegangen', open: 1 });
	expect(features.some(({ properties }) => properties.ref === 'M-NEU39')).toBe(false);
});

test('the list shows each once, newest first, and only what is released', async () => {
	const { knex } = await database;
	const filter = { ...EMPTY_REPORT_FILTER, bbox: [5, 45, 16, 56] as [number, number, number, number] };
	const seen: string[] = [];
	for (let offset = 0; ; offset += 7) {
		const { rows, count } = await listPublicReportsAcrossTenants(knex, { tenantId: null, filter, now }, { offset, limit: 7 });
		expect(count).toBe(39);
		if (rows.length === 0) break;
		for (const row of rows) {
			expect(row.body).toBe(Number(row.ref.slice(5)) % 2 ? 'GEHEIM' : null);
			expect([row.address, row.bodyPending]).toEqual(Number(row.ref.slice(5)) % 2 ? ['GEHEIM', false] : ['', true]);
		}
		seen.push(...rows.map(({ ref }) => ref));
	}
	expect(seen).toEqual(Array.from({ length: 39 }, (_, index) => `M-NEU${index}`));
});
