import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

export const SCOPES = ['create', 'update'] as const;
export type Scope = (typeof SCOPES)[number];

export interface KeyRow {
	id: string;
	name: string;
	scopes: Scope[];
	hourlyLimit: number;
	createdAt: Date;
	lastUsedAt: Date | null;
	revokedAt: Date | null;
}

const COLUMNS = {
	id: 'id', name: 'name', scopes: 'scopes', hourlyLimit: 'hourly_limit', createdAt: 'created_at', lastUsedAt: 'last_used_at', revokedAt: 'revoked_at'
};

export async function findKey(scope: TenantScope, keyHash: Buffer): Promise<KeyRow | null> {
	return (await scope.table('open311_key').where({ key_hash: keyHash, revoked_at: null }).first(COLUMNS)) ?? null;
}

export function selectKeys(scope: TenantScope): Promise<KeyRow[]> {
	return scope.table('open311_key').select(COLUMNS).orderBy(['revoked_at', 'name', 'id']);
}

/** @returns null where the tenant has that key */
export async function insertKey(
	scope: TenantScope,
	row: { name: string; keyHash: Buffer; scopes: readonly Scope[]; hourlyLimit: number; account: string | null; at: Date }
): Promise<string | null> {
	const rows = await scope
		.insert('open311_key', {
			name: row.name, key_hash: row.keyHash, scopes: row.scopes, hourly_limit: row.hourlyLimit, created_by: row.account, created_at: row.at
		})
		.onConflict(['tenant_id', 'key_hash'])
		.ignore()
		.returning('id');
	return rows[0]?.id ?? null;
}

/** @returns false for an unknown key and for one that is revoked already */
export async function revokeKey(scope: TenantScope, id: string, at: Date): Promise<boolean> {
	return (await scope.table('open311_key').where({ id, revoked_at: null }).update({ revoked_at: at })) > 0;
}

export async function touchKey(scope: TenantScope, id: string, at: Date): Promise<void> {
	await scope.table('open311_key').where({ id }).update({ last_used_at: at });
}
