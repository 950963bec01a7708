import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

/** At the end of the account's list; nothing happens to what is there already. @returns whether it was added; null: no such report */
export async function insertIntoShortlist(scope: TenantScope, accountId: string, reportId: string): Promise<boolean | null> {
	const [row] = await scope.query<{ exists: boolean; added: boolean }>(
		`with known as (select r.id from report r where r.tenant_id = :tenant and r.id = :reportId),
		added as (
			insert into report_shortlist (tenant_id, account_id, report_id, position)
			select :tenant, :accountId, id, coalesce((select max(position) + 1 from report_shortlist where tenant_id = :tenant and account_id = :accountId), 0)
			from known on conflict do nothing returning report_id
		)
		select exists (select from known) as exists, exists (select from added) as added`,
		{ accountId, reportId }
	);
	return row!.exists ? row!.added : null;
}

export async function deleteFromShortlist(scope: TenantScope, accountId: string, reportIds: readonly string[]): Promise<number> {
	const rows = await scope.table('report_shortlist').where({ account_id: accountId }).whereIn('report_id', [...reportIds]).delete().returning('report_id');
	return rows.length;
}

export async function clearShortlist(scope: TenantScope, accountId: string): Promise<void> {
	await scope.table('report_shortlist').where({ account_id: accountId }).delete();
}

/** Ids in their order. */
export function shortlistIds(scope: TenantScope, accountId: string): Promise<string[]> {
	return scope.table('report_shortlist').where({ account_id: accountId }).orderBy(['position', 'report_id']).pluck('report_id');
}

/** Writes the order; ids that are not on the list are left out, and those that are not named come last as they were. */
export async function writeOrder(scope: TenantScope, accountId: string, ids: readonly string[]): Promise<void> {
	await scope.query(
		`update report_shortlist s set position = o.place
		from (
			select l.report_id, row_number() over (order by g.place nulls last, l.position, l.report_id) - 1 as place
			from report_shortlist l left join unnest(cast(:ids as uuid[])) with ordinality as g (id, place) on g.id = l.report_id
			where l.tenant_id = :tenant and l.account_id = :accountId
		) o
		where s.tenant_id = :tenant and s.account_id = :accountId and s.report_id = o.report_id`,
		{ ids: [...ids], accountId }
	);
}
