import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { LonLat } from '../reports/types.ts';

/** Of an address of the tenant's gazetteer by its number. */
export async function findAddress(scope: TenantScope, id: number): Promise<{ point: LonLat; text: string } | null> {
	const [row] = await scope.query<{ lon: number; lat: number; text: string }>(
		`select st_x(st_transform(geom, 4326)) as lon, st_y(st_transform(geom, 4326)) as lat,
			concat(street, ' ', house_number, ', ', postcode, ' ', place) as text
		from address where tenant_id = :tenant and id = :id`,
		{ id }
	);
	return row ? { point: { lon: row.lon, lat: row.lat }, text: row.text } : null;
}

/** A point in the middle of the tenant: of its area, else of its public reports, else of the Land. */
export async function middleOf(scope: TenantScope): Promise<LonLat | null> {
	const [row] = await scope.query<{ lon: number | null; lat: number | null }>(
		`select st_x(p) as lon, st_y(p) as lat from (select st_transform(coalesce(
			(select st_pointonsurface(area) from tenant where id = :tenant),
			(select st_centroid(st_collect(point)) from (select point from public_report where tenant_id = :tenant limit 1000) sample),
			(select st_pointonsurface(area) from tenant where kind = 'land')
		), 4326) as p) middle`
	);
	return row && row.lon !== null && row.lat !== null ? { lon: row.lon, lat: row.lat } : null;
}

/** Whether addresses can be found here at all. */
export async function hasGazetteer(scope: TenantScope): Promise<boolean> {
	const [row] = await scope.query<{ has: boolean }>('select exists (select from address where tenant_id = :tenant) as has');
	return row!.has;
}

/** Whether a point lies in the tenant's area; true where it named none. Degrees. */
export async function isInside(scope: TenantScope, { lon, lat }: LonLat): Promise<boolean> {
	const [row] = await scope.query<{ inside: boolean }>(
		'select area is null or st_intersects(area, st_transform(st_setsrid(st_makepoint(:lon, :lat), 4326), 3857)) as inside from tenant where id = :tenant',
		{ lon, lat }
	);
	return row!.inside;
}
