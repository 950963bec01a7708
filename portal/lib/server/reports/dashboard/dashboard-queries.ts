import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { stretchAt } from '../../../../../gis/plans/published.ts';
import type { ReportConditions } from '../report-conditions-queries.ts';

/**
 * Figures of the reports that fit a filter, all counted in the database. `source` is the table for staff, the view for everybody; every
 * statement begins at the conditions of the lists, so that a number here is the number of reports behind its link.
 */
export type Source = 'report' | 'public_report';

export interface Asked {
	source: Source;
	conditions: ReportConditions;
	now: Date;
}

/**
 * All figures of a page from the same moment, with room enough to sort many years' reports in memory.
 * @param read uses the given scope only
 */
export function inOneMoment<T>(scope: TenantScope, read: (scope: TenantScope) => Promise<T>): Promise<T> {
	return scope.transaction(async (inner) => {
		await inner.db.raw('set transaction isolation level repeatable read, read only');
		await inner.db.raw("set local work_mem = '32MB'");
		return read(inner);
	});
}

const from = ({ source, conditions }: Asked) => `from ${source} r where ${conditions.sql}`;
const count = (condition: string) => `cast(count(*) filter (where ${condition}) as integer)`;
const DAYS = 86_400;
/** Closed in time; closed late, or open though the day is over. Reports whose day is still to come are neither. */
const KEPT = 'r.closed_at <= r.due_at';
const MISSED = '(r.closed_at > r.due_at or (r.closed_at is null and r.due_at < :now))';

export interface Measures {
	count: number;
	open: number;
	kept: number;
	missed: number;
}
const MEASURES = `cast(count(*) as integer) as count, ${count('r.open')} as open, ${count(KEPT)} as kept, ${count(MISSED)} as missed`;

export interface Group extends Measures {
	kind: 'all' | 'category' | 'body' | 'state';
	key: string | null;
	/** When the first and the last of them came in. */
	first: Date;
	last: Date;
}

/** By category, body and state, and all together, in one reading. */
export async function countGroups(scope: TenantScope, asked: Asked): Promise<Group[]> {
	const rows = await scope.query<Omit<Group, 'kind' | 'key'> & { g: number; category_id: string | null; body_id: string | null; state: string | null }>(
		`select grouping(r.category_id, r.body_id, r.state) as g, r.category_id, r.body_id, r.state, ${MEASURES},
			min(r.received_at) as first, max(r.received_at) as last
		${from(asked)} group by grouping sets ((r.category_id), (r.body_id), (r.state), ())`,
		{ ...asked.conditions.bindings, now: asked.now }
	);
	// A bit of `grouping` is 0 for what the row is grouped by.
	const kinds = { 3: 'category', 5: 'body', 6: 'state', 7: 'all' } as const;
	return rows.map(({ g, category_id, body_id, state, ...measures }) => {
		const kind = kinds[g as keyof typeof kinds];
		const key = { category: category_id, body: body_id, state, all: null }[kind];
		return { kind, key, ...measures };
	});
}

/**
 * By name of the drawn areas; `null`: in any of them. A place may lie in several, and counts once in each.
 * @param few only a part of the tenant's reports fits: those are held against the areas. Without, each area finds its places by their index.
 */
export async function countAreas(scope: TenantScope, asked: Asked, few: boolean): Promise<(Measures & { key: string | null })[]> {
	const measures = `cast(count(*) as integer) as count, ${count('r.open')} as open, ${count('r.kept')} as kept, ${count('r.missed')} as missed`;
	const forms = "select distinct a.area_name, a.area from responsibility a where a.tenant_id = :tenant and a.area is not null and a.area_name <> ''";
	const hits = `forms n join (
			select r.id, r.point, r.open, ${KEPT} as kept, ${MISSED} as missed ${from(asked)} ${few ? 'offset 0' : ''}
		) r on st_intersects(n.area, r.point)`;
	// Mostly areas lie side by side, each in one piece: then nothing can be met twice.
	const [areas] = await scope.query<{ apart: boolean }>(
		`with forms as materialized (${forms})
		select not exists (select from forms a join forms b on (a.area_name, a.area::bytea) < (b.area_name, b.area::bytea)
			and (a.area_name = b.area_name or st_relate(a.area, b.area, 'T********'))) as apart`
	);
	const apart = `select case when grouping(n.area_name) = 0 then n.area_name end as key, ${measures} from ${hits} group by grouping sets ((n.area_name), ())`;
	const together = `
		select r.area_name as key, ${measures} from (select distinct n.area_name, r.id, r.open, r.kept, r.missed from ${hits}) r group by r.area_name
		union all select null, ${measures} from (select distinct r.id, r.open, r.kept, r.missed from ${hits}) r`;
	return scope.query(`with forms as materialized (${forms}) ${areas!.apart ? apart : together} order by 2 desc, 1`, { ...asked.conditions.bindings, now: asked.now });
}

export interface Times {
	/** closed: by the state in which they ended; allClosed: whichever it was; open: still waiting; all. */
	kind: 'closed' | 'allClosed' | 'open' | 'all';
	state: string | null;
	count: number;
	/** Days from receipt to the end; of open ones, so far: never less than the truth. Null where there are none. */
	median: number | null;
	p90: number | null;
	kept: number;
	missed: number;
}

/** How long it took until reports were closed, and how long the open ones have waited. */
export function responseTimes(scope: TenantScope, asked: Asked): Promise<Times[]> {
	const measures = `cast(count(*) as integer) as count, percentile_cont(0.5) within group (order by days) as median,
		percentile_cont(0.9) within group (order by days) as p90, cast(count(*) filter (where kept) as integer) as kept,
		cast(count(*) filter (where missed) as integer) as missed`;
	return scope.query(
		`with each as materialized (
			select r.state, r.open, r.closed_at is not null and not r.open as closed, ${KEPT} as kept, ${MISSED} as missed,
				cast(extract(epoch from coalesce(r.closed_at, :now) - r.received_at) as float8) / ${DAYS} as days
			${from(asked)}
		)
		select case grouping(state) when 0 then 'closed' else 'allClosed' end as kind, state, ${measures}
		from each where closed group by grouping sets ((state), ()) having count(*) > 0
		union all select 'open', null, ${measures} from each where open
		union all select 'all', null, ${measures} from each
		order by 1, 3 desc, 2`,
		{ ...asked.conditions.bindings, now: asked.now }
	);
}

/** Open reports by the instant of receipt: one number for each piece between the bounds, the newest first. @param bounds falling */
export async function countOpenSince(scope: TenantScope, asked: Asked, bounds: readonly Date[]): Promise<number[]> {
	const pieces = [...bounds.map((_, index) => count(`r.received_at >= :bound${index}${index > 0 ? ` and r.received_at < :bound${index - 1}` : ''}`)), count(`r.received_at < :bound${bounds.length - 1}`)];
	const [row] = await scope.query<Record<string, number>>(
		`select ${pieces.map((piece, index) => `${piece} as p${index}`).join(', ')} ${from(asked)} and r.open`,
		{ ...asked.conditions.bindings, ...Object.fromEntries(bounds.map((bound, index) => [`bound${index}`, bound])) }
	);
	return pieces.map((_, index) => row![`p${index}`]!);
}

export type Step = 'day' | 'week' | 'month';
export interface TrendRow {
	/** First local day of the step, `YYYY-MM-DD`. */
	day: string;
	received: number;
	closed: number;
}

/** Received and closed per day, week or month (local time) of the reports that fit. */
export function countTrend(scope: TenantScope, asked: Asked, step: Step): Promise<TrendRow[]> {
	const day = (column: string) => `date_trunc('${step}', ${column} at time zone 'Europe/Berlin')`;
	return scope.query(
		`with found as materialized (select r.received_at, case when not r.open then r.closed_at end as closed_at ${from(asked)})
		select to_char(day, 'YYYY-MM-DD') as day, cast(sum(received) as integer) as received, cast(sum(closed) as integer) as closed
		from (
			select ${day('received_at')} as day, count(*) as received, 0 as closed from found group by 1
			union all
			select ${day('closed_at')}, 0, count(*) from found where closed_at is not null group by 1
		) each group by each.day order by each.day`,
		asked.conditions.bindings
	);
}

export interface Cell {
	/** Number of the cell to the east and to the north of 0°. */
	column: number;
	row: number;
	count: number;
	open: number;
}

/**
 * Reports in the cells of a grid of degrees, the fullest first. Degrees with few decimals, so that a cell can be asked for by an address
 * exactly. Longitude and latitude from EPSG:3857 by the sphere's formula.
 */
export function countCells(scope: TenantScope, asked: Asked, { width, height, limit }: { width: number; height: number; limit: number }): Promise<Cell[]> {
	return scope.query(
		`select cast(floor(degrees(st_x(r.point) / 6378137) / cast(:width as float8)) as integer) as column,
			cast(floor(degrees(atan(sinh(st_y(r.point) / 6378137))) / cast(:height as float8)) as integer) as row,
			cast(count(*) as integer) as count, ${count('r.open')} as open
		${from(asked)} group by 1, 2 order by 3 desc, 1, 2 limit :limit`,
		{ ...asked.conditions.bindings, width, height, limit }
	);
}

/**
 * Of the reports in each extent (EPSG:3857), the most frequent street; empty where none has an address that may be shown. For a few cells:
 * asking all of them would sort every report.
 */
export async function streetsIn(scope: TenantScope, asked: Asked, extents: readonly (readonly [number, number, number, number])[]): Promise<string[]> {
	const side = (index: number) => extents.map((extent) => extent[index]!);
	const rows = await scope.query<{ street: string }>(
		`select coalesce((
			select regexp_replace(found.address, '\\s+\\d.*$', '') as street
			from (
				select r.address, count(*) as number ${from(asked)} and r.address <> '' and r.point && st_makeenvelope(c.w, c.s, c.e, c.n, 3857) group by r.address
			) found group by 1 order by sum(found.number) desc, 1 limit 1
		), '') as street
		from unnest(cast(:west as float8[]), cast(:south as float8[]), cast(:east as float8[]), cast(:north as float8[])) with ordinality as c (w, s, e, n, place)
		order by c.place`,
		{ ...asked.conditions.bindings, west: side(0), south: side(1), east: side(2), north: side(3) }
	);
	return rows.map(({ street }) => street);
}

/** Degrees east and north of a cell that is about so many metres wide at a height of the map (northing of EPSG:3857). */
export function cellSize(metres: number, northing: number): { width: number; height: number } {
	const degree = (Math.PI * 6_378_137) / 180;
	const rounded = (value: number) => Number(Math.max(0.0005, Math.round(value / 0.0005) * 0.0005).toFixed(4));
	return { width: rounded((metres * stretchAt(northing)) / degree), height: rounded(metres / degree) };
}
