import express from 'express';
import type { AddressInfo } from 'node:net';
import type { Engine } from '../../gis/db/connect.ts';
import { importPlanFile } from '../../portal/lib/server/plans/import-service.ts';
import { tilesRouter } from '../../portal/lib/server/plans/tiles-router.ts';
import { listen } from '../../portal/server.ts';
import type { Benchmark, BenchContext, Cell } from './benchmark.ts';
import { quantile } from './figures.ts';
import { ENGINE_NAMES, ENGINES, makeBenchTenant, openPortal, publishEverything, writePlan } from './portal-under-test.ts';

const ZOOMS = [10, 13, 14, 15, 16, 17, 18];
const WORLD = 20_037_508.342789244;
/** Requests at the same time, as a browser sends them. */
const PARALLEL = 6;

export const bench: Benchmark = {
	about: 'Vektorkacheln eines großen Plans: je Zoomstufe frisch aus der Datenbank und mit bekanntem ETag, über HTTP',
	async run(bench) {
		const objects = bench.quick ? 1000 : 10_000;
		const path = await writePlan(bench.folder, objects);
		const rows: Cell[][] = [];
		for (const engine of ENGINES) rows.push(...(await measureEngine(bench, engine, path)));
		return {
			columns: ['Datenbank', 'Zoom', 'Kacheln', 'frisch Kacheln/s', 'frisch p95 ms', 'Ø KB (Brotli)', 'ETag Kacheln/s'],
			rows,
			goals: [],
			notes: [`Plan mit ${objects.toLocaleString('de-DE')} Objekten; ${PARALLEL} Anfragen gleichzeitig; höchstens ${most(bench)} Kacheln je Zoomstufe, gleichmäßig verteilt.`]
		};
	}
};

const most = (bench: BenchContext) => (bench.quick ? 12 : 60);

async function measureEngine(bench: BenchContext, engine: Engine, path: string): Promise<Cell[][]> {
	bench.tell(`${ENGINE_NAMES[engine]}: Import`);
	const services = await openPortal(bench, engine, 'tiles');
	const tenantId = await makeBenchTenant(services);
	const [plan] = await importPlanFile(services, tenantId, { name: 'plan.gml', path });
	await publishEverything(services);
	const app = express().use('/tiles', tilesRouter(services));
	const server = await listen(app, '127.0.0.1', 0);
	bench.onEnd(() => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))));
	const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tiles/fassung/${plan!.versionId}`;
	const extent = await extentOf(services.db.knex, plan!.versionId);
	const rows: Cell[][] = [];
	for (const zoom of ZOOMS) {
		bench.tell(`${ENGINE_NAMES[engine]}: Zoom ${zoom}`);
		const tiles = tilesOver(extent, zoom, most(bench));
		const tags = new Map<string, string>();
		let bytes = 0;
		const fresh = await timed(tiles, async (tile) => {
			const response = await fetch(`${base}/${tile}.mvt`, { headers: { 'accept-encoding': 'br' } });
			await response.arrayBuffer();
			if (!response.ok) throw new Error(`${tile}: ${response.status}`);
			bytes += Number(response.headers.get('content-length') ?? 0);
			tags.set(tile, response.headers.get('etag')!);
		});
		const known = await timed(tiles, async (tile) => {
			const response = await fetch(`${base}/${tile}.mvt`, { headers: { 'accept-encoding': 'br', 'if-none-match': tags.get(tile)! } });
			if (response.status !== 304) throw new Error(`${tile}: ${response.status} instead of 304`);
		});
		rows.push([ENGINE_NAMES[engine], String(zoom), tiles.length, fresh.perSecond, fresh.p95, bytes / tiles.length / 1000, known.perSecond]);
	}
	return rows;
}

async function extentOf(knex: import('knex').Knex, versionId: string): Promise<number[]> {
	const { rows } = await knex.raw(
		'select array[ST_XMin(v.area), ST_YMin(v.area), ST_XMax(v.area), ST_YMax(v.area)] as extent from plan_version v where v.id = ?',
		[versionId]
	);
	return rows[0].extent;
}

/** `z/x/y` of tiles that cover the extent (EPSG:3857), thinned evenly. */
function tilesOver([west, south, east, north]: number[], zoom: number, limit: number): string[] {
	const size = (2 * WORLD) / 2 ** zoom;
	const tiles: string[] = [];
	for (let x = Math.floor((west! + WORLD) / size); x * size - WORLD < east!; x++)
		for (let y = Math.floor((WORLD - north!) / size); WORLD - y * size > south!; y++) tiles.push(`${zoom}/${x}/${y}`);
	const step = Math.max(1, tiles.length / limit);
	return Array.from({ length: Math.min(limit, tiles.length) }, (_, index) => tiles[Math.floor(index * step)]!);
}

async function timed(tiles: string[], get: (tile: string) => Promise<void>): Promise<{ perSecond: number; p95: number }> {
	const queue = [...tiles];
	const times: number[] = [];
	const started = performance.now();
	const work = async () => {
		for (let tile = queue.shift(); tile; tile = queue.shift()) {
			const begun = performance.now();
			await get(tile);
			times.push(performance.now() - begun);
		}
	};
	await Promise.all(Array.from({ length: PARALLEL }, work));
	return { perSecond: (tiles.length / (performance.now() - started)) * 1000, p95: quantile(times, 0.95) };
}
