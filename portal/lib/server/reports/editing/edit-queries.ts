import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import type { LonLat } from '../types.ts';

/**
 * @param point EPSG:4326; null: it stays where it is
 * @returns false when the point lies outside of the tenant's area
 */
export async function setPlace(scope: TenantScope, reportId: string, point: LonLat | null, address: string): Promise<boolean> {
	if (!point) {
		await scope.query('update report set address = :address, address_found = false where tenant_id = :tenant and id = :reportId and address <> :address', { reportId, address });
		return true;
	}
	const rows = await scope.query(
		`with place as (
			select st_transform(st_setsrid(st_makepoint(cast(:lon as double precision), cast(:lat as double precision)), 4326), 3857) as point
		)
		update report r set point = place.point, address = :address, address_found = r.address_found and r.address = :address
		from place, tenant t
		where r.tenant_id = :tenant and r.id = :reportId and t.id = :tenant and (t.area is null or st_intersects(t.area, place.point))
		returning r.id`,
		{ reportId, address, lon: point.lon, lat: point.lat }
	);
	return rows.length > 0;
}

export function settleFlags(scope: TenantScope, reportId: string, account: string, now: Date): Promise<number> {
	return scope.table('report_flag').where({ report_id: reportId }).whereNull('settled_at').update({ settled_at: now, settled_by: account });
}
