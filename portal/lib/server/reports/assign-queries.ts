import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

/** A person who may work on reports of the tenant. */
export async function findWorker(scope: TenantScope, accountId: string): Promise<{ id: string; name: string; email: string } | undefined> {
	const [row] = await scope.query<{ id: string; name: string; email: string }>(
		`select a.id, a.name, a.email from account a
		where a.id = :accountId and a.disabled_at is null and (a.operator or exists (
			select from membership m where m.account_id = a.id and m.tenant_id = :tenant and m.role in ('administrator', 'clerk')))`,
		{ accountId }
	);
	return row;
}

/** Locked until the transaction ends. */
export function lockAssigned(scope: TenantScope, id: string): Promise<{ id: string; public_ref: string; assigned_to: string | null } | undefined> {
	return scope.table('report').where({ id }).forUpdate().first('id', 'public_ref', 'assigned_to');
}
