import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

export interface OriginalFile {
	key: string;
	name: string;
	size: number;
}

/** The file as uploaded, of any version of the plan. */
export async function findOriginal(scope: TenantScope, planId: string, versionNumber: number): Promise<OriginalFile | null> {
	const [row] = await scope.query<OriginalFile & Record<string, unknown>>(
		`select f.key, f.name, f.size from plan_version v join file f on f.tenant_id = v.tenant_id and f.id = v.file_id
		where v.tenant_id = :tenant and v.plan_id = :planId and v.number = :versionNumber`,
		{ planId, versionNumber }
	);
	return row ?? null;
}

/**
 * Forgets files of a deleted version; an import that names one stays as a record without its file.
 * @returns keys of the stored bytes
 */
export async function deleteFiles(scope: TenantScope, fileIds: string[]): Promise<string[]> {
	if (fileIds.length === 0) return [];
	await scope.table('plan_import').whereIn('file_id', fileIds).update({ file_id: null });
	const rows = await scope.table('file').whereIn('file.id', fileIds).delete().returning('key');
	return rows.map((row: { key: string }) => row.key);
}
