import type { Knex } from 'knex';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';

/** What is read: a version of a procedure's document, or a document of a version of a plan. */
export type TextSource = { versionId: string } | { planDocumentId: string };
const tableOf = (source: TextSource) => ('versionId' in source ? ('procedure_document_version' as const) : ('plan_document' as const));
const idOf = (source: TextSource): string => ('versionId' in source ? source.versionId : source.planDocumentId);

export async function findForReading(scope: TenantScope, source: TextSource): Promise<{ key: string; mediaType: string; size: number } | undefined> {
	const [row] = await scope.query<{ key: string; mediaType: string; size: number }>(
		`select f.key, f.media_type as "mediaType", f.size from ${tableOf(source)} v
		join file f on f.tenant_id = v.tenant_id and f.id = v.file_id where v.tenant_id = :tenant and v.id = :id`,
		{ id: idOf(source) }
	);
	return row;
}

/** The search vector follows by a trigger. */
export async function saveText(scope: TenantScope, source: TextSource, body: string, pages: number | null): Promise<void> {
	await scope.table(tableOf(source)).where({ id: idOf(source) }).update('versionId' in source ? { body, pages } : { body });
}

/** Documents of published versions of plans with words in them, whose text nobody has read. */
const UNREAD_OF_PLANS = `from plan_document d join plan_version v on v.tenant_id = d.tenant_id and v.id = d.plan_version_id
	join file f on f.tenant_id = d.tenant_id and f.id = d.file_id
	where d.body is null and v.published_at is not null and (f.media_type in ('application/pdf', 'text/plain',
		'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/vnd.oasis.opendocument.text'))`;

export async function unreadOfPlan(scope: TenantScope, planVersionId: string): Promise<string[]> {
	const rows = await scope.query<{ id: string }>(`select d.id ${UNREAD_OF_PLANS} and d.tenant_id = :tenant and v.id = :planVersionId`, { planVersionId });
	return rows.map(({ id }) => id);
}

/** Of all tenants; the youngest version first. */
export async function unreadOfPlansAcrossTenants(db: Knex, limit = 500): Promise<{ tenantId: string; planDocumentId: string }[]> {
	const { rows } = await db.raw(`select d.tenant_id as "tenantId", d.id as "planDocumentId" ${UNREAD_OF_PLANS} order by v.published_at desc, d.id limit :limit`, { limit });
	return rows;
}

/** Versions whose text nobody has read, of all tenants; the youngest first. */
export async function unreadAcrossTenants(db: Knex, limit = 500): Promise<{ tenantId: string; versionId: string }[]> {
	const rows = await db('procedure_document_version').whereNull('body').orderBy('uploaded_at', 'desc').limit(limit).select('tenant_id', 'id');
	return rows.map((row) => ({ tenantId: row.tenant_id, versionId: row.id }));
}
