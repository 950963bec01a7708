import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';

/** Who may work on reports of the tenant. */
export function listWorkers(scope: TenantScope): Promise<{ id: string; name: string }[]> {
	return scope
		.table('membership')
		.join('account', 'account.id', 'membership.account_id')
		.whereNull('account.disabled_at')
		.whereIn('membership.role', ['administrator', 'clerk'])
		.orderBy(['account.name', 'account.id'])
		.select('account.id', 'account.name');
}

/** Words of a template; empty where there is none. */
export async function templateBody(scope: TenantScope, id: string): Promise<string> {
	return (await scope.table('report_template').where({ id }).first('body'))?.body ?? '';
}
