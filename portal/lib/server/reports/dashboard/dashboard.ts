import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { transformBetween } from '../../../../../importers/xplan/crs.ts';
import { NO_BODY, OUTSIDE, writeReportFilter, type ReportFilter } from '../../../forms/report-filter.ts';
import { formatMonth } from '../../../texts/dates.ts';
import { formatNumber } from '../../../texts/format.ts';
import { formatShortDay } from '../../../texts/report-days.ts';
import { dashboardTexts as texts, daysText, shareText } from '../../../texts/report-dashboard.ts';
import { dayOf, nextDay, startOfDay } from '../../participations/local-days.ts';
import * as queries from './dashboard-queries.ts';
import type { Chart, ChartKey, ChartRow, Dashboard, HeatCell, KeyFigure } from './types.ts';

/** Names of what the charts count. */
export interface Names {
	categories: { id: string; code: string; name: string }[];
	bodies: { id: string; name: string }[];
	states: { key: string; label: string; open: boolean }[];
	/** How many areas are drawn. */
	areas: number;
}

const DAY = 86_400_000;
const AGES = [7, 30, 90, 365];
const CELL_METRES = 250;
const HOT_SPOTS = 10;
const HEAT_CELLS = 2000;
/** Of reports and areas; more are found by the index of places. */
const MOST_PAIRS = 300_000;
const toMap = transformBetween('EPSG:4326', 'EPSG:3857');

const shift = (day: string, days: number) => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** All figures of a filter; the links of the rows are the filter with one more condition. */
export function readDashboard(scope: TenantScope, asked: queries.Asked, filter: ReportFilter, names: Names): Promise<Dashboard> {
	return queries.inOneMoment(scope, (inner) => readFigures(inner, asked, filter, names));
}

async function readFigures(scope: TenantScope, asked: queries.Asked, filter: ReportFilter, names: Names): Promise<Dashboard> {
	const groups = await queries.countGroups(scope, asked);
	const all = groups.find(({ kind }) => kind === 'all');
	if (!all || all.count === 0) return { total: 0, figures: [], charts: [], heat: [] };
	const times = await queries.responseTimes(scope, asked);
	const cells = await hotCells(scope, asked);
	const charts = [
		await trend(scope, asked, filter, all),
		byGroup('kategorien', groups, 'category', (key) => {
			const category = names.categories.find(({ id }) => id === key);
			return { name: category?.name ?? '–', changes: { categories: [category?.code ?? ''] } };
		}, filter),
		...(names.areas > 0 ? [await byArea(scope, asked, filter, all, names.areas)] : []),
		byGroup('stellen', groups, 'body', (key) => ({ name: key ? (names.bodies.find(({ id }) => id === key)?.name ?? '–') : texts.nobody, changes: { body: key ?? NO_BODY } }), filter),
		byGroup('staende', groups, 'state', (key) => ({ name: names.states.find((state) => state.key === key)?.label ?? key!, changes: { states: [key!] } }), filter),
		timesChart(times, filter, names),
		await ages(scope, asked, filter),
		await hotSpots(scope, asked, cells.filter(({ count }) => count > 1).slice(0, HOT_SPOTS), filter)
	].filter((chart) => chart.rows.length > 0);
	return { total: all.count, figures: keyFigures(all, times, filter, charts), charts, heat: cells.map(({ extent, count }) => ({ extent, count })) };
}

const link = (filter: ReportFilter, changes: Partial<ReportFilter>) => writeReportFilter({ ...filter, sort: 'neueste', ...changes }).toString();
/** A condition that the filter makes already is not widened by the row's. */
const narrower = (filter: ReportFilter, changes: Partial<ReportFilter>) => link(filter, changes);

function keyFigures(all: queries.Group, times: queries.Times[], filter: ReportFilter, charts: Chart[]): KeyFigure[] {
	const closed = times.find(({ kind }) => kind === 'allClosed');
	const hot = charts.find(({ key }) => key === 'schwerpunkte')?.rows[0];
	const { figures } = texts;
	return [
		{ label: figures.received, value: formatNumber(all.count), hint: figures.period(filter.from, filter.to), query: link(filter, {}) },
		{ label: figures.open, value: formatNumber(all.open), hint: figures.overdue(all.missed - (closed?.missed ?? 0)), query: all.open > 0 ? narrower(filter, { open: 'ja' }) : null },
		...(closed ? [{ label: figures.median, value: daysText(closed.median!), hint: figures.p90(closed.p90!), query: null }] : []),
		...(all.kept + all.missed > 0 ? [{ label: figures.share, value: shareText(all.kept, all.kept + all.missed), hint: figures.shareHint, query: null }] : []),
		...(hot && hot.values[0]! > 1 ? [{ label: figures.hot, value: hot.name, hint: figures.hotHint(hot.values[0]!), query: hot.query }] : [])
	];
}

const measures = ({ count, open, kept, missed }: queries.Measures): Pick<ChartRow, 'values' | 'texts'> => ({
	values: [count, open, kept, missed],
	texts: [formatNumber(count), formatNumber(open), shareText(kept, kept + missed)]
});
const MEASURE_HEAD = [texts.columns.name, texts.columns.count, texts.columns.open, texts.columns.share];

function chartOf(key: ChartKey, head: string[], rows: ChartRow[], draw: Chart['draw']): Chart {
	return { key, title: texts.charts[key], hint: texts.hints[key], head, rows, draw };
}

function byGroup(
	key: ChartKey,
	groups: queries.Group[],
	kind: queries.Group['kind'],
	describe: (key: string | null) => { name: string; changes: Partial<ReportFilter> },
	filter: ReportFilter
): Chart {
	const rows = groups
		.filter((group) => group.kind === kind)
		.sort((a, b) => b.count - a.count || (a.key ?? '').localeCompare(b.key ?? ''))
		.map((group) => {
			const { name, changes } = describe(group.key);
			return { name, query: narrower(filter, changes), ...measures(group) };
		});
	return chartOf(key, MEASURE_HEAD, rows, { kind: 'bar', values: [0] });
}

async function byArea(scope: TenantScope, asked: queries.Asked, filter: ReportFilter, all: queries.Group, areas: number): Promise<Chart> {
	const found = await queries.countAreas(scope, asked, all.count * areas <= MOST_PAIRS);
	const inside = found.find(({ key }) => key === null)!;
	const outside = { key: null, count: all.count - inside.count, open: all.open - inside.open, kept: all.kept - inside.kept, missed: all.missed - inside.missed };
	const rows = [...found.filter(({ key }) => key !== null), outside]
		.filter(({ count }) => count > 0)
		.sort((a, b) => b.count - a.count)
		.map((row) => ({
			name: row.key ?? texts.outside,
			// The filter knows one area: within another one, no list shows these.
			query: filter.area && filter.area !== (row.key ?? OUTSIDE) ? null : link(filter, { area: row.key ?? OUTSIDE }),
			...measures(row)
		}));
	return chartOf('gebiete', MEASURE_HEAD, rows, { kind: 'bar', values: [0] });
}

async function trend(scope: TenantScope, asked: queries.Asked, filter: ReportFilter, all: queries.Group): Promise<Chart> {
	const first = filter.from ?? dayOf(all.first);
	const last = filter.to && filter.to < dayOf(asked.now) ? filter.to : dayOf(asked.now);
	const days = (Date.parse(last) - Date.parse(first)) / DAY;
	const step: queries.Step = days <= 45 ? 'day' : days <= 200 ? 'week' : 'month';
	const found = new Map((await queries.countTrend(scope, asked, step)).map((row) => [row.day, row]));
	const rows: ChartRow[] = [];
	// What was closed after the end of the period belongs to the chart, too.
	const end = [last, ...found.keys()].reduce((a, b) => (a > b ? a : b));
	for (let day = beginOf([first, ...found.keys()].reduce((a, b) => (a < b ? a : b)), step); day <= end; day = followerOf(day, step)) {
		const { received, closed } = found.get(day) ?? { received: 0, closed: 0 };
		const to = shift(followerOf(day, step), -1);
		const from = filter.from && filter.from > day ? filter.from : day;
		const until = filter.to && filter.to < to ? filter.to : to;
		rows.push({
			name: step === 'month' ? formatMonth(day.slice(0, 7)) : formatShortDay(startOfDay(day)),
			query: from <= until ? link(filter, { from, to: until }) : null,
			values: [received, closed],
			texts: [formatNumber(received), formatNumber(closed)]
		});
	}
	return chartOf('verlauf', [texts.columns.day[step], texts.columns.received, texts.columns.closed], rows, { kind: 'line', values: [0, 1] });
}

function beginOf(day: string, step: queries.Step): string {
	if (step === 'month') return `${day.slice(0, 7)}-01`;
	// Weeks begin on Monday, as in the database.
	return step === 'week' ? shift(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7)) : day;
}

function followerOf(day: string, step: queries.Step): string {
	if (step === 'day') return nextDay(day);
	return step === 'week' ? shift(day, 7) : `${shift(day, 32).slice(0, 7)}-01`;
}

function timesChart(times: queries.Times[], filter: ReportFilter, names: Names): Chart {
	const row = (name: string, query: string | null, { count, median, p90, kept, missed }: queries.Times): ChartRow => ({
		name,
		query,
		values: [count, median, p90, kept, missed],
		texts: [formatNumber(count), daysText(median), daysText(p90), shareText(kept, kept + missed)]
	});
	const of = (kind: queries.Times['kind']) => times.filter((each) => each.kind === kind && each.count > 0);
	const rows = of('closed').map((each) =>
		row(names.states.find(({ key }) => key === each.state)?.label ?? each.state!, link(filter, { states: [each.state!], open: 'nein' }), each)
	);
	for (const closed of of('allClosed')) rows.push(row(texts.all, link(filter, { open: 'nein' }), closed));
	for (const open of of('open')) {
		rows.push(row(texts.stillOpen, link(filter, { open: 'ja' }), open));
		// How long those still wait that are open is not known: nine of ten of all cannot be told.
		for (const all of of('all')) rows.push(row(texts.everything, link(filter, {}), { ...all, p90: null }));
	}
	const head = [texts.columns.name, texts.columns.count, texts.columns.median, texts.columns.p90, texts.columns.share];
	return chartOf('zeiten', head, rows, { kind: 'bar', values: [1, 2] });
}

async function ages(scope: TenantScope, asked: queries.Asked, filter: ReportFilter): Promise<Chart> {
	const today = dayOf(asked.now);
	const firsts = AGES.map((days) => shift(today, 1 - days));
	const counts = await queries.countOpenSince(scope, asked, firsts.map(startOfDay));
	if (counts.every((count) => count === 0)) return chartOf('alter', [], [], { kind: 'bar', values: [0] });
	const rows = counts.map((count, index) => {
		const from = firsts[index] ?? null;
		const to = index === 0 ? null : shift(firsts[index - 1]!, -1);
		const later = (a: string | null, b: string | null) => (a && b ? (a > b ? a : b) : (a ?? b));
		const earlier = (a: string | null, b: string | null) => (a && b ? (a < b ? a : b) : (a ?? b));
		const period = { from: later(from, filter.from), to: earlier(to, filter.to) };
		return {
			name: texts.ages(index === 0 ? 0 : AGES[index - 1]!, AGES[index] ?? null),
			query: period.from && period.to && period.from > period.to ? null : link(filter, { ...period, open: 'ja' }),
			values: [count],
			texts: [formatNumber(count)]
		};
	});
	return chartOf('alter', [texts.columns.age, texts.columns.open], rows, { kind: 'bar', values: [0] });
}

interface HotCell extends HeatCell {
	bbox: [number, number, number, number];
	open: number;
}

async function hotCells(scope: TenantScope, asked: queries.Asked): Promise<HotCell[]> {
	// About the height of the country's middle: cells need not be exact squares.
	const size = queries.cellSize(CELL_METRES, 6_600_000);
	const decimals = (value: number) => Number(value.toFixed(6));
	return (await queries.countCells(scope, asked, { ...size, limit: HEAT_CELLS })).map((cell) => {
		const bbox: HotCell['bbox'] = [cell.column * size.width, cell.row * size.height, (cell.column + 1) * size.width, (cell.row + 1) * size.height].map(decimals) as HotCell['bbox'];
		const extent = [...toMap(bbox[0], bbox[1]).slice(0, 2), ...toMap(bbox[2], bbox[3]).slice(0, 2)] as HeatCell['extent'];
		return { extent, bbox, count: cell.count, open: cell.open };
	});
}

async function hotSpots(scope: TenantScope, asked: queries.Asked, cells: HotCell[], filter: ReportFilter): Promise<Chart> {
	const streets = cells.length > 0 ? await queries.streetsIn(scope, asked, cells.map(({ extent }) => extent)) : [];
	const rows = cells.map(({ bbox, count, open }, index) => ({ street: streets[index] ?? '', bbox, count, open })).map(({ bbox, count, open, street }) => ({
		name: street ? texts.near(street) : `${formatNumber(Number(bbox[1].toFixed(3)))}° N, ${formatNumber(Number(bbox[0].toFixed(3)))}° O`,
		query: filter.bbox ? null : link(filter, { bbox }),
		values: [count, open],
		texts: [formatNumber(count), formatNumber(open)]
	}));
	return chartOf('schwerpunkte', [texts.columns.place, texts.columns.count, texts.columns.open], rows, { kind: 'bar', values: [0] });
}
