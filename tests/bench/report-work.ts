import { forTenant } from '../../gis/db/tenant-scope.ts';
import type { Account } from '../../portal/lib/server/accounts/types.ts';
import { readStaffDashboard } from '../../portal/lib/server/reports/dashboard/dashboard-page.ts';
import { readPublicDashboard } from '../../portal/lib/server/reports/dashboard/public-dashboard.ts';
import { reportBatches } from '../../portal/lib/server/reports/export.ts';
import { readStaffFilter } from '../../portal/lib/server/reports/staff-list.ts';
import { readMapMarks, readStaffPage } from '../../portal/lib/server/reports/staff-page.ts';
import type { Services } from '../../portal/lib/server/services.ts';
import { CITY_AREA, LAND_NOW, makeLandOfReports } from '../support/land-of-reports.ts';
import type { BenchContext, Cell, Goal, Report } from './benchmark.ts';
import { median, show } from './figures.ts';
import { openPortal } from './portal-under-test.ts';

/** What the staff of one city asks for, from its first thousand reports to those of many years. */

const SIZES = [1000, 10_000, 50_000, 200_000];
const REPEATS = 5;
const QUICK_MS = 300;
const FIGURES_MS = 1000;

type Question = { name: string; most: number; ask(services: Services, request: { tenantId: string; account: Account; client: string }): Promise<unknown> };

const page = (query: string): Question['ask'] => (services, request) => readStaffPage(services, request, new URLSearchParams(query));
const figures = (period: string): Question['ask'] => (services, request) => readStaffDashboard(services, request, new URLSearchParams({ zeitraum: period }));

const QUESTIONS: Question[] = [
	{ name: 'Tabelle', most: QUICK_MS, ask: page('') },
	{ name: 'nach Frist', most: QUICK_MS, ask: page('sortierung=faellig') },
	{ name: 'Gebiet', most: QUICK_MS, ask: page('gebiet=Viertel+00') },
	{ name: 'Suche (selten)', most: QUICK_MS, ask: page('suche=Nummer+471') },
	{ name: 'Suche (alle)', most: QUICK_MS, ask: page('suche=ansehen') },
	{ name: 'Suche (Kategorie)', most: QUICK_MS, ask: page('suche=Laterne') },
	{ name: 'Tafel', most: QUICK_MS, ask: page('ansicht=tafel') },
	{ name: 'Karte', most: QUICK_MS, ask: page('ansicht=karte') },
	{
		name: 'Marken',
		most: QUICK_MS,
		// The whole city on a screen 1,024 pixels wide, 64 of them to a mark.
		ask: (services, request) => readMapMarks(services, request, new URLSearchParams({ ausschnitt: CITY_AREA.join(','), zelle: String((CITY_AREA[2] - CITY_AREA[0]) / 16) }))
	},
	{ name: 'Auswertung 12 Monate', most: FIGURES_MS, ask: figures('365') },
	{ name: 'Auswertung alles', most: FIGURES_MS, ask: figures('alles') },
	{ name: 'öffentlich alles', most: FIGURES_MS, ask: (services, { tenantId }) => readPublicDashboard(services, tenantId, new URLSearchParams('zeitraum=alles'), 'bench') },
	{
		name: 'Export, erste Zeilen',
		most: QUICK_MS,
		async ask(services, request) {
			const { conditions, choices } = await readStaffFilter(services, request, new URLSearchParams(), true);
			return reportBatches(forTenant(services.db.knex, request.tenantId), conditions, choices, false).next();
		}
	}
];

export async function measureWork(bench: BenchContext): Promise<{ table: NonNullable<Report['more']>; goals: Goal[]; notes: string[] }> {
	const rows: Cell[][] = [];
	let goals: Goal[] = [];
	for (const size of bench.quick ? SIZES.slice(0, 2) : SIZES) {
		const times = await measure(bench, size);
		rows.push([size, ...times]);
		goals = QUESTIONS.map(({ name, most }, index) => ({
			goal: `${name} bei ${size.toLocaleString('de-DE')} einer Stadt ≤ ${most} ms`,
			measured: `${show(times[index]!)} ms`,
			met: times[index]! <= most
		}));
	}
	return {
		table: { title: 'Verwaltung: Meldungen einer Stadt', columns: ['Meldungen', ...QUESTIONS.map(({ name }) => name)], rows },
		goals,
		notes: [`Verwaltung: Median von ${REPEATS} in ms, alles, was die Seite aus der Datenbank liest, ohne Ausgabe. Eine von sieben ist offen, eine von fünf wartet auf die Prüfung.`]
	};
}

async function measure(bench: BenchContext, size: number): Promise<number[]> {
	bench.tell(`${size} Meldungen einer Stadt werden angelegt`);
	const services: Services = { ...(await openPortal(bench, 'postgres', `work_${size}`)), now: () => LAND_NOW };
	await makeLandOfReports(services.db.knex, size, 1, CITY_AREA);
	await services.db.knex.raw('vacuum analyze');
	const tenant = await services.db.knex('tenant').where({ kind: 'gemeinde' }).first('id');
	const [row] = await services.db.knex('account').insert({ email: 'bench@example.org', name: 'Bench', password_hash: '' }).returning('id');
	const account: Account = { id: row.id, email: 'bench@example.org', name: 'Bench', operator: false, mustChangePassword: false, memberships: [] };
	const request = { tenantId: tenant.id as string, account, client: 'bench' };
	bench.tell(`${size} Meldungen einer Stadt werden abgefragt`);
	const medians: number[] = [];
	for (const { ask } of QUESTIONS) {
		await ask(services, request);
		const times: number[] = [];
		for (let turn = 0; turn < REPEATS; turn++) {
			const begun = performance.now();
			await ask(services, request);
			times.push(performance.now() - begun);
		}
		medians.push(median(times));
	}
	return medians;
}
