import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import type { ProcedureKind } from './kind.ts';

export interface KindRow {
	key: string;
	definition: ProcedureKind;
	retired: boolean;
}

export async function listKindRows(scope: TenantScope): Promise<KindRow[]> {
	const rows = await scope.table('procedure_kind').orderBy('key').select('key', 'definition', 'retired_at');
	return rows.map((row: { key: string; definition: ProcedureKind; retired_at: Date | null }) => ({ key: row.key, definition: row.definition, retired: row.retired_at !== null }));
}

export async function saveKindRow(scope: TenantScope, definition: ProcedureKind, now: Date): Promise<void> {
	await scope
		.insert('procedure_kind', { key: definition.key, definition: JSON.stringify(definition), changed_at: now, retired_at: null })
		.onConflict(['tenant_id', 'key'])
		.merge(['definition', 'changed_at', 'retired_at']);
}

export async function deleteKindRow(scope: TenantScope, key: string): Promise<boolean> {
	return (await scope.table('procedure_kind').where({ key }).delete()) > 0;
}

export async function retireKindRow(scope: TenantScope, key: string, at: Date | null): Promise<boolean> {
	return (await scope.table('procedure_kind').where({ key }).update({ retired_at: at })) > 0;
}
