import { stringify } from 'csv-stringify/sync';
import { forTenant } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { dashboardTexts } from '../../../texts/report-dashboard.ts';
import { neutraliseFormula, withoutControls } from '../../exports/neutralise.ts';
import { dayOf } from '../../participations/local-days.ts';
import { disposition } from '../../plans/documents.ts';
import type { Services } from '../../services.ts';
import { readStaffFilter, type StaffFilter } from '../staff-list.ts';
import type { StaffRequest } from '../staff-page.ts';
import { readDashboard, type Names } from './dashboard.ts';
import { categoryNames } from './name-queries.ts';
import type { Chart } from './types.ts';

export const PERIODS = ['30', '90', '365', 'alles'] as const;

/** The address with a period of its own where it names none: the last twelve months. `zeitraum` is a number of days, or `alles`. */
export function withPeriod(params: URLSearchParams, now: Date): { params: URLSearchParams; period: string | null } {
	const asked = new URLSearchParams(params);
	asked.delete('zeitraum');
	const period = PERIODS.find((each) => each === params.get('zeitraum')) ?? null;
	if (!period && (asked.get('von') || asked.get('bis'))) return { params: asked, period: null };
	asked.delete('von');
	asked.delete('bis');
	if (period !== 'alles') asked.set('von', dayOf(new Date(now.getTime() - (Number(period ?? 365) - 1) * 86_400_000)));
	return { params: asked, period: period ?? '365' };
}

export async function namesFor(scope: Parameters<typeof categoryNames>[0], choices: StaffFilter['choices']): Promise<Names> {
	return { categories: await categoryNames(scope), bodies: choices.bodies, states: choices.states, areas: choices.areas.length };
}

/** Figures for the staff. */
export async function readStaffDashboard(services: Services, request: StaffRequest, address: URLSearchParams) {
	const now = services.now();
	const scope = forTenant(services.db.knex, request.tenantId);
	const { params, period } = withPeriod(address, now);
	const asked = await readStaffFilter(services, request, params);
	const dashboard = await readDashboard(scope, { source: 'report', conditions: asked.conditions, now }, asked.filter, await namesFor(scope, asked.choices));
	return { period, filter: asked.filter, query: asked.query, wrong: asked.wrong, choices: asked.choices, me: request.account.id, dashboard };
}

/** A chart as CSV, as German spreadsheets open it. @throws DomainError `not_found` */
export function chartCsv(charts: readonly Chart[], key: string | null, now: Date): Response {
	const chart = charts.find((each) => each.key === key);
	if (!chart) throw new DomainError('not_found');
	const heads: Partial<Record<Chart['key'], string[]>> = {
		verlauf: chart.head,
		alter: chart.head,
		schwerpunkte: chart.head,
		zeiten: [chart.head[0]!, chart.head[1]!, `${chart.head[2]} (${dashboardTexts.days})`, `${chart.head[3]} (${dashboardTexts.days})`, dashboardTexts.columns.kept, dashboardTexts.columns.missed]
	};
	const { name, count, open, kept, missed } = dashboardTexts.columns;
	const head = heads[chart.key] ?? [name, count, open, kept, missed];
	const decimal = (value: number | null) => (value === null ? '' : Number.isInteger(value) ? value : value.toFixed(2).replace('.', ','));
	const rows = chart.rows.map((row) => [neutraliseFormula(withoutControls(row.name)), ...row.values.map(decimal)]);
	return new Response('\ufeff' + stringify([head, ...rows], { delimiter: ';', record_delimiter: '\r\n', quoted_string: true }), {
		headers: {
			'Content-Type': 'text/csv; charset=utf-8',
			'Content-Disposition': disposition('attachment', `meldungen-${chart.key}-${dayOf(now)}.csv`),
			'X-Content-Type-Options': 'nosniff',
			'Cache-Control': 'private, no-store'
		}
	});
}
