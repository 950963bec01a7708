import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { LonLat } from './types.ts';

/** The body that stands for another tenant, where there is one. */
export async function bodyOfTenant(scope: TenantScope, tenantId: string): Promise<string | undefined> {
	return (await scope.table('responsible_body').where({ forward_tenant_id: tenantId, active: true }).orderBy('name').first('id'))?.id;
}

export interface ForwardOffer {
	tenant_id: string;
	tenant_name: string;
	category_id: string;
	category_name: string;
	reporter_name: string;
	/** Same code or name as the report's own category. */
	similar: boolean;
}

/**
 * Categories of other tenants to which a report at a place may go: tenants named as a body, and those in whose area it lies. Names of offers that
 * everybody sees on their pages, nothing of any report.
 * @param point EPSG:4326
 */
export async function selectOffersAcrossTenants(scope: TenantScope, categoryId: string, point: LonLat): Promise<ForwardOffer[]> {
	return scope.query<ForwardOffer>(
		`select t.id as tenant_id, t.name as tenant_name, c.id as category_id, c.name as category_name, d.name as reporter_name,
			coalesce(c.code = own.code or lower(c.name) = lower(own.name), false) as similar
		from tenant t
		join defect_reporter d on d.tenant_id = t.id and d.active
		join report_category c on c.tenant_id = t.id and c.reporter_id = d.id and c.active
		left join report_category own on own.tenant_id = :tenant and own.id = :categoryId
		where t.id <> :tenant and (
			exists (select from responsible_body b where b.tenant_id = :tenant and b.forward_tenant_id = t.id and b.active)
			or st_covers(t.area, st_transform(st_setsrid(st_makepoint(cast(:lon as double precision), cast(:lat as double precision)), 4326), 3857)))
		order by t.name, d.position, d.name, c.position, c.name
		limit 400`,
		{ categoryId, lon: point.lon, lat: point.lat }
	);
}
