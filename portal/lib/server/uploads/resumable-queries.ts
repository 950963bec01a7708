import type { Knex } from 'knex';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

/** Rows of `plan_upload`. */

export interface UploadRow {
	id: string;
	accountId: string;
	fileName: string;
	size: number;
	planId: string | null;
	importId: string | null;
	createdAt: Date;
}

export interface NewUpload {
	id: string;
	accountId: string;
	fileName: string;
	size: number;
	planId: string | null;
	now: Date;
}

export async function insertUpload(scope: TenantScope, upload: NewUpload): Promise<void> {
	await scope.insert('plan_upload', {
		id: upload.id,
		account_id: upload.accountId,
		file_name: upload.fileName,
		size: upload.size,
		plan_id: upload.planId,
		created_at: upload.now,
		touched_at: upload.now
	});
}

/** @param lock until the end of the transaction nobody else ends this upload */
export async function findUpload(scope: TenantScope, id: string, lock = false): Promise<UploadRow | null> {
	const query = scope.table('plan_upload').where('plan_upload.id', id);
	const row = await (lock ? query.forUpdate() : query).first();
	if (!row) return null;
	const { account_id: accountId, file_name: fileName, size, plan_id: planId, import_id: importId, created_at: createdAt } = row;
	return { id, accountId, fileName, size: Number(size), planId, importId, createdAt };
}

export async function touchUpload(scope: TenantScope, id: string, now: Date): Promise<void> {
	await scope.table('plan_upload').where('plan_upload.id', id).update({ touched_at: now });
}

export async function endUpload(scope: TenantScope, id: string, importId: string, now: Date): Promise<void> {
	await scope.table('plan_upload').where('plan_upload.id', id).update({ import_id: importId, finished_at: now });
}

/** @param ended what the row must be, so that one that ends at this moment is not lost */
export async function deleteUpload(scope: TenantScope, id: string, ended: boolean): Promise<void> {
	const row = scope.table('plan_upload').where('plan_upload.id', id);
	await (ended ? row.whereNotNull('import_id') : row.whereNull('import_id')).delete();
}

/** Unfinished uploads of the person, newest first. */
export async function openUploadsOf(scope: TenantScope, accountId: string): Promise<UploadRow[]> {
	const rows = await scope.query<UploadRow & Record<string, unknown>>(
		`select u.id, u.account_id as "accountId", u.file_name as "fileName", u.size, u.plan_id as "planId", u.import_id as "importId",
			u.created_at as "createdAt"
		from plan_upload u where u.tenant_id = :tenant and u.account_id = :accountId and u.finished_at is null order by u.created_at desc`,
		{ accountId }
	);
	return rows;
}

/** Uploads without a sign of life since then. */
export async function idleUploadsAcrossTenants(
	db: Knex,
	before: Date
): Promise<{ id: string; tenantId: string; size: number; finished: boolean; touchedAt: Date }[]> {
	const { rows } = await db.raw(
		`select u.id, u.tenant_id as "tenantId", u.size, u.finished_at is not null as finished, u.touched_at as "touchedAt"
		from plan_upload u where u.touched_at < ?`,
		[before]
	);
	return rows;
}
