import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { ReportSort } from '../../forms/report-filter.ts';
import { PENDING_TEXT, type ReportConditions } from './report-conditions-queries.ts';
import type { Release } from './types.ts';

/** A report as the staff's lists show it. */
export interface ReportRow {
	id: string;
	public_ref: string;
	reporter_id: string;
	category: string;
	icon: string;
	title: string;
	excerpt: string;
	address: string;
	state: string;
	open: boolean;
	received_at: Date;
	changed_at: Date;
	due_at: Date | null;
	accepted_at: Date | null;
	assigned_to: string | null;
	assigned_name: string | null;
	body_id: string | null;
	body_name: string | null;
	body_state: 'proposed' | 'accepted' | 'rejected' | 'manual';
	body_release: Release;
	has_text: boolean;
	photos: number;
	photos_pending: number;
	/** The first photo; staff may see it whatever its release. */
	photo_id: string | null;
	private: boolean;
	support_count: number;
	/** EPSG:3857. */
	x: number;
	y: number;
	listed: boolean;
	sort_key: string;
}

const ROW = `r.id, r.public_ref, r.reporter_id, k.name as category, k.icon, r.title, left(r.body, 240) as excerpt, r.address, r.state, r.open,
	r.received_at, r.changed_at, r.due_at, r.accepted_at, r.assigned_to, a.name as assigned_name, r.body_id, b.name as body_name, r.body_state, r.body_release,
	(r.body <> '' or r.title <> '') as has_text, coalesce(f.photos, 0) as photos, coalesce(f.pending, 0) as photos_pending, f.photo_id,
	r.private, r.support_count, st_x(r.point) as x, st_y(r.point) as y,
	exists (select from report_shortlist l where l.tenant_id = :tenant and l.report_id = r.id and l.account_id = cast(:me as uuid)) as listed`;
const JOINS = `join report_category k on k.id = r.category_id
	left join account a on a.id = r.assigned_to
	left join responsible_body b on b.id = r.body_id
	left join lateral (
		select cast(count(*) as integer) as photos, cast(count(*) filter (where p.release = 'pending') as integer) as pending,
			(array_agg(p.id order by p.position))[1] as photo_id
		from report_photo p where p.tenant_id = :tenant and p.report_id = r.id
	) f on true`;

/** Order by a column and the id. Times keep their microseconds as text: a Date would cut them, and a row would come twice or never. */
const SORTS: Record<ReportSort, { column: string; type: 'time' | 'number'; down: boolean }> = {
	neueste: { column: 'r.received_at', type: 'time', down: true },
	aelteste: { column: 'r.received_at', type: 'time', down: false },
	geaendert: { column: 'r.changed_at', type: 'time', down: true },
	faellig: { column: "coalesce(r.due_at, 'infinity')", type: 'time', down: false },
	unterstuetzung: { column: 'r.support_count', type: 'number', down: true }
};
const keyOf = ({ column, type }: (typeof SORTS)[ReportSort]) => (type === 'time' ? `cast(${column} at time zone 'UTC' as text)` : `cast(${column} as text)`);
const valueOf = ({ type }: (typeof SORTS)[ReportSort]) => (type === 'time' ? "cast(cast(:afterKey as text) as timestamp) at time zone 'UTC'" : 'cast(cast(:afterKey as text) as integer)');

/** Where a page ended: the text of the column it is sorted by, and the id. */
export interface ReportKey {
	key: string;
	id: string;
}

/**
 * One page in the order of `sort`.
 * @param options.few few fit: they are fetched and sorted. Without, the server may walk through all reports in their order until a page is
 * full, which is the quicker way where many fit only.
 */
export function listReportRows(
	scope: TenantScope,
	conditions: ReportConditions,
	options: { sort: ReportSort; after: ReportKey | null; limit: number; me: string | null; few?: boolean }
): Promise<ReportRow[]> {
	const sort = SORTS[options.sort];
	const direction = sort.down ? 'desc' : 'asc';
	const after = options.after ? `and (${sort.column}, r.id) ${sort.down ? '<' : '>'} (${valueOf(sort)}, cast(:afterId as uuid))` : '';
	return scope.query<ReportRow>(
		`with page as materialized (
			select r.id, ${keyOf(sort)} as sort_key, row_number() over (order by ${sort.column} ${direction}, r.id ${direction}) as place
			from (
				select r.* from (select r.* from report r where ${conditions.sql} ${after} ${options.few ? 'offset 0' : ''}) r
				order by ${sort.column} ${direction}, r.id ${direction} limit :limit
			) r
		)
		select ${ROW}, page.sort_key
		from page join report r on r.id = page.id and r.tenant_id = :tenant ${JOINS}
		order by page.place`,
		{ ...conditions.bindings, limit: options.limit, afterKey: options.after?.key ?? null, afterId: options.after?.id ?? null, me: options.me }
	);
}

/** The first reports of every state, as the board shows them. */
export function listBoardRows(
	scope: TenantScope,
	conditions: ReportConditions,
	options: { sort: ReportSort; states: string[]; perState: number; me: string | null }
): Promise<ReportRow[]> {
	const { column, down } = SORTS[options.sort];
	const order = `${column} ${down ? 'desc' : 'asc'}, r.id ${down ? 'desc' : 'asc'}`;
	return scope.query<ReportRow>(
		`select ${ROW}, '' as sort_key
		from unnest(cast(:columns as text[])) with ordinality as col (state, place)
		join lateral (
			select r.*, row_number() over (order by ${order}) as row_place
			from (select r.* from report r where ${conditions.sql} and r.state = col.state order by ${order} limit :perState) r
		) r on true ${JOINS}
		order by col.place, r.row_place`,
		{ ...conditions.bindings, columns: options.states, perState: options.perState, me: options.me }
	);
}

/** How many fit, by state: their sum is the number of all that fit. */
export async function countByState(scope: TenantScope, conditions: ReportConditions): Promise<{ state: string; open: boolean; count: number }[]> {
	return scope.query(
		`select r.state, bool_or(r.open) as open, cast(count(*) as integer) as count from report r where ${conditions.sql} group by r.state`,
		conditions.bindings
	);
}

/** Ids that fit, oldest first; for what acts on all of them. */
export async function listReportIds(scope: TenantScope, conditions: ReportConditions, limit: number): Promise<string[]> {
	const rows = await scope.query<{ id: string }>(`select r.id from report r where ${conditions.sql} order by r.received_at, r.id limit :limit`, {
		...conditions.bindings,
		limit
	});
	return rows.map((row) => row.id);
}

/** Reports by id, whatever state they are in; in no order. */
export function readReportRows(scope: TenantScope, ids: readonly string[], me: string | null): Promise<ReportRow[]> {
	return scope.query<ReportRow>(
		`select ${ROW}, '' as sort_key from report r ${JOINS} where r.tenant_id = :tenant and r.id = any(cast(:ids as uuid[]))`,
		{ ids: [...ids], me }
	);
}

/** A report, or several in one cell of the grid. EPSG:3857. */
export interface MapMark {
	x: number;
	y: number;
	count: number;
	open: number;
	/** Of a single report. */
	id: string | null;
	/** West, south, east, north of what it stands for. */
	extent: [number, number, number, number];
}

/** @param cell metres of EPSG:3857 in which reports become one mark; 0: each place its own */
export async function listMapMarks(
	scope: TenantScope,
	conditions: ReportConditions,
	options: { extent: readonly [number, number, number, number]; cell: number; limit: number }
): Promise<MapMark[]> {
	const [west, south, east, north] = options.extent;
	const asked = { ...conditions.bindings, viewWest: west, viewSouth: south, viewEast: east, viewNorth: north, limit: options.limit + 1 };
	const ask = (cell: number) =>
		scope.query<{ x: number; y: number; count: number; open: number; id: string | null; w: number; s: number; e: number; n: number }>(
			`select g.x, g.y, g.count, g.open, g.w, g.s, g.e, g.n, one.id
			from (
				select avg(x) as x, avg(y) as y, cast(count(*) as integer) as count, cast(count(*) filter (where open) as integer) as open,
					min(x) as w, min(y) as s, max(x) as e, max(y) as n
				from (
					select st_x(r.point) as x, st_y(r.point) as y, r.open from report r
					where ${conditions.sql} and r.point && st_makeenvelope(:viewWest, :viewSouth, :viewEast, :viewNorth, 3857)
				) found
				group by floor(x / cast(:cell as float8)), floor(y / cast(:cell as float8))
				order by 3 desc limit :limit
			) g
			left join lateral (
				select r.id from report r where ${conditions.sql} and g.count = 1 and r.point && st_makeenvelope(g.w, g.s, g.w, g.s, 3857)
					and st_x(r.point) = g.w and st_y(r.point) = g.s limit 1
			) one on true`,
			{ ...asked, cell }
		);
	// Where places lie so close that even each of its own would be too many, those near each other become one: nothing is left out.
	let cell = Math.max(options.cell, 0.01);
	let rows = await ask(cell);
	while (rows.length > options.limit) rows = await ask((cell = Math.max(2 * cell, Math.sqrt(((east - west) * (north - south)) / options.limit))));
	return rows.map(({ x, y, count, open, id, w, s, e, n }) => ({ x, y, count, open, id, extent: [w, s, e, n] }));
}

/** What the reports that fit cover; null where none fits. EPSG:3857. */
export async function extentOfReports(scope: TenantScope, conditions: ReportConditions): Promise<[number, number, number, number] | null> {
	const [row] = await scope.query<{ w: number | null; s: number; e: number; n: number }>(
		`select st_xmin(e.box) as w, st_ymin(e.box) as s, st_xmax(e.box) as e, st_ymax(e.box) as n
		from (select st_extent(r.point) as box from report r where ${conditions.sql}) e`,
		conditions.bindings
	);
	return row && row.w !== null ? [row.w, row.s, row.e, row.n] : null;
}

/** Numbers of the views that are one click away, whatever the filter is. */
export interface WorkNumbers {
	open: number;
	unreleased: number;
	unconfirmed: number;
	overdue: number;
	mine: number;
	unassigned: number;
}

export async function countWork(scope: TenantScope, now: Date, me: string | null): Promise<WorkNumbers> {
	const count = (condition: string) => `cast(count(*) filter (where ${condition}) as integer)`;
	const [row] = await scope.query<WorkNumbers & Record<string, unknown>>(
		`select w.*, u.*, n.*
		from (
			select cast(count(*) as integer) as open, ${count('r.due_at < :now')} as overdue, ${count('r.assigned_to = cast(:me as uuid)')} as mine,
				${count('r.assigned_to is null')} as unassigned
			from report r where r.tenant_id = :tenant and r.accepted_at is not null and r.open
		) w,
		(
			select cast(count(*) as integer) as unreleased from (
				select r.id from report r where r.tenant_id = :tenant and r.accepted_at is not null and ${PENDING_TEXT}
				union select r.id from report r join report_photo f on f.report_id = r.id
				where r.tenant_id = :tenant and r.accepted_at is not null and f.tenant_id = :tenant and f.release = 'pending'
			) each
		) u,
		(select cast(count(*) as integer) as unconfirmed from report r where r.tenant_id = :tenant and r.accepted_at is null) n`,
		{ now, me }
	);
	return row!;
}

/** Accounts that may work on reports of the tenant, by name. */
export function listWorkers(scope: TenantScope): Promise<{ id: string; name: string; email: string }[]> {
	return scope.query(
		`select a.id, a.name, a.email from membership m join account a on a.id = m.account_id
		where m.tenant_id = :tenant and m.role in ('administrator', 'clerk') and a.disabled_at is null order by a.name, a.id`
	);
}

export function listBodies(scope: TenantScope): Promise<{ id: string; name: string; email: string | null; active: boolean }[]> {
	return scope.table('responsible_body').select('id', 'name', 'email', 'active').orderBy(['name', 'id']);
}

/** Names of the areas that are drawn for responsibilities. */
export async function listAreaNames(scope: TenantScope): Promise<string[]> {
	const rows = await scope.table('responsibility').whereNotNull('area').whereNot('area_name', '').distinct('area_name').orderBy('area_name');
	return rows.map((row) => row.area_name as string);
}

export function listCategoryChoices(scope: TenantScope): Promise<{ code: string; name: string; group_name: string; reporter_id: string; active: boolean }[]> {
	return scope.table('report_category').select('code', 'name', 'group_name', 'reporter_id', 'active').orderBy(['group_name', 'position', 'name', 'id']);
}
