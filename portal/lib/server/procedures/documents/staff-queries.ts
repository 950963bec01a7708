import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import type { DocumentCategory } from '../types.ts';
import type { StaffVersion } from './types.ts';

/**
 * Holds procedure and steps as they are until the transaction ends: nobody publishes a step between the look at it and the change.
 * @returns undefined for a procedure that the tenant does not have
 */
export async function lockProcedure(scope: TenantScope, procedureId: string): Promise<{ published: boolean; discarded: boolean } | undefined> {
	const row = await scope.table('procedure').where({ id: procedureId }).forNoKeyUpdate().first('published_at', 'discarded_at');
	if (!row) return undefined;
	await scope.table('procedure_step').where({ procedure_id: procedureId }).orderBy('id').forShare().select('id');
	return { published: row.published_at !== null, discarded: row.discarded_at !== null };
}

export interface DocumentRow {
	id: string;
	procedureId: string;
	parentId: string | null;
	category: DocumentCategory;
	title: string;
	position: number;
	forPublic: boolean;
	forToeb: boolean;
	/** A published step shows it or has shown it. */
	published: boolean;
}

const DOCUMENT = `select d.id, d.procedure_id as "procedureId", d.parent_id as "parentId", d.category, d.title, d.position,
		d.for_public as "forPublic", d.for_toeb as "forToeb",
		exists (select from procedure_document_version v join step_document sd on sd.document_version_id = v.id
			join procedure_step s on s.id = sd.step_id
			where v.tenant_id = d.tenant_id and v.document_id = d.id and s.published_at is not null)
		or exists (select from procedure_event e where e.tenant_id = d.tenant_id and e.procedure_id = d.procedure_id
			and e.kind in ('document-replaced', 'document-hidden', 'document-shown')
			and e.detail ->> 'documentId' = cast(d.id as text) and e.detail -> 'published' = 'true') as published
	from procedure_document d where d.tenant_id = :tenant`;

export function listDocumentRows(scope: TenantScope, procedureId: string): Promise<DocumentRow[]> {
	return scope.query<DocumentRow & Record<string, unknown>>(`${DOCUMENT} and d.procedure_id = :procedureId order by d.position, d.created_at, d.id`, { procedureId });
}

export async function findDocument(scope: TenantScope, procedureId: string, id: string): Promise<DocumentRow | undefined> {
	return (await scope.query<DocumentRow & Record<string, unknown>>(`${DOCUMENT} and d.procedure_id = :procedureId and d.id = :id`, { procedureId, id }))[0];
}

export type VersionRow = StaffVersion & { documentId: string; fileId: string; key: string };

/** Versions with the steps that show them, newest first. */
export async function listVersions(scope: TenantScope, procedureId: string, now: Date, documentId: string | null = null): Promise<VersionRow[]> {
	const rows = await scope.query<VersionRow & { sha: Uint8Array } & Record<string, unknown>>(
		`select v.id, v.document_id as "documentId", v.number, v.file_id as "fileId", f.key, f.name, f.media_type as "mediaType", f.size, f.sha256 as sha,
			v.pages, v.reason, v.uploaded_at as "uploadedAt", a.name as "uploadedBy", v.body is not null as "textRead",
			coalesce((select json_agg(json_build_object('id', s.id, 'title', s.title, 'published', s.published_at is not null,
				'ended', coalesce(s.ends_at <= :now, false)) order by s.position)
				from step_document sd join procedure_step s on s.tenant_id = sd.tenant_id and s.id = sd.step_id
				where sd.tenant_id = v.tenant_id and sd.document_version_id = v.id), '[]') as steps
		from procedure_document_version v
		join procedure_document d on d.tenant_id = v.tenant_id and d.id = v.document_id
		join file f on f.tenant_id = v.tenant_id and f.id = v.file_id
		left join account a on a.id = v.uploaded_by
		where v.tenant_id = :tenant and d.procedure_id = :procedureId and (cast(:documentId as uuid) is null or d.id = :documentId)
		order by v.document_id, v.number desc`,
		{ procedureId, now, documentId }
	);
	return rows.map(({ sha, ...row }) => ({ ...row, sha256: Buffer.from(sha).toString('hex'), uploadedAt: new Date(row.uploadedAt) }));
}

export interface StepRow {
	id: string;
	title: string;
	iteration: number;
	track: string;
	published: boolean;
	ended: boolean;
}

export function listStepRows(scope: TenantScope, procedureId: string, now: Date): Promise<StepRow[]> {
	return scope.query<StepRow & Record<string, unknown>>(
		`select id, title, iteration, track, published_at is not null as published, coalesce(ends_at <= :now, false) as ended
		from procedure_step where tenant_id = :tenant and procedure_id = :procedureId and skipped_reason = '' order by position, id`,
		{ procedureId, now }
	);
}

export async function insertDocument(
	scope: TenantScope,
	row: { procedureId: string; parentId: string | null; category: string; title: string; forPublic: boolean; forToeb: boolean }
): Promise<string> {
	const last = await scope.table('procedure_document').where({ procedure_id: row.procedureId }).max('position as last').first();
	const [inserted] = await scope
		.insert('procedure_document', {
			procedure_id: row.procedureId,
			parent_id: row.parentId,
			category: row.category,
			title: row.title,
			for_public: row.forPublic,
			for_toeb: row.forToeb,
			position: Number(last?.last ?? 0) + 1
		})
		.returning('id');
	return inserted.id;
}

export async function updateDocument(
	scope: TenantScope,
	id: string,
	row: { parentId: string | null; category: string; title: string; forPublic: boolean; forToeb: boolean }
): Promise<void> {
	await scope
		.table('procedure_document')
		.where({ id })
		.update({ parent_id: row.parentId, category: row.category, title: row.title, for_public: row.forPublic, for_toeb: row.forToeb });
}

export async function setPosition(scope: TenantScope, id: string, position: number): Promise<void> {
	await scope.table('procedure_document').where({ id }).update({ position });
}

export async function insertVersion(
	scope: TenantScope,
	row: { documentId: string; fileId: string; reason: string; uploadedBy: string | null; uploadedAt: Date }
): Promise<{ id: string; number: number }> {
	const last = await scope.table('procedure_document_version').where({ document_id: row.documentId }).max('number as last').first();
	const number = Number(last?.last ?? 0) + 1;
	const [inserted] = await scope
		.insert('procedure_document_version', {
			document_id: row.documentId,
			number,
			file_id: row.fileId,
			reason: row.reason,
			uploaded_by: row.uploadedBy,
			uploaded_at: row.uploadedAt
		})
		.returning('id');
	return { id: inserted.id, number };
}

export async function showVersion(scope: TenantScope, stepId: string, versionId: string): Promise<void> {
	await scope.insert('step_document', { step_id: stepId, document_version_id: versionId }).onConflict(['step_id', 'document_version_id']).ignore();
}

/** Takes every version of a document out of a step. */
export async function hideDocument(scope: TenantScope, stepId: string, documentId: string): Promise<void> {
	await scope
		.table('step_document')
		.where({ step_id: stepId })
		.whereIn('document_version_id', scope.table('procedure_document_version').where({ document_id: documentId }).select('id'))
		.delete();
}

/** Removes a document with its versions; what stood below it moves up. @returns keys of the files whose rows are gone too */
export async function removeDocument(scope: TenantScope, document: DocumentRow): Promise<string[]> {
	await scope.table('procedure_document').where({ parent_id: document.id }).update({ parent_id: document.parentId });
	const files: string[] = await scope.table('procedure_document_version').where({ document_id: document.id }).pluck('file_id');
	await scope.table('procedure_document').where({ id: document.id }).delete();
	const gone = await scope.query<{ key: string }>(
		`delete from file f where f.tenant_id = :tenant and f.id in (select cast(i.id as uuid) from json_array_elements_text(cast(:files as json)) as i(id))
			and not exists (select from procedure_document_version v where v.tenant_id = f.tenant_id and v.file_id = f.id)
		returning f.key`,
		{ files: JSON.stringify(files) }
	);
	return gone.map((row) => row.key);
}

/** For staff: any version of the procedure. */
export async function findAnyVersion(scope: TenantScope, procedureId: string, versionId: string) {
	const [row] = await scope.query<{ key: string; name: string; mediaType: string; size: number; sha256: Uint8Array; title: string }>(
		`select f.key, f.name, f.media_type as "mediaType", f.size, f.sha256, d.title
		from procedure_document_version v
		join procedure_document d on d.tenant_id = v.tenant_id and d.id = v.document_id
		join file f on f.tenant_id = v.tenant_id and f.id = v.file_id
		where v.tenant_id = :tenant and v.id = :versionId and d.procedure_id = :procedureId`,
		{ procedureId, versionId }
	);
	return row;
}
