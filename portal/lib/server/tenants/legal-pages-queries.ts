import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { LegalPageKind } from './types.ts';

export async function findLegalPage(scope: TenantScope, kind: LegalPageKind): Promise<{ body: string; updatedAt: Date } | null> {
	const row = await scope.table('legal_page').where({ kind }).first('body', 'updated_at');
	return row ? { body: row.body, updatedAt: row.updated_at } : null;
}

export async function saveLegalPage(scope: TenantScope, kind: LegalPageKind, body: string, now: Date): Promise<void> {
	await scope.insert('legal_page', { kind, body, updated_at: now }).onConflict(['tenant_id', 'kind']).merge(['body', 'updated_at']);
}

/** The page follows the template again. */
export async function deleteLegalPage(scope: TenantScope, kind: LegalPageKind): Promise<void> {
	await scope.table('legal_page').where({ kind }).delete();
}
