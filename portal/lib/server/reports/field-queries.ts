import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

/** Open reports of the account: the shortlist in its order, then those assigned, the most urgent first. */
export async function fieldReportIds(scope: TenantScope, accountId: string, limit: number): Promise<string[]> {
	const rows = await scope.query<{ id: string }>(
		`select r.id from report r
		left join report_shortlist s on s.report_id = r.id and s.account_id = :accountId
		where r.tenant_id = :tenant and r.open and r.accepted_at is not null and (s.report_id is not null or r.assigned_to = :accountId)
		order by s.position nulls last, r.due_at nulls last, r.id limit :limit`,
		{ accountId, limit }
	);
	return rows.map(({ id }) => id);
}

/** The first thumbnail of each report. */
export async function firstPhotoIds(scope: TenantScope, reportIds: readonly string[]): Promise<Map<string, string>> {
	const rows = await scope.query<{ report_id: string; id: string }>(
		`select distinct on (report_id) report_id, id from report_photo
		where tenant_id = :tenant and report_id = any(cast(:reportIds as uuid[])) order by report_id, position, id`,
		{ reportIds: [...reportIds] }
	);
	return new Map(rows.map((row) => [row.report_id, row.id]));
}

/** Takes the key of a change, or waits for who has it. @returns false when it was taken before */
export async function claimChange(scope: TenantScope, change: { key: string; reportId: string; accountId: string }, now: Date): Promise<boolean> {
	const row = { key: change.key, report_id: change.reportId, account_id: change.accountId, at: now };
	return (await scope.insert('report_field_change', row).onConflict(['tenant_id', 'key']).ignore().returning('key')).length > 0;
}

export function findChange(scope: TenantScope, key: string): Promise<{ answer: Record<string, unknown>; account_id: string } | undefined> {
	return scope.table('report_field_change').where({ key }).first('answer', 'account_id');
}

export async function answerChange(scope: TenantScope, key: string, answer: Record<string, unknown>): Promise<void> {
	await scope.table('report_field_change').where({ key }).update({ answer: JSON.stringify(answer) });
}

export async function nextPhotoPosition(scope: TenantScope, reportId: string): Promise<number> {
	const [row] = await scope.query<{ next: number }>(
		'select coalesce(max(position) + 1, 0) as next from report_photo where tenant_id = :tenant and report_id = :reportId',
		{ reportId }
	);
	return Number(row!.next);
}
