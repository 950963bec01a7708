import type { Knex } from 'knex';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { KeptFile } from '../uploads/attachments.ts';

export interface StagedRow {
	id: string;
	key: string;
	name: string;
	media_type: string;
	size: number;
	sha256: Buffer;
}

export async function insertStaged(scope: TenantScope, files: KeptFile[], expiresAt: Date): Promise<{ id: string; name: string; size: number }[]> {
	if (files.length === 0) return [];
	const rows = files.map((file) => ({
		key: file.key,
		name: file.name,
		media_type: file.mediaType,
		size: file.size,
		sha256: file.sha256,
		expires_at: expiresAt
	}));
	return scope.insert('staged_file', rows).returning(['id', 'name', 'size']);
}

export function findStaged(scope: TenantScope, ids: string[], now: Date): Promise<StagedRow[]> {
	return scope.table('staged_file').whereIn('id', ids).where('expires_at', '>', now).select('*');
}

export function takeStaged(scope: TenantScope, ids: string[], now: Date): Promise<StagedRow[]> {
	return scope.table('staged_file').whereIn('id', ids).where('expires_at', '>', now).delete().returning('*');
}

/** Which tenants have something to sweep; nothing else is read across tenants. */
export async function tenantsWithExpired(db: Knex, now: Date): Promise<string[]> {
	return (await db.raw('select distinct tenant_id as id from staged_file where expires_at <= :now', { now })).rows.map((row: { id: string }) => row.id);
}

export async function deleteExpired(scope: TenantScope, now: Date): Promise<string[]> {
	const rows = await scope.table('staged_file').where('expires_at', '<=', now).delete().returning('key');
	return rows.map((row: { key: string }) => row.key);
}
