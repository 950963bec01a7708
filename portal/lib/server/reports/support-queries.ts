import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

export interface SupportRow {
	id: string;
	report_id: string;
	created_at: Date;
	confirmed_at: Date | null;
}

/** @returns what there was before; null when this row is new */
export async function upsertSupport(
	scope: TenantScope,
	vote: { reportId: string; person: Buffer; tokenHash: Buffer; now: Date; askAgainBefore: Date }
): Promise<{ ask: boolean }> {
	const rows = await scope.query<{ id: string }>(
		`insert into report_support (tenant_id, report_id, person, token_hash, created_at)
		values (:tenant, :reportId, :person, :tokenHash, :now)
		on conflict (report_id, person) do update set token_hash = excluded.token_hash, created_at = excluded.created_at
			where report_support.confirmed_at is null and report_support.created_at < :askAgainBefore
		returning id`,
		vote
	);
	// No row: confirmed already, or a mail is on its way.
	return { ask: rows.length > 0 };
}

export async function selectSupport(scope: TenantScope, reportId: string, tokenHash: Buffer): Promise<SupportRow | null> {
	return (await scope.table('report_support').where({ report_id: reportId, token_hash: tokenHash }).first('id', 'report_id', 'created_at', 'confirmed_at')) ?? null;
}

/** @returns whether this call confirmed it */
export async function confirmSupportRow(scope: TenantScope, id: string, now: Date): Promise<boolean> {
	return (await scope.table('report_support').where({ id }).whereNull('confirmed_at').update({ confirmed_at: now })) > 0;
}

/** @returns how many there are now, and how many an idea needs */
export async function countSupport(scope: TenantScope, reportId: string): Promise<{ count: number; threshold: number }> {
	const [row] = await scope.query<{ count: number; threshold: number }>(
		`update report r set support_count = (select count(*) from report_support s where s.report_id = r.id and s.confirmed_at is not null)
		from report_category c
		where r.tenant_id = :tenant and r.id = :reportId and c.id = r.category_id
		returning r.support_count as count, c.support_threshold as threshold`,
		{ reportId }
	);
	return row!;
}

export async function authorEmailOf(scope: TenantScope, reportId: string): Promise<string | null> {
	return (await scope.table('report').where({ id: reportId }).first('author_email'))?.author_email ?? null;
}

export async function insertFlag(scope: TenantScope, flag: { reportId: string; photoId: string | null; reason: string; at: Date }): Promise<void> {
	await scope.insert('report_flag', { report_id: flag.reportId, photo_id: flag.photoId, reason: flag.reason, at: flag.at });
}
