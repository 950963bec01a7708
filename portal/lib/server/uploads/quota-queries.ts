import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

/** Until the end of the transaction nobody else counts the tenant's bytes, so that two together cannot exceed the quota. */
export async function lockQuota(scope: TenantScope): Promise<void> {
	await scope.db.raw("select pg_advisory_xact_lock(hashtext('uploads'), hashtext(?))", [scope.tenantId]);
}

/** Bytes that the tenant's files take, and those that its unfinished uploads may still bring. */
export async function bytesOfTenant(scope: TenantScope): Promise<number> {
	const [row] = await scope.query<{ bytes: number }>(
		`select cast((select coalesce(sum(f.size), 0) from file f where f.tenant_id = :tenant)
			+ (select coalesce(sum(u.size), 0) from plan_upload u where u.tenant_id = :tenant and u.finished_at is null) as bigint) as bytes`
	);
	return Number(row!.bytes);
}
