import type { Knex } from 'knex';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

/** One version whose signs are older than the catalogue, whoever's it is; published ones first. */
export async function unsignedVersionsAcrossTenants(
	db: Knex,
	catalogue: number
): Promise<{ id: string; tenantId: string; xplanVersion: string }[]> {
	const rows = await db('plan_version')
		.where('style_version', '<', catalogue)
		.orderByRaw('published_at is null, id')
		.limit(1)
		.select('id', 'tenant_id', 'xplan_version');
	return rows.map((row) => ({ id: row.id, tenantId: row.tenant_id, xplanVersion: row.xplan_version }));
}

export async function setStyleVersion(scope: TenantScope, versionId: string, styleVersion: number): Promise<void> {
	await scope.query(`update plan_version set style_version = :styleVersion where tenant_id = :tenant and id = :versionId`, {
		versionId,
		styleVersion
	});
}
