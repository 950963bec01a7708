import type { Knex } from 'knex';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { transformBetween } from '../../../../importers/xplan/crs.ts';
import { writeReportFilter, type ReportFilter, type ReportSort } from '../../forms/report-filter.ts';
import { publicReportConditions } from './public-conditions-queries.ts';

/** A report as lists and cards show it: nothing that the view does not give to everybody. */
export interface PublicReportRow {
	ref: string;
	tenant: string;
	tenantName: string;
	category: string;
	icon: string;
	group: string;
	/** Null: not released, or nothing written. */
	title: string | null;
	body: string | null;
	bodyPending: boolean;
	/** As everybody reads it. */
	state: string;
	open: boolean;
	address: string;
	receivedAt: Date;
	changedAt: Date;
	supportCount: number;
	/** Of the first released photo. */
	photoId: string | null;
	/** Degrees, EPSG:4326. */
	lon: number;
	lat: number;
}

export interface ReportListQuestion {
	/** Null: the whole Land. */
	tenantId: string | null;
	filter: ReportFilter;
	now: Date;
}

/** Column and direction; the id makes every order total. */
const ORDERS: Record<Exclude<ReportSort, 'faellig'>, string> = {
	neueste: 'r.received_at desc, r.id desc',
	aelteste: 'r.received_at, r.id',
	geaendert: 'r.changed_at desc, r.id desc',
	unterstuetzung: 'r.support_count desc, r.received_at desc, r.id desc'
};

/** Numbers beyond are told as "more than". */
export const MOST_COUNTED = 1000;
/**
 * Reports in a part of the map from which on it is cheaper to walk through all of the Land from the newest than to fetch all of the part and
 * sort them. Walking finds a page after 50 × all ÷ those in the part, so both cost the same at about √(50 × all): measured with a million.
 */
const DENSE = 5000;

const toMap = transformBetween('EPSG:4326', 'EPSG:3857');

/**
 * A page of what fits the filter, and how many there are.
 * @returns `count` at most `MOST_COUNTED` + 1
 */
export async function listPublicReportsAcrossTenants(
	db: Knex,
	question: ReportListQuestion,
	page: { offset: number; limit: number }
): Promise<{ rows: PublicReportRow[]; count: number }> {
	const { filter, tenantId } = question;
	const { sql, bindings } = await publicReportConditions(db, question);
	const walking = tenantId === null && asksForPlaceOnly(filter) && (await aboutInAcrossTenants(db, filter)) > DENSE;
	const bound = { ...bindings, ...page };
	const order = ORDERS[filter.sort === 'faellig' ? 'neueste' : filter.sort];
	const { rows } = await db.raw(
		`select r.public_ref as ref, t.slug as tenant, t.name as "tenantName", k.name as category, k.icon, k.group_name as "group", r.title, r.body,
			r.body_pending as "bodyPending", r.open,
			(select s ->> 'publicLabel' from jsonb_array_elements(d.workflow) s where s ->> 'key' = r.state) as state, r.address, r.received_at as "receivedAt", r.changed_at as "changedAt",
			r.support_count as "supportCount",
			(select p.id from public_report_photo p where p.report_id = r.id order by p.position limit 1) as "photoId",
			st_x(st_transform(r.point, 4326)) as lon, st_y(st_transform(r.point, 4326)) as lat
		from (select r.* from public_report r where ${walking ? WALKED : sql} order by ${order} offset :offset limit :limit) r
		join report_category k on k.id = r.category_id join defect_reporter d on d.id = r.reporter_id join tenant t on t.id = r.tenant_id
		order by ${order}`,
		bound as never
	);
	const counted = await db.raw(`select count(*)::int as count from (select from public_report r where ${sql} limit ${MOST_COUNTED + 1}) counted`, bound as never);
	return { rows, count: counted.rows[0].count };
}

const asksForPlaceOnly = ({ bbox, sort, ...rest }: ReportFilter) =>
	bbox !== null && (sort === 'neueste' || sort === 'aelteste') && writeReportFilter({ ...rest, bbox: null, sort: 'neueste' }).size === 0;

/**
 * The place without the operators of the spatial index, so that the order's index is taken. As a case, because the planner believes a
 * comparison of two numbers to hold for one row in 200 and would rather sort those few.
 */
const WALKED = 'case when st_x(r.point) between :left and :right and st_y(r.point) between :bottom and :top then true else false end';

function edges([west, south, east, north]: [number, number, number, number]) {
	const [left, bottom] = toMap(west, south);
	const [right, top] = toMap(east, north);
	return { left, bottom, right, top };
}

/** About how many lie there, from the counted cells that are a few in the part. */
async function aboutInAcrossTenants(db: Knex, filter: ReportFilter): Promise<number> {
	const { left, bottom, right, top } = edges(filter.bbox!);
	const world = 40_075_016.685578488;
	const [width, height] = [Math.max(right! - left!, 1), Math.max(top! - bottom!, 1)];
	// Tiles about as large as the part.
	const zoom = Math.max(0, Math.min(11, Math.floor(Math.log2(world / Math.max(width, height)))));
	const tile = world / 2 ** zoom;
	const index = (metres: number) => Math.floor(metres / tile);
	const { rows } = await db.raw(
		`select coalesce(sum(number), 0)::float8 as number from report_cluster_land
		where zoom = :zoom and tile_x between :fromX and :toX and tile_y between :fromY and :toY
			and sum_x / nullif(number, 0) between :left and :right and sum_y / nullif(number, 0) between :bottom and :top`,
		{
			zoom, left, bottom, right, top,
			fromX: index(left! + world / 2), toX: index(right! + world / 2), fromY: index(world / 2 - top!), toY: index(world / 2 - bottom!)
		} as never
	);
	return rows[0].number;
}

export interface CategoryChoice {
	code: string;
	name: string;
	group: string;
}

/** Categories of a tenant that everybody may see on the map, in their order. */
export async function listCategoryChoices(scope: TenantScope): Promise<CategoryChoice[]> {
	return scope.query<CategoryChoice & Record<string, unknown>>(
		`select k.code, k.name, k.group_name as "group" from report_category k join defect_reporter d on d.id = k.reporter_id
		where k.tenant_id = :tenant and k.active and d.active and k.visibility = 'public' order by d.position, d.name, k.position, k.name`
	);
}
