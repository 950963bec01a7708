import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { LonLat } from './types.ts';

export function selectAssetLayers(scope: TenantScope): Promise<{ id: string; item_name: string }[]> {
	return scope.table('asset_layer').select('id', 'item_name').orderBy('id');
}

/** A thing by its id, with its middle. */
export async function selectAsset(scope: TenantScope, id: string): Promise<{ id: string; label: string; point: LonLat } | null> {
	if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return null;
	const [row] = await scope.query<{ id: string; label: string; lon: number; lat: number }>(
		`select a.id, trim(l.item_name || ' ' || a.ref) as label,
			st_x(st_transform(st_pointonsurface(a.geom), 4326)) as lon, st_y(st_transform(st_pointonsurface(a.geom), 4326)) as lat
		from asset a join asset_layer l on l.id = a.layer_id
		where a.tenant_id = :tenant and a.id = :id`,
		{ id }
	);
	return row ? { id: row.id, label: row.label, point: { lon: row.lon, lat: row.lat } } : null;
}
