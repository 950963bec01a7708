import type { Knex } from 'knex';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';

export async function findForReading(scope: TenantScope, versionId: string): Promise<{ key: string; mediaType: string; size: number } | undefined> {
	const [row] = await scope.query<{ key: string; mediaType: string; size: number }>(
		`select f.key, f.media_type as "mediaType", f.size from procedure_document_version v
		join file f on f.tenant_id = v.tenant_id and f.id = v.file_id where v.tenant_id = :tenant and v.id = :versionId`,
		{ versionId }
	);
	return row;
}

/** The search vector follows by a trigger. */
export async function saveText(scope: TenantScope, versionId: string, body: string, pages: number | null): Promise<void> {
	await scope.table('procedure_document_version').where({ id: versionId }).update({ body, pages });
}

/** Versions whose text nobody has read, of all tenants; the youngest first. */
export async function unreadAcrossTenants(db: Knex, limit = 500): Promise<{ tenantId: string; versionId: string }[]> {
	const rows = await db('procedure_document_version').whereNull('body').orderBy('uploaded_at', 'desc').limit(limit).select('tenant_id', 'id');
	return rows.map((row) => ({ tenantId: row.tenant_id, versionId: row.id }));
}
