import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

export interface TrailCategory {
	id: string;
	reporter_id: string;
	code: string;
	slug: string;
	asset_layer_id: string | null;
}

export function selectTrailCategories(scope: TenantScope, codes: readonly string[]): Promise<TrailCategory[]> {
	return scope.query<TrailCategory & Record<string, unknown>>(
		`select c.id, c.reporter_id, c.code, c.asset_layer_id, d.slug from report_category c
		join defect_reporter d on d.tenant_id = c.tenant_id and d.id = c.reporter_id
		where c.tenant_id = :tenant and c.code = any(cast(:codes as text[]))`,
		{ codes }
	);
}

/** @returns null when another process was faster: it is there now */
export async function insertReporter(scope: TenantScope, row: Record<string, unknown>): Promise<string | null> {
	const made = await scope.insert('defect_reporter', row).onConflict(['tenant_id', 'slug']).ignore().returning('id');
	return made[0]?.id ?? (await scope.table('defect_reporter').where({ slug: row.slug }).first('id'))?.id ?? null;
}

export async function insertCategory(scope: TenantScope, row: Record<string, unknown>): Promise<void> {
	await scope.insert('report_category', row).onConflict(['tenant_id', 'code']).ignore();
}

export async function insertLayer(scope: TenantScope, name: string, itemName: string, source: string): Promise<string> {
	return (await scope.insert('asset_layer', { name, item_name: itemName, source }).returning('id'))[0].id;
}

/** Makes or changes the thing of each post in the reporter's layer, and ties the post to it. */
export async function syncAssets(scope: TenantScope, layerId: string): Promise<void> {
	await scope.query(
		`insert into asset (tenant_id, layer_id, ref, label, geom)
		select p.tenant_id, :layerId, p.number, p.name, p.point from trail_post p where p.tenant_id = :tenant
		on conflict (layer_id, ref) do update set label = excluded.label, geom = excluded.geom`,
		{ layerId }
	);
	await scope.query(
		`update trail_post p set asset_id = a.id from asset a
		where p.tenant_id = :tenant and a.tenant_id = :tenant and a.layer_id = :layerId and a.ref = p.number and p.asset_id is distinct from a.id`,
		{ layerId }
	);
	// What a report names stays: the report must still say what it is about.
	await scope.query(
		`delete from asset a where a.tenant_id = :tenant and a.layer_id = :layerId
			and not exists (select from trail_post p where p.tenant_id = :tenant and p.asset_id = a.id)
			and not exists (select from report r where r.tenant_id = :tenant and r.asset_id = a.id)`,
		{ layerId }
	);
}
