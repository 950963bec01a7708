import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';

export interface AddressRow {
	street: string;
	house_number: string;
	postcode: string;
	place: string;
	lon: number;
	lat: number;
}

/** Addresses of the tenant or of no tenant, by the beginning of „street number“. Degrees. */
export function findAddresses(scope: TenantScope, text: string, limit = 20): Promise<AddressRow[]> {
	return scope.query<AddressRow>(
		`select a.street, a.house_number, a.postcode, a.place,
			round(ST_X(ST_Transform(a.geom, 4326))::numeric, 7) as lon, round(ST_Y(ST_Transform(a.geom, 4326))::numeric, 7) as lat
		from address a
		where (a.tenant_id = :tenant or a.tenant_id is null) and lower(a.street || ' ' || a.house_number) like :text
		order by a.street, length(a.house_number), a.house_number limit :limit`,
		{ text: `${text.replace(/[\\%_]/g, '\\$&')}%`, limit }
	);
}
