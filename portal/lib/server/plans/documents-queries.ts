import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

export interface DocumentFile {
	id: string;
	name: string;
	type: string | null;
	url: string | null;
	mediaType: string | null;
	size: number | null;
	hasFile: boolean;
	/** Of the file, if there is one. */
	sha256: Uint8Array | null;
	ownerGmlId: string | null;
}

/** Documents that a version names, with the size of their files, in the order of the plan. */
export async function listDocumentFiles(scope: TenantScope, versionId: string): Promise<DocumentFile[]> {
	return scope.query<DocumentFile & Record<string, unknown>>(
		`select d.id, d.name, d.type, d.url, coalesce(f.media_type, d.media_type) as "mediaType", f.size,
			d.file_id is not null as "hasFile", f.sha256, d.owner_gml_id as "ownerGmlId"
		from plan_document d left join file f on f.tenant_id = d.tenant_id and f.id = d.file_id
		where d.tenant_id = :tenant and d.plan_version_id = :versionId and d.owner_gml_id is not null
		order by d.position, d.id`,
		{ versionId }
	);
}

/** A file of the uploaded ZIP that no plan names: nobody has said yet that it belongs to the plan, so it is never public. */
export interface UnnamedFile {
	/** Of the document, and of the plan with which it is kept. */
	id: string;
	planId: string;
	/** Kept with this very version; the plans of a ZIP share what none of them names. */
	own: boolean;
	key: string;
	name: string;
	mediaType: string;
	size: number;
}

/** Files that came with the version in one ZIP and that no plan of it names, world files of images among them. */
export async function listUnnamedFiles(scope: TenantScope, versionId: string): Promise<UnnamedFile[]> {
	return scope.query<UnnamedFile & Record<string, unknown>>(
		`select d.id, o.plan_id as "planId", o.id = v.id as own, f.key, f.name, f.media_type as "mediaType", f.size
		from plan_version v
		join plan_version o on o.tenant_id = v.tenant_id and (o.id = v.id or o.import_id = v.import_id)
		join plan_document d on d.tenant_id = o.tenant_id and d.plan_version_id = o.id and d.owner_gml_id is null
		join file f on f.tenant_id = d.tenant_id and f.id = d.file_id
		where v.tenant_id = :tenant and v.id = :versionId
		order by d.position, d.id`,
		{ versionId }
	);
}

export interface PublicFile {
	key: string;
	name: string;
	mediaType: string;
	size: number;
	sha256: Uint8Array;
	/** As the plan calls it. */
	title: string;
	planName: string;
}

/** The file of a document that a published version of the plan names; for staff any document of any version. */
export async function findPublicDocument(scope: TenantScope, planId: string, documentId: string, staff = false): Promise<PublicFile | undefined> {
	const [row] = await scope.query<PublicFile & Record<string, unknown>>(
		`select f.key, f.name, f.media_type as "mediaType", f.size, f.sha256, d.name as title, v.name as "planName"
		from plan_document d
		join plan_version v on v.tenant_id = d.tenant_id and v.id = d.plan_version_id
		join file f on f.tenant_id = d.tenant_id and f.id = d.file_id
		where d.tenant_id = :tenant and d.id = :documentId and v.plan_id = :planId
			and (cast(:staff as boolean) or (v.published_at is not null and d.owner_gml_id is not null))`,
		{ planId, documentId, staff }
	);
	return row;
}

/** Keys of the files of a version's documents in the file store. */
export function listDocumentKeys(scope: TenantScope, versionId: string): Promise<{ id: string; key: string }[]> {
	return scope.query<{ id: string; key: string }>(
		`select d.id, f.key from plan_document d join file f on f.tenant_id = d.tenant_id and f.id = d.file_id
		where d.tenant_id = :tenant and d.plan_version_id = :versionId`,
		{ versionId }
	);
}
