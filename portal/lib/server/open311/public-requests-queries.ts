import { stretchAt } from '../../../../gis/plans/published.ts';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { transformBetween } from '../../../../importers/xplan/crs.ts';
import { searchConditions } from '../reports/report-search-queries.ts';
import type { RequestFilter } from './request-filter.ts';

/** Where a page ends: received (microseconds since 1970) and the reference of its last request. */
export interface Place {
	micros: number;
	ref: string;
}

export interface RequestRow {
	id: string;
	ref: string;
	micros: number;
	open: boolean;
	state: string;
	title: string | null;
	body: string | null;
	bodyPending: boolean;
	photosPending: number;
	address: string;
	/** Degrees. */
	lon: number;
	lat: number;
	/** Metres from the centre that was asked for. */
	distance: number | null;
	receivedAt: Date;
	changedAt: Date;
	closedAt: Date | null;
	dueAt: Date | null;
	supportCount: number;
	code: string;
	service: string;
	reporter: string;
	/** Public label of the state. */
	label: string | null;
	bodyName: string | null;
	/** What was said publicly last. */
	notes: string | null;
	/** Ids of the released ones, in order. */
	photos: string[];
	fields: RequestFields;
}

/** `open311_record.fields`: what GeoReport knows and a report does not. */
export interface RequestFields {
	address_id?: string | null;
	zipcode?: string | null;
	media_url?: string | null;
	service_notice?: string | null;
	agency_responsible?: string | null;
	extended_attributes?: Record<string, never>;
	/** As they were sent: longitude, latitude. */
	point?: [number, number];
	/** It came from another city: who pulls from here leaves it out, or it would go round for ever. */
	pulled?: boolean;
	/** The place was said in words only: the point is none. */
	unlocated?: boolean;
}

const toMap = transformBetween('EPSG:4326', 'EPSG:3857');
/** Mercator ends here. */
const FLAT = 85;
const METRES_PER_DEGREE = 110_000;

interface Conditions {
	sql: string;
	bindings: Record<string, unknown>;
}

async function conditionsOf(scope: TenantScope, filter: RequestFilter): Promise<Conditions> {
	const parts = ['r.tenant_id = :tenant'];
	const bindings: Record<string, unknown> = {};
	const add = (sql: string, values: Record<string, unknown>) => {
		parts.push(sql);
		Object.assign(bindings, values);
	};
	if (filter.refs) add('r.public_ref = any(cast(:refs as text[]))', { refs: filter.refs });
	if (filter.codes.length > 0)
		add('r.category_id in (select k.id from report_category k where k.tenant_id = :tenant and k.code = any(cast(:codes as text[])))', { codes: filter.codes });
	if (filter.open !== null) add('r.open = cast(:open as boolean)', { open: filter.open });
	if (filter.receivedFrom) add('r.received_at >= :receivedFrom', { receivedFrom: filter.receivedFrom });
	if (filter.receivedUntil) add('r.received_at < :receivedUntil', { receivedUntil: filter.receivedUntil });
	if (filter.changedFrom) add('r.changed_at >= :changedFrom', { changedFrom: filter.changedFrom });
	if (filter.changedUntil) add('r.changed_at < :changedUntil', { changedUntil: filter.changedUntil });
	if (filter.text) {
		const search = await searchConditions(scope.db, scope.tenantId, filter.text, 'r.public_search');
		add(`(${search.sql} or r.public_ref = :text)`, { ...search.bindings, text: filter.text });
	}
	if (filter.bbox) {
		const [west, south, east, north] = filter.bbox.map((each, index) => (index % 2 ? Math.max(-FLAT, Math.min(FLAT, each)) : each)) as [number, number, number, number];
		const [[left, bottom], [right, top]] = [toMap(west, south), toMap(east, north)];
		add('st_intersects(r.point, st_makeenvelope(:left, :bottom, :right, :top, 3857))', { left, bottom, right, top });
	}
	if (filter.centre) addCentre(add, filter.centre);
	// Their point is the middle of the jurisdiction: they are near nothing.
	if (filter.bbox || filter.centre?.radius != null) add(`not exists (${UNLOCATED})`, {});
	return { sql: parts.join(' and '), bindings };
}

const UNLOCATED = "select from open311_record u where u.tenant_id = r.tenant_id and u.report_id = r.id and u.fields ->> 'unlocated' = 'true'";
const DISTANCE = `st_distance(cast(st_transform(r.point, 4326) as geography), cast(st_setsrid(st_makepoint(:lon, :lat), 4326) as geography))`;

/** Of the true scale of the map's projection on the ellipsoid, which differs from the sphere's by 0.7 % at most. */
const MARGIN = 0.015;

/**
 * On the map a metre grows with the latitude. Inside the smaller circle everything is near enough, outside the larger one nothing; the
 * ellipsoid decides only of what lies between, which are few.
 */
function addCentre(add: (sql: string, values: Record<string, unknown>) => void, { lon, lat, radius }: NonNullable<RequestFilter['centre']>): void {
	if (radius === null) return add('true', { lon, lat });
	const apart = radius / METRES_PER_DEGREE;
	const stretch = (degrees: number) => stretchAt(toMap(0, Math.max(0, Math.min(FLAT, degrees)))[1]!);
	const [x, y] = toMap(lon, Math.max(-FLAT, Math.min(FLAT, lat))) as [number, number];
	const inner = radius * stretch(Math.abs(lat) - apart) * (1 - MARGIN);
	const outer = radius * stretch(Math.abs(lat) + apart) * (1 + MARGIN) + 1;
	const centre = 'st_setsrid(st_makepoint(cast(:x as float8), cast(:y as float8)), 3857)';
	add(`st_dwithin(r.point, ${centre}, :outer) and (st_dwithin(r.point, ${centre}, :inner) or ${DISTANCE} <= :radius)`, { lon, lat, x, y, inner, outer, radius });
}

export async function countRequests(scope: TenantScope, filter: RequestFilter): Promise<number> {
	const { sql, bindings } = await conditionsOf(scope, filter);
	const [row] = await scope.query<{ total: number }>(`select count(*) as total from public_report r where ${sql}`, bindings);
	return Number(row!.total);
}

/** When the newest request came in. */
export async function newestRequest(scope: TenantScope): Promise<Date | null> {
	const [row] = await scope.query<{ at: Date | null }>('select max(r.received_at) as at from public_report r where r.tenant_id = :tenant');
	return row!.at;
}

/**
 * A page of public requests, the oldest first: nothing that comes in later moves what was there.
 * @param from the end of the page before, or how many to leave out
 */
export async function selectRequests(scope: TenantScope, filter: RequestFilter, from: Place | { skip: number }, limit: number): Promise<RequestRow[]> {
	const { sql, bindings } = await conditionsOf(scope, filter);
	const after = 'ref' in from ? `and (r.received_at, r.public_ref) > (${AT}, :ref)` : '';
	const skip = 'skip' in from ? from.skip : 0;
	return scope.query<RequestRow>(
		`with page as (
			select r.id from public_report r where ${sql} ${after} order by r.received_at, r.public_ref limit :limit offset :skip
		) ${rowsOf('page', filter.centre ? DISTANCE : 'null')}`,
		{ ...bindings, limit, skip, ...('ref' in from ? from : {}) }
	);
}

const AT = "timestamptz 'epoch' + cast(:micros as float8) * interval '1 microsecond'";

/**
 * The view is read once more for the rows of the page alone: its costly columns are computed for no other. `offset 0` keeps it a look-up by id
 * for each of them: a planner that expects one row where a thousand come would go through all reports for each.
 */
const rowsOf = (page: string, distance: string) => `select r.id, r.public_ref as ref, r.open, r.state, r.title, r.body, r.body_pending as "bodyPending",
		r.photos_pending as "photosPending", r.address, st_x(st_transform(r.point, 4326)) as lon, st_y(st_transform(r.point, 4326)) as lat,
		case when o.fields ->> 'unlocated' is null then ${distance} end as distance, cast(extract(epoch from r.received_at) * 1000000 as bigint) as micros,
		r.received_at as "receivedAt", r.changed_at as "changedAt", r.closed_at as "closedAt", r.due_at as "dueAt", r.support_count as "supportCount",
		c.code, c.name as service, d.name as reporter, b.name as "bodyName", coalesce(o.fields, '{}') as fields,
		(select s ->> 'publicLabel' from jsonb_array_elements(d.workflow) s where s ->> 'key' = r.state) as label,
		(select e.public_text from report_event e where e.report_id = r.id and e.tenant_id = :tenant and e.public_text is not null and e.kind <> 'received'
			order by e.id desc limit 1) as notes,
		array(select cast(p.id as text) from public_report_photo p where p.report_id = r.id and p.tenant_id = :tenant order by p.position, p.id) as photos
	from ${page} cross join lateral (select * from public_report r where r.id = ${page}.id and r.tenant_id = :tenant offset 0) r
	join report_category c on c.id = r.category_id join defect_reporter d on d.id = r.reporter_id
	left join responsible_body b on b.id = r.body_id left join open311_record o on o.report_id = r.id
	order by r.received_at, r.public_ref`;

export interface NoteRow {
	reportId: string;
	kind: string;
	text: string;
	at: Date;
}

/** Public entries of the history of public requests, oldest first. */
export function selectNotes(scope: TenantScope, reportIds: string[]): Promise<NoteRow[]> {
	return scope.query<NoteRow>(
		`select e.report_id as "reportId", e.kind, e.public_text as text, e.at from report_event e join public_report r on r.id = e.report_id
		where e.tenant_id = :tenant and r.tenant_id = :tenant and e.report_id = any(cast(:reportIds as uuid[])) and e.public_text is not null
		order by e.id`,
		{ reportIds }
	);
}
