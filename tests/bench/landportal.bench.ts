import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Engine } from '../../gis/db/connect.ts';
import { landportalRouter } from '../../portal/lib/server/landportal/landportal-router.ts';
import { readLandportal } from '../../portal/lib/server/landportal/home.ts';
import { tilesRouter } from '../../portal/lib/server/plans/tiles-router.ts';
import type { Services } from '../../portal/lib/server/services.ts';
import { listen } from '../../portal/server.ts';
import { makeManyProcedures, MANY_NOW, MANY_WORDS } from '../support/many-procedures.ts';
import type { Benchmark, BenchContext, Cell, Goal } from './benchmark.ts';
import { quantile } from './figures.ts';
import { ENGINE_NAMES, ENGINES, openPortal } from './portal-under-test.ts';

const SIZES = [200, 2000, 20_000];
const TENANTS = 500;
const ZOOMS = [6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];
const WORLD = 20_037_508.342789244;
/** The generated procedures lie here, EPSG:3857. */
const AREA = [1_330_000, 6_480_000, 1_680_000, 6_730_000] as const;
/** Of each, on one connection, as one visitor after another. */
const REPEATS = 60;
const GOAL_MS = 100;

const FILTERS = ['', 'status=aktiv', 'planart=satzung&thema=Verkehr', 'gemeinde=messdorf-77', 'von=2027-03-01&bis=2027-03-31', 'bbox=13,51,13.4,51.3', 'mitte=13.5,51.2&umkreis=10000'];

export const bench: Benchmark = {
	about: 'Landesportal: Liste, Seite, Kartenkacheln und Suche mit bis zu 20.000 Verfahren von 500 Gemeinden, über HTTP',
	async run(bench) {
		const rows: Cell[][] = [];
		const goals: Goal[] = [];
		for (const engine of ENGINES)
			for (const size of bench.quick ? SIZES.slice(0, 2) : SIZES) {
				const figures = await measure(bench, engine, size);
				rows.push([ENGINE_NAMES[engine], size, ...figures.map(({ p95 }) => p95)]);
				if (size !== SIZES.at(-1)) continue;
				for (const { name, p95 } of figures)
					goals.push({ goal: `${ENGINE_NAMES[engine]}: ${name} p95 unter ${GOAL_MS} ms`, measured: `${Math.round(p95)} ms`, met: p95 < GOAL_MS });
			}
		return {
			columns: ['Datenbank', 'Verfahren', 'Liste p95 ms', 'Kachel p95 ms', 'Kachel mit Filter p95 ms', 'Suche p95 ms', 'Startseite p95 ms'],
			rows,
			goals,
			notes: [
				`${TENANTS} Gemeinden; je Verfahren vier Schritte und eine Unterlage mit 150 Wörtern, jedes vierte mit einem Plan, der selbst eine mitbringt. Je ${REPEATS} Anfragen nacheinander, ohne bekannten ETag.`,
				'Liste und Suche: GET /api/procedures mit 20 Einträgen, mit wechselnden Filtern und Wörtern (häufigen und seltenen, auch im Text der Unterlagen). Kacheln: Zoom 6 bis 16.',
				'Startseite: die Daten von / (Liste, Auswahl der Filter, Pläne, Gemeinden).'
			]
		};
	}
};

async function measure(bench: BenchContext, engine: Engine, size: number): Promise<{ name: string; p95: number }[]> {
	bench.tell(`${ENGINE_NAMES[engine]}: ${size} Verfahren werden angelegt`);
	const opened = await openPortal(bench, engine, `landportal_${size}`);
	const services: Services = { ...opened, now: () => MANY_NOW };
	await makeManyProcedures(services.db.knex, size, TENANTS);
	const server = await listen(express().use('/tiles', tilesRouter(services)).use('/api', landportalRouter(services)), '127.0.0.1', 0);
	bench.onEnd(() => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))));
	const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const get = async (path: string) => {
		const response = await fetch(base + path);
		await response.arrayBuffer();
		if (!response.ok) throw new Error(`${path}: ${response.status}`);
	};
	const land = (await services.db.knex('tenant').where({ slug: 'land' }).first('id', 'slug'))!;
	const tile = (index: number, query = '') => `/tiles/verfahren/${tileOf(ZOOMS[index % ZOOMS.length]!, index)}.mvt${query}`;
	const word = (index: number) => (index % 3 === 0 ? `Flurst%C3%BCck${index * 37}` : encodeURIComponent(MANY_WORDS[(index * 7) % MANY_WORDS.length]!));
	bench.tell(`${ENGINE_NAMES[engine]}: ${size} Verfahren werden abgefragt`);
	return [
		{ name: 'Liste', p95: await timed((index) => get(`/api/procedures?limit=20&${FILTERS[index % FILTERS.length]}`)) },
		{ name: 'Kachel', p95: await timed((index) => get(tile(index))) },
		{ name: 'Kachel mit Filter', p95: await timed((index) => get(tile(index, `?${FILTERS[index % FILTERS.length]}`))) },
		{ name: 'Suche', p95: await timed((index) => get(`/api/procedures?limit=20&suche=${word(index)}`)) },
		{
			name: 'Startseite',
			p95: await timed((index) =>
				readLandportal(services, { params: new URLSearchParams(FILTERS[index % FILTERS.length]), tenant: land, wholeLand: true, client: 'bench' })
			)
		}
	];
}

async function timed(work: (index: number) => Promise<unknown>): Promise<number> {
	for (let index = 0; index < 5; index++) await work(index);
	const times: number[] = [];
	for (let index = 0; index < REPEATS; index++) {
		const begun = performance.now();
		await work(index);
		times.push(performance.now() - begun);
	}
	return quantile(times, 0.95);
}

/** `z/x/y` of a tile in the area, another for each index. */
function tileOf(zoom: number, index: number): string {
	const size = (2 * WORLD) / 2 ** zoom;
	const x = AREA[0] + ((index * 0.377) % 1) * (AREA[2] - AREA[0]);
	const y = AREA[1] + ((index * 0.613) % 1) * (AREA[3] - AREA[1]);
	return `${zoom}/${Math.floor((x + WORLD) / size)}/${Math.floor((WORLD - y) / size)}`;
}
