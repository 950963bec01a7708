import type { Knex } from 'knex';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { CheckPart } from '../../../../importers/xplan/check-parts.ts';

/** Rows of `plan_import` and of the files of plans. */

export type ImportState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
/** What is done so far, or being done. */
export type ImportStage = 'uploaded' | 'reading' | 'storing' | 'stored';

export interface ImportRow {
	id: string;
	fileId: string | null;
	fileName: string;
	state: ImportState;
	stage: ImportStage;
	/** Share done, 0 to 1. */
	progress: number;
	planId: string | null;
	error: { code: string; message: string } | null;
	createdBy: string | null;
	createdAt: Date;
	finishedAt: Date | null;
	/** What the import made. */
	versions: ImportedVersion[];
}

export interface ImportedVersion {
	planId: string;
	versionId: string;
	number: number;
	name: string;
	published: boolean;
	/** State of its full check, and how far it is. */
	check: 'queued' | 'running' | 'done' | 'failed' | null;
	checkProgress: number | null;
	checkStage: CheckPart | '' | null;
	verdict: 'passed' | 'warnings' | 'errors' | null;
}

export interface NewFile {
	key: string;
	name: string;
	mediaType: string;
	size: number;
	sha256: Buffer;
}

/** @returns id of the file */
export async function insertFile(scope: TenantScope, file: NewFile): Promise<string> {
	const [row] = await scope
		.insert('file', { key: file.key, name: file.name, media_type: file.mediaType, size: file.size, sha256: file.sha256 })
		.returning('id');
	return row.id;
}

export interface NewImport {
	fileId: string;
	fileName: string;
	state: 'queued' | 'running';
	planId: string | null;
	createdBy: string | null;
	/** Number of the version that was edited, and why. */
	editedFrom?: number | null;
	note?: string;
}

/** @returns id of the import */
export async function insertImport(scope: TenantScope, run: NewImport): Promise<string> {
	const [row] = await scope
		.insert('plan_import', {
			file_id: run.fileId,
			file_name: run.fileName,
			state: run.state,
			plan_id: run.planId,
			created_by: run.createdBy,
			edited_from: run.editedFrom ?? null,
			note: run.note ?? ''
		})
		.returning('id');
	return row.id;
}

/** The import and the key of its file; null for an unknown id. */
export async function findImportFile(scope: TenantScope, importId: string) {
	const [row] = await scope.query<{
		state: ImportRow['state'];
		file_id: string | null;
		file_name: string;
		plan_id: string | null;
		created_by: string | null;
		edited_from: number | null;
		note: string;
		key: string | null;
	}>(
		`select i.state, i.file_id, i.file_name, i.plan_id, i.created_by, i.edited_from, i.note, f.key
		from plan_import i left join file f on f.id = i.file_id and f.tenant_id = i.tenant_id
		where i.tenant_id = :tenant and i.id = :importId`,
		{ importId }
	);
	return row ?? null;
}

/** An import that is over stays as it is, whoever still works on it: a queue may hand out a job twice. */
const unfinished = (scope: TenantScope, importId: string) =>
	scope.table('plan_import').where('plan_import.id', importId).whereIn('state', ['queued', 'running']);

/** @returns false when the import is over, for example because somebody cancelled it */
export async function setImportProgress(scope: TenantScope, importId: string, progress: number, stage: ImportStage = 'reading'): Promise<boolean> {
	return (await unfinished(scope, importId).update({ state: 'running', progress, stage })) > 0;
}

export async function isImportOpen(scope: TenantScope, importId: string): Promise<boolean> {
	return (await unfinished(scope, importId).first('plan_import.id')) !== undefined;
}

export async function importState(scope: TenantScope, importId: string): Promise<ImportState | null> {
	return (await scope.table('plan_import').where('plan_import.id', importId).first('state'))?.state ?? null;
}

/** Puts a run that was broken off back, for the next one. */
export async function setImportWaiting(scope: TenantScope, importId: string): Promise<void> {
	await unfinished(scope, importId).update({ state: 'queued', progress: 0, stage: 'uploaded' });
}

/** @returns false when it was over already: then nothing of this run may be kept */
export async function finishImport(scope: TenantScope, importId: string, planId: string | null, now: Date): Promise<boolean> {
	return (await unfinished(scope, importId).update({ state: 'done', stage: 'stored', progress: 1, plan_id: planId, finished_at: now })) > 0;
}

/** Imports that are neither over nor in the queue: their process was killed. @param before only those registered earlier */
export async function interruptedImportsAcrossTenants(db: Knex, before: Date | null): Promise<{ id: string; tenantId: string }[]> {
	const { rows } = await db.raw(
		`select i.id, i.tenant_id as "tenantId" from plan_import i
		where i.state in ('queued', 'running') and (cast(:before as timestamptz) is null or i.created_at < :before)
			and not exists (
				select from queue.job j
				where j.name = 'plan-import' and j.state in ('created', 'retry', 'active') and j.data ->> 'importId' = cast(i.id as text))`,
		{ before } as never
	);
	return rows;
}

/**
 * Cancels a run that is not over. Its file is forgotten.
 * @returns key of the stored bytes, for the caller to remove; null when it was over already, or had no file
 */
export async function cancelOpenImport(scope: TenantScope, importId: string, now: Date): Promise<{ cancelled: boolean; key: string | null }> {
	const row = await findImportFile(scope, importId);
	// By itself first: a transaction that stores the plans right now holds the file, and gives it up when it meets this.
	const cancelled = (await unfinished(scope, importId).update({ state: 'cancelled', file_id: null, finished_at: now })) > 0;
	if (!cancelled || !row?.file_id) return { cancelled, key: null };
	await scope.table('file').where('file.id', row.file_id).delete();
	return { cancelled, key: row.key };
}

/** An import whose versions were removed again. */
export async function markCancelled(scope: TenantScope, importId: string, now: Date): Promise<void> {
	await scope.table('plan_import').where('plan_import.id', importId).update({ state: 'cancelled', file_id: null, finished_at: now });
}

/** Keeps why it failed; the file itself is forgotten. @returns key of the stored bytes, for the caller to remove */
export async function failImport(
	scope: TenantScope,
	importId: string,
	error: { code: string; message: string },
	now: Date
): Promise<string | null> {
	return scope.transaction(async (inside) => {
		const row = await findImportFile(inside, importId);
		const values = { state: 'failed', error: JSON.stringify(error), file_id: null, finished_at: now };
		if ((await unfinished(inside, importId).update(values)) === 0) return null;
		if (row?.file_id) await inside.table('file').where('file.id', row.file_id).delete();
		return row?.key ?? null;
	});
}

/** Imports of the tenant, newest first; with `importId` only this one. */
export async function listImports(scope: TenantScope, importId?: string, limit = 20): Promise<ImportRow[]> {
	const rows = await scope.query<Record<string, never>>(
		`select i.*, coalesce((
			select json_agg(json_build_object('planId', v.plan_id, 'versionId', v.id, 'number', v.number, 'name', v.name, 'published', v.published_at is not null,
				'check', c.state, 'checkProgress', c.progress, 'checkStage', c.stage, 'verdict', c.verdict) order by v.name, v.id)
			from plan_version v left join plan_check c on c.tenant_id = v.tenant_id and c.plan_version_id = v.id
			where v.tenant_id = :tenant and v.import_id = i.id), '[]') as versions
		from plan_import i
		where i.tenant_id = :tenant and (cast(:importId as uuid) is null or i.id = cast(:importId as uuid))
		order by i.created_at desc, i.id limit :limit`,
		{ importId: importId ?? null, limit }
	);
	return rows.map((row) => ({
		id: row.id!,
		fileId: row.file_id!,
		fileName: row.file_name!,
		state: row.state!,
		stage: row.stage!,
		progress: row.progress!,
		planId: row.plan_id!,
		error: row.error!,
		createdBy: row.created_by!,
		createdAt: row.created_at!,
		finishedAt: row.finished_at!,
		versions: row.versions!
	}));
}

export interface NewPlanParts {
	versionId: string;
	texts: { gmlId: string; class: string; key: string | null; legalBasis: string | null; body: string | null; attributes: string }[];
	documents: {
		name: string;
		type: string | null;
		url: string | null;
		mediaType: string | null;
		fileId: string | null;
		ownerGmlId: string | null;
		raster?: { georefUrl: string | null };
	}[];
}

/** Texts and documents of a version, each list in one statement. */
export async function insertPlanParts(scope: TenantScope, parts: NewPlanParts): Promise<void> {
	const { versionId } = parts;
	if (parts.texts.length > 0)
		await scope.query(
			`insert into plan_text (tenant_id, plan_version_id, gml_id, class, position, key, legal_basis, body, attributes)
			select :tenant, :versionId, r."gmlId", r.class, r.position, r.key, r."legalBasis", r.body, r.attributes::jsonb
			from json_to_recordset(cast(:list as json))
				as r("gmlId" text, class text, position int, key text, "legalBasis" text, body text, attributes text)`,
			{ versionId, list: JSON.stringify(parts.texts.map((text, position) => ({ ...text, position }))) }
		);
	if (parts.documents.length > 0)
		await scope.query(
			`insert into plan_document (tenant_id, plan_version_id, position, name, type, url, media_type, file_id, owner_gml_id)
			select :tenant, :versionId, r.position, r.name, r.type, r.url, r."mediaType", r."fileId", r."ownerGmlId"
			from json_to_recordset(cast(:list as json))
				as r(position int, name text, type text, url text, "mediaType" text, "fileId" uuid, "ownerGmlId" text)`,
			{ versionId, list: JSON.stringify(parts.documents.map((document, position) => ({ ...document, position }))) }
		);
}

/** @returns id of the new plan */
export async function insertPlan(scope: TenantScope, plan: { class: string; name: string; number: string | null }): Promise<string> {
	const [row] = await scope.insert('plan', { ...plan }).returning('id');
	return row.id;
}

/** The plan carries the name of its newest version. */
export async function renamePlan(scope: TenantScope, planId: string, plan: { name: string; number: string | null }): Promise<void> {
	await scope.table('plan').where('plan.id', planId).update({ name: plan.name, number: plan.number });
}

export async function classOfPlan(scope: TenantScope, planId: string): Promise<string | null> {
	const row = await scope.table('plan').where('plan.id', planId).first('class');
	return row?.class ?? null;
}

export async function tenantIdOfSlugAcrossTenants(db: Knex, slug: string): Promise<string | null> {
	const row = await db('tenant').where({ slug }).first('id');
	return row?.id ?? null;
}
