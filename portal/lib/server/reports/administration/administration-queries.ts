import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import type { BodyLevel } from '../types.ts';

export interface ReporterLine {
	id: string;
	slug: string;
	name: string;
	icon: string;
	active: boolean;
	position: number;
	categories: number;
	reports: number;
}

export function listReporterLines(scope: TenantScope): Promise<ReporterLine[]> {
	return scope.query<ReporterLine>(
		`select d.id, d.slug, d.name, d.icon, d.active, d.position,
			(select count(*)::integer from report_category c where c.tenant_id = :tenant and c.reporter_id = d.id and c.active) as categories,
			(select count(*)::integer from report r where r.tenant_id = :tenant and r.reporter_id = d.id) as reports
		from defect_reporter d where d.tenant_id = :tenant order by d.position, d.name, d.id`
	);
}

/** How many reports have each state of a reporter. */
export async function countStates(scope: TenantScope, reporterId: string): Promise<Map<string, number>> {
	const rows = await scope.query<{ state: string; count: number }>(
		'select state, count(*)::integer as count from report where tenant_id = :tenant and reporter_id = :reporterId group by state',
		{ reporterId }
	);
	return new Map(rows.map(({ state, count }) => [state, count]));
}

export async function isReferred(scope: TenantScope, column: 'reporter_id' | 'category_id' | 'body_id', id: string): Promise<boolean> {
	return (await scope.table('report').where({ [column]: id }).first('id')) !== undefined;
}

export async function isTaken(scope: TenantScope, table: 'defect_reporter' | 'report_category', column: 'slug' | 'code', value: string, except: string | null): Promise<boolean> {
	const rows: { id: string }[] = await scope.table(table).where({ [column]: value }).select('id');
	return rows.some(({ id }) => id !== except);
}

export interface BodyRow {
	id: string;
	name: string;
	level: BodyLevel;
	email: string | null;
	forward_tenant_id: string | null;
	forward_tenant: string | null;
	is_default: boolean;
	active: boolean;
	rules: number;
	reports: number;
}

export function listBodyRows(scope: TenantScope): Promise<BodyRow[]> {
	return scope.query<BodyRow>(
		`select b.id, b.name, b.level, b.email, b.forward_tenant_id, t.name as forward_tenant, b.is_default, b.active,
			(select count(*)::integer from responsibility r where r.tenant_id = :tenant and r.body_id = b.id) as rules,
			(select count(*)::integer from report p where p.tenant_id = :tenant and p.body_id = b.id and p.open) as reports
		from responsible_body b left join tenant t on t.id = b.forward_tenant_id
		where b.tenant_id = :tenant order by array_position(array['amt', 'gemeinde', 'kreis', 'land'], b.level), b.name, b.id`
	);
}

export interface RuleRow {
	id: string;
	category_id: string | null;
	category: string | null;
	reporter: string | null;
	area_name: string;
	/** GeoJSON, EPSG:3857, metres; null: everywhere. */
	area: string | null;
	/** Square kilometres on the ground. */
	size: number | null;
}

export function rulesOf(scope: TenantScope, bodyId: string): Promise<RuleRow[]> {
	return scope.query<RuleRow>(
		`select r.id, r.category_id, c.name as category, d.name as reporter, r.area_name,
			st_asgeojson(st_simplifypreservetopology(r.area, 5), 0, 0) as area,
			st_area(cast(st_transform(r.area, 4326) as geography)) / 1000000 as size
		from responsibility r
		left join report_category c on c.tenant_id = :tenant and c.id = r.category_id
		left join defect_reporter d on d.tenant_id = :tenant and d.id = c.reporter_id
		where r.tenant_id = :tenant and r.body_id = :bodyId
		order by c.name nulls last, r.area_name, r.id`,
		{ bodyId }
	);
}

/** @param geojson MultiPolygon, EPSG:4326; null: everywhere. @returns false where nothing of an area is left once it is made valid */
export async function insertRule(scope: TenantScope, rule: { bodyId: string; categoryId: string | null; areaName: string; geojson: object | null }): Promise<boolean> {
	const rows = await scope.query(
		`with given as (
			select case when cast(:geojson as text) is null then null else
				st_multi(st_collectionextract(st_makevalid(st_transform(st_setsrid(st_geomfromgeojson(cast(:geojson as text)), 4326), 3857)), 3)) end as area
		)
		insert into responsibility (tenant_id, body_id, category_id, area_name, area)
		select :tenant, :bodyId, cast(:categoryId as uuid), :areaName, area from given where area is null or not st_isempty(area) returning id`,
		{ bodyId: rule.bodyId, categoryId: rule.categoryId, areaName: rule.areaName, geojson: rule.geojson && JSON.stringify(rule.geojson) }
	);
	return rows.length > 0;
}

/** The whole area of the tenant. @returns false where it has none */
export async function insertRuleOfTenant(scope: TenantScope, rule: { bodyId: string; categoryId: string | null; areaName: string }): Promise<boolean> {
	const rows = await scope.query(
		`insert into responsibility (tenant_id, body_id, category_id, area_name, area)
		select :tenant, :bodyId, cast(:categoryId as uuid), :areaName, t.area from tenant t where t.id = :tenant and t.area is not null returning id`,
		rule
	);
	return rows.length > 0;
}

export function listCategoryNames(scope: TenantScope): Promise<{ id: string; name: string; reporter: string; code: string; reporter_id: string }[]> {
	return scope.query(
		`select c.id, c.name, c.code, d.name as reporter, d.id as reporter_id from report_category c join defect_reporter d on d.tenant_id = :tenant and d.id = c.reporter_id
		where c.tenant_id = :tenant and c.active order by d.position, d.name, c.position, c.name`
	);
}

/** Other tenants of the portal, by name. Their names are public. */
export function otherTenants(scope: TenantScope): Promise<{ id: string; name: string }[]> {
	return scope.query('select id, name from tenant where id <> :tenant order by name');
}

export function listAssetLayers(scope: TenantScope): Promise<{ id: string; name: string }[]> {
	return scope.table('asset_layer').orderBy('name').select('id', 'name');
}
