import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import type { BodyLevel, LonLat, ReasonOfResponsibility } from '../types.ts';

export interface ResponsibleRow {
	body_id: string;
	rule: Extract<ReasonOfResponsibility['rule'], 'category-area' | 'category' | 'area' | 'level' | 'default'>;
	category: string | null;
	area_name: string | null;
	level: BodyLevel;
}

/**
 * The one body that is responsible, in one statement. Areas are found by their GiST index, the rest by category; the few rows that fit are
 * then ranked: how exactly the rule fits, the level, the smaller area, name and id, so that the same place has the same answer always.
 * @param point EPSG:4326, degrees
 */
export async function selectResponsible(scope: TenantScope, categoryId: string, point: LonLat, without: readonly string[]): Promise<ResponsibleRow | undefined> {
	const [row] = await scope.query<ResponsibleRow>(
		`with place as materialized (
			select st_transform(st_setsrid(st_makepoint(cast(:lon as double precision), cast(:lat as double precision)), 4326), 3857) as point
		), fitting as (
			select r.body_id, r.category_id, r.area_name, case when r.category_id is null then 3 else 1 end as rank, st_area(r.area) as size
			from responsibility r
			where r.tenant_id = :tenant and r.area is not null and st_covers(r.area, (select point from place))
				and (r.category_id is null or r.category_id = :categoryId)
			union all
			select r.body_id, r.category_id, '', case when r.category_id is null then 4 else 2 end, null
			from responsibility r
			where r.tenant_id = :tenant and r.area is null and (r.category_id is null or r.category_id = :categoryId)
			union all
			select b.id, null, '', 5, null from responsible_body b where b.tenant_id = :tenant and b.is_default
		)
		select f.body_id, (array['category-area', 'category', 'area', 'level', 'default'])[f.rank] as rule, c.name as category,
			nullif(f.area_name, '') as area_name, b.level
		from fitting f
		join responsible_body b on b.tenant_id = :tenant and b.id = f.body_id and b.active
		left join report_category c on c.tenant_id = :tenant and c.id = f.category_id
		where b.id <> all(cast(:without as uuid[]))
		order by f.rank, array_position(array['amt', 'gemeinde', 'kreis', 'land'], b.level), f.size nulls last, b.name, b.id, f.area_name
		limit 1`,
		{ categoryId, lon: point.lon, lat: point.lat, without: `{${without.join(',')}}` }
	);
	return row;
}
