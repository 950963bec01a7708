import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { Equipment, Point, Post, Route, Sign } from './types.ts';

/** A tenth of a metre is enough to walk by. */
const LINE = 'ST_AsGeoJSON(s.geom, 1, 0)';

export async function selectRoutes(scope: TenantScope): Promise<Route[]> {
	return scope.query<Route & Record<string, unknown>>(
		`select r.id, r.ref, r.name, r.colour, r.symbol, coalesce((
			select sum(s.length) from trail_route_section rs join trail_section s on s.tenant_id = rs.tenant_id and s.id = rs.section_id
			where rs.tenant_id = r.tenant_id and rs.route_id = r.id), 0)::float8 as length
		from trail_route r where r.tenant_id = :tenant order by lower(r.name), r.id`
	);
}

export interface SectionRow {
	id: string;
	ref: string;
	name: string;
	line: string;
	length: number;
	route_ids: string[];
	warden_id: string | null;
	warden: string | null;
	deputy_id: string | null;
	deputy: string | null;
	interval_days: number;
	last_at: Date | null;
}

export async function selectSections(scope: TenantScope): Promise<SectionRow[]> {
	return scope.query<SectionRow & Record<string, unknown>>(
		`select s.id, s.ref, s.name, ${LINE} as line, s.length::float8 as length, s.warden_id, w.name as warden, s.deputy_id, d.name as deputy, s.interval_days,
			coalesce((select jsonb_agg(rs.route_id order by r.ref) from trail_route_section rs
				join trail_route r on r.tenant_id = rs.tenant_id and r.id = rs.route_id
				where rs.tenant_id = s.tenant_id and rs.section_id = s.id), '[]') as route_ids,
			(select max(i.ended_at) from trail_inspection_section x join trail_inspection i on i.tenant_id = x.tenant_id and i.id = x.inspection_id
				where x.tenant_id = s.tenant_id and x.section_id = s.id) as last_at
		from trail_section s left join account w on w.id = s.warden_id left join account d on d.id = s.deputy_id
		where s.tenant_id = :tenant order by lower(s.ref), s.id`
	);
}

interface PostRow extends Omit<Post, 'point' | 'signs'> {
	x: number;
	y: number;
	signs: Sign[];
}

/** @param id one of them only */
export async function selectPosts(scope: TenantScope, id: string | null = null): Promise<Post[]> {
	const rows = await scope.query<PostRow & Record<string, unknown>>(
		`select p.id, p.number, p.name, p.elevation::float8 as elevation, p.carrier, p.owner, p.token, p.asset_id as "assetId",
			round(ST_X(p.point)::numeric, 1)::float8 as x, round(ST_Y(p.point)::numeric, 1)::float8 as y,
			coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'postId', g.post_id, 'kind', g.kind, 'lines', g.lines, 'azimuth', g.azimuth,
				'routeIds', to_jsonb(g.route_ids), 'material', g.material, 'year', g.year) order by g.position)
				from trail_sign g where g.tenant_id = p.tenant_id and g.post_id = p.id), '[]') as signs
		from trail_post p where p.tenant_id = :tenant and (cast(:id as uuid) is null or p.id = cast(:id as uuid)) order by p.number`,
		{ id }
	);
	return rows.map(({ x, y, ...post }) => ({ ...post, point: [x, y] as Point }));
}

export async function selectEquipment(scope: TenantScope): Promise<Equipment[]> {
	const rows = await scope.query<Omit<Equipment, 'point'> & { x: number; y: number } & Record<string, unknown>>(
		`select e.id, e.ref, e.kind, e.name, round(ST_X(e.point)::numeric, 1)::float8 as x, round(ST_Y(e.point)::numeric, 1)::float8 as y
		from trail_equipment e where e.tenant_id = :tenant order by e.ref`
	);
	return rows.map(({ x, y, ...thing }) => ({ ...thing, point: [x, y] as Point }));
}

export interface ClosureRow {
	id: string;
	section_id: string;
	from_day: string;
	until_day: string | null;
	reason: string;
	diversion: string;
}

/** Not lifted, and not over: those that hold and those that will. @param today YYYY-MM-DD */
export async function selectClosures(scope: TenantScope, today: string): Promise<ClosureRow[]> {
	return scope.query<ClosureRow & Record<string, unknown>>(
		`select c.id, c.section_id, c.from_day, c.until_day, c.reason, c.diversion from trail_closure c
		where c.tenant_id = :tenant and c.lifted_at is null and (c.until_day is null or c.until_day >= cast(:today as date))
		order by c.from_day, c.id`,
		{ today }
	);
}

export interface Order {
	route_id: string;
	section_id: string;
	reversed: boolean;
}

export async function selectOrders(scope: TenantScope): Promise<Order[]> {
	return scope.query<Order & Record<string, unknown>>(
		'select route_id, section_id, reversed from trail_route_section where tenant_id = :tenant order by route_id, position'
	);
}

/** EPSG:4326, longitude first, for files. */
export async function selectLonLat(scope: TenantScope): Promise<{ id: string; geometry: string }[]> {
	return scope.query(
		`select id, ST_AsGeoJSON(ST_Transform(geom, 4326), 7, 0) as geometry from trail_section where tenant_id = :tenant
		union all select id, ST_AsGeoJSON(ST_Transform(point, 4326), 7, 0) from trail_post where tenant_id = :tenant
		union all select id, ST_AsGeoJSON(ST_Transform(point, 4326), 7, 0) from trail_equipment where tenant_id = :tenant`
	);
}

/** Members who may walk. */
export async function selectWardens(scope: TenantScope): Promise<{ id: string; name: string; role: string }[]> {
	return scope.query(
		`select a.id, a.name, m.role from membership m join account a on a.id = m.account_id
		where m.tenant_id = :tenant and m.role in ('warden', 'clerk', 'administrator') order by (m.role = 'warden') desc, lower(a.name), a.id`
	);
}
