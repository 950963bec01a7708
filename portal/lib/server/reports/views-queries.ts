import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

export interface SavedView {
	id: string;
	name: string;
	/** As in the address. */
	query: string;
}

export function listViews(scope: TenantScope, accountId: string): Promise<SavedView[]> {
	return scope.table('report_view').where({ account_id: accountId }).orderBy('name').select('id', 'name', 'query');
}

/** The same name again replaces the view. */
export async function putView(scope: TenantScope, accountId: string, name: string, query: string): Promise<void> {
	await scope.insert('report_view', { account_id: accountId, name, query }).onConflict(['account_id', 'tenant_id', 'name']).merge(['query']);
}

export async function deleteView(scope: TenantScope, accountId: string, id: string): Promise<void> {
	await scope.table('report_view').where({ account_id: accountId, id }).delete();
}
