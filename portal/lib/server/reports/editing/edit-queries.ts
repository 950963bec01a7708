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

/** Until when a report shall be done. */
export async function dueOf(scope: TenantScope, reportId: string): Promise<Date | null> {
	return (await scope.table('report').where({ id: reportId }).first('due_at'))?.due_at ?? null;
}

/**
 * When a report came in and shall be done, where the target of its category says so: undefined where a person changed the date (an event `due`),
 * where it came with the report from another system, and where there is none.
 */
export async function dueByTarget(scope: TenantScope, reportId: string): Promise<{ received_at: Date; due_at: Date; escalated_at: Date | null } | undefined> {
	const [row] = await scope.query<{ received_at: Date; due_at: Date; escalated_at: Date | null }>(
		`select r.received_at, r.due_at, r.escalated_at from report r
		where r.tenant_id = :tenant and r.id = :reportId and r.due_at is not null and r.external ->> 'seed' is null
			and not exists (select from report_event e where e.tenant_id = :tenant and e.report_id = r.id and e.kind = 'due')`,
		{ reportId }
	);
	return row;
}

export function settleFlags(scope: TenantScope, reportId: string, account: string, now: Date): Promise<number> {
	return scope.table('report_flag').where({ report_id: reportId }).whereNull('settled_at').update({ settled_at: now, settled_by: account });
}
