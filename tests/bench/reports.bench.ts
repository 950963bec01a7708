import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Knex } from 'knex';
import { forTenant } from '../../gis/db/tenant-scope.ts';
import { EMPTY_REPORT_FILTER } from '../../portal/lib/forms/report-filter.ts';
import { tilesRouter } from '../../portal/lib/server/plans/tiles-router.ts';
import { foldClustersAcrossTenants } from '../../portal/lib/server/report-map/fold-queries.ts';
import { listPublicReportsAcrossTenants } from '../../portal/lib/server/report-map/list-queries.ts';
import { reportTileAcrossTenants } from '../../portal/lib/server/report-map/tile-queries.ts';
import { findDuplicates } from '../../portal/lib/server/reports/duplicates.ts';
import { findResponsible } from '../../portal/lib/server/reports/responsibility/find.ts';
import type { Services } from '../../portal/lib/server/services.ts';
import { listen } from '../../portal/server.ts';
import { LAND_NOW, makeLandOfReports } from '../support/land-of-reports.ts';
import { tileAt } from '../support/tiles.ts';
import type { Benchmark, BenchContext, Cell, Goal } from './benchmark.ts';
import { quantile, show } from './figures.ts';
import { openPortal } from './portal-under-test.ts';
import { measureWork } from './report-work.ts';

const SIZES = [1000, 10_000, 100_000, 1_000_000];
const TENANTS = 500;
const REPEATS = 60;
const NEAR = [14, 15, 16, 17, 18];
const FAR = [0, 2, 4, 5, 6, 7, 8];
const BETWEEN = [9, 10, 11, 12, 13];
/** A screen of 1024 × 768 pixels at these zooms. */
const VIEWS = [5, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17];
const WORLD = 40_075_016.685578488;
const USERS = 50;
const now = LAND_NOW;

interface Place {
	x: number;
	y: number;
	lon: number;
	lat: number;
	tenant_id: string;
	category_id: string;
}

export const bench: Benchmark = {
	about: 'Meldungen: Kacheln, Liste eines Ausschnitts, Dubletten und Zuständigkeit mit bis zu 1.000.000 Meldungen von 500 Gemeinden; Seiten der Verwaltung mit bis zu 200.000 einer Stadt',
	async run(bench) {
		const rows: Cell[][] = [];
		const goals: Goal[] = [];
		const ratios: string[] = [];
		for (const size of bench.quick ? SIZES.slice(0, 2) : SIZES) {
			const { p95, byView, users, errors } = await measure(bench, size);
			rows.push([size, p95.near, p95.far, p95.between, p95.density, p95.list, p95.latLong, p95.list / p95.latLong, p95.duplicates, p95.responsible, users, errors]);
			if (size !== SIZES.at(-1)) continue;
			const goal = (name: string, value: number, most: number) => goals.push({ goal: `${name} p95 ≤ ${most} ms`, measured: `${show(value)} ms`, met: value <= most });
			goal('Kachel ab Zoom 14', p95.near, 10);
			goal('Kachel bis Zoom 8', p95.far, 20);
			goal('Liste eines Ausschnitts, jeder Zoom', p95.list, 20);
			goal('Dubletten', p95.duplicates, 5);
			goal('Zuständigkeit', p95.responsible, 5);
			goals.push({ goal: `${USERS} Personen zugleich ohne Fehler`, measured: `${errors} Fehler`, met: errors === 0 });
			ratios.push(`Liste : Breite/Länge-Index je Zoom bei ${size.toLocaleString('de-DE')}: ${byView.map(({ zoom, ours, latLong }) => `${zoom}: ${show(ours)} : ${show(latLong)} ms`).join(', ')}`);
		}
		const work = await measureWork(bench);
		return {
			more: work.table,
			columns: ['Meldungen', 'Kachel z ≥ 14', 'Kachel z ≤ 8', 'Kachel z 9–13', 'Häufung z ≤ 8', 'Liste', 'Breite/Länge', 'Liste : Breite/Länge', 'Dubletten', 'Zuständigkeit', `${USERS} zugleich: Kachel`, 'Fehler'],
			rows,
			goals: [...goals, ...work.goals],
			notes: [
				`PostgreSQL, p95 in ms. ${TENANTS} Gemeinden; Orte sind die der Meldungen selbst, also meist die dichtesten. Je Zoom ${REPEATS} Anfragen nacheinander, im selben Prozess: SQL und Kodierung.`,
				'Liste: die 50 neuesten des Ausschnitts von 1024 × 768 Pixeln mit allem, was eine Karte zeigt, und ihre Zahl (bis 1.000); der schlechteste Zoom zählt.',
				'Breite/Länge: dieselben Meldungen mit zwei Gleitkommaspalten und btree (state, latitude, longitude): die 100 neuesten des Rechtecks und ihre Zahl, im selben Zoom.',
				`${USERS} zugleich: je zehn Kacheln verschiedener Zooms über HTTP.`,
				...ratios,
				...work.notes
			]
		};
	}
};

async function measure(bench: BenchContext, size: number) {
	bench.tell(`${size} Meldungen werden angelegt`);
	const opened = await openPortal(bench, 'postgres', `reports_${size}`);
	const services: Services = { ...opened, now: () => now };
	const { knex } = services.db;
	await makeLandOfReports(knex, size, TENANTS);
	await foldClustersAcrossTenants(knex);
	await addLatLong(knex);
	await knex.raw('analyze');
	const places: Place[] = (
		await knex.raw(
			`select st_x(point) as x, st_y(point) as y, st_x(st_transform(point, 4326)) as lon, st_y(st_transform(point, 4326)) as lat, tenant_id, category_id
			from report where is_public order by md5(public_ref) limit ${REPEATS}`
		)
	).rows;
	bench.tell(`${size} Meldungen werden abgefragt`);
	const question = { tenantId: null, filter: EMPTY_REPORT_FILTER, now };
	const tiles = (zooms: number[], density = false) =>
		worst(zooms, (zoom) => timed(places, ({ x, y }) => reportTileAcrossTenants(services.db, tileAt(zoom, [x, y]), { ...question, density })));
	const byView = [];
	for (const zoom of VIEWS) {
		const [width, height] = [(1024 * WORLD) / 512 / 2 ** zoom, (768 * WORLD) / 512 / 2 ** zoom];
		const bbox = ({ lon, lat }: Place): [number, number, number, number] => {
			const [dx, dy] = [Math.min(170, (width / WORLD) * 180), Math.min(80, (height / WORLD) * 180 * Math.cos((lat * Math.PI) / 180))];
			return [Math.max(-180, lon - dx), Math.max(-85, lat - dy), Math.min(180, lon + dx), Math.min(85, lat + dy)];
		};
		byView.push({
			zoom,
			ours: await timed(places, (place) => listPublicReportsAcrossTenants(knex, { ...question, filter: { ...EMPTY_REPORT_FILTER, bbox: bbox(place) } }, { offset: 0, limit: 50 })),
			latLong: await timed(places, (place) => askLatLong(knex, bbox(place)))
		});
	}
	const p95 = {
		near: await tiles(NEAR),
		far: await tiles(FAR),
		between: await tiles(BETWEEN),
		density: await tiles(FAR, true),
		list: Math.max(...byView.map(({ ours }) => ours)),
		latLong: Math.max(...byView.map(({ latLong }) => latLong)),
		duplicates: await timed(places, ({ tenant_id, category_id, lon, lat }) => findDuplicates(forTenant(knex, tenant_id), { categoryId: category_id, point: { lon, lat } })),
		responsible: await timed(places, ({ tenant_id, category_id, lon, lat }) => findResponsible(forTenant(knex, tenant_id), { categoryId: category_id, point: { lon, lat } }))
	};
	return { p95, byView, ...(await manyUsers(bench, services, places)) };
}

async function worst(zooms: number[], of: (zoom: number) => Promise<number>): Promise<number> {
	let most = 0;
	for (const zoom of zooms) most = Math.max(most, await of(zoom));
	return most;
}

async function timed(places: Place[], work: (place: Place) => Promise<unknown>): Promise<number> {
	for (const place of places.slice(0, 5)) await work(place);
	const times: number[] = [];
	for (const place of places) {
		const begun = performance.now();
		await work(place);
		times.push(performance.now() - begun);
	}
	return quantile(times, 0.95);
}

/** Who looks at a map asks for ten tiles at once, and moves on. */
async function manyUsers(bench: BenchContext, services: Services, places: Place[]): Promise<{ users: number; errors: number }> {
	const server = await listen(express().use('/tiles', tilesRouter(services)), '127.0.0.1', 0);
	bench.onEnd(() => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))));
	const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tiles/meldungen`;
	const times: number[] = [];
	let errors = 0;
	const user = async (index: number) => {
		for (let tile = 0; tile < 10; tile++) {
			const place = places[(index * 7 + tile) % places.length]!;
			const { z, x, y } = tileAt(6 + ((index + tile) % 12), [place.x, place.y]);
			const begun = performance.now();
			const response = await fetch(`${base}/${z}/${x}/${y}.mvt`).catch(() => null);
			await response?.arrayBuffer();
			if (!response?.ok) errors++;
			times.push(performance.now() - begun);
		}
	};
	await Promise.all(Array.from({ length: USERS }, (_, index) => user(index)));
	return { users: quantile(times, 0.95), errors };
}

/** The usual way without geometry: two float columns and a btree over state, latitude and longitude. */
async function addLatLong(knex: Knex): Promise<void> {
	await knex.raw(`create table latlong_report as select id, case when open then 'confirmed' else 'fixed' end as state, st_y(st_transform(point, 4326)) as latitude,
		st_x(st_transform(point, 4326)) as longitude, received_at as confirmed, title, body as detail, category_id, tenant_id from report where is_public`);
	await knex.raw('create index latlong_report_place on latlong_report (state, latitude, longitude)');
}

async function askLatLong(knex: Knex, [west, south, east, north]: [number, number, number, number]): Promise<void> {
	const where = "state in ('confirmed', 'fixed') and latitude >= :south and latitude < :north and longitude >= :west and longitude < :east";
	await knex.raw(`select * from latlong_report where ${where} order by confirmed desc, id desc limit 100`, { west, south, east, north });
	await knex.raw(`select count(*) from latlong_report where ${where}`, { west, south, east, north });
}
