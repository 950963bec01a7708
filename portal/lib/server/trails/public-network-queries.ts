import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

/** @param mark number on the plate, or token of the QR code */
export async function selectPublicPostId(scope: TenantScope, mark: string): Promise<string | null> {
	const [row] = await scope.query<{ id: string }>(
		'select id from trail_post where tenant_id = :tenant and (token = :mark or lower(number) = lower(:mark)) order by (token = :mark) desc limit 1',
		{ mark }
	);
	return row?.id ?? null;
}

/** Open reports about a post that everybody may see, newest first. */
export function selectPublicReportsAt(scope: TenantScope, assetId: string): Promise<{ public_ref: string; title: string | null; category: string; state: string; workflow: { key: string; publicLabel: string }[]; received_at: Date }[]> {
	return scope.query(
		`select r.public_ref, r.title, c.name as category, r.state, d.workflow, r.received_at from public_report r
		join report_category c on c.tenant_id = r.tenant_id and c.id = r.category_id join defect_reporter d on d.tenant_id = r.tenant_id and d.id = r.reporter_id
		where r.tenant_id = :tenant and r.asset_id = :assetId and r.open order by r.received_at desc limit 20`,
		{ assetId }
	);
}

/** EPSG:4326 of a post. */
export async function selectLonLatOfPost(scope: TenantScope, id: string): Promise<{ lon: number; lat: number }> {
	const [row] = await scope.query<{ lon: number; lat: number }>(
		'select ST_X(ST_Transform(point, 4326)) as lon, ST_Y(ST_Transform(point, 4326)) as lat from trail_post where tenant_id = :tenant and id = :id',
		{ id }
	);
	return row!;
}
