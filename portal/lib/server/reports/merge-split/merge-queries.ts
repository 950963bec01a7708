import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';

/** Both rows in the order of their ids, so that two people who merge crosswise do not wait for each other for ever. */
export async function lockBoth(scope: TenantScope, one: string, other: string): Promise<void> {
	for (const id of [one, other].sort()) await scope.table('report').where({ id }).forUpdate().select('id');
}

export async function idOfRef(scope: TenantScope, publicRef: string): Promise<string | undefined> {
	return (await scope.table('report').where({ public_ref: publicRef }).first('id'))?.id;
}

export async function isPublic(scope: TenantScope, id: string): Promise<boolean> {
	return (await scope.table('report').where({ id }).first('is_public')).is_public;
}

/**
 * Supporters of one report become supporters of another; who supports both counts once.
 * @param person keyed hash of the author's address, who counts as well; null without an address
 */
export async function moveSupporters(scope: TenantScope, from: string, to: string, person: { hash: Buffer; token: Buffer } | null, now: Date): Promise<void> {
	await scope.query(
		`delete from report_support s using report_support same
		where s.tenant_id = :tenant and s.report_id = :from and same.report_id = :to and same.person = s.person
			and (same.confirmed_at is not null or s.confirmed_at is null)`,
		{ from, to }
	);
	// Confirmed there, unconfirmed here: the confirmed vote stays.
	await scope.query(
		`delete from report_support s using report_support same
		where s.tenant_id = :tenant and s.report_id = :to and same.report_id = :from and same.person = s.person`,
		{ from, to }
	);
	await scope.table('report_support').where({ report_id: from }).update({ report_id: to });
	if (person)
		await scope
			.insert('report_support', { report_id: to, person: person.hash, token_hash: person.token, created_at: now, confirmed_at: now })
			.onConflict(['report_id', 'person'])
			.ignore();
	await countSupporters(scope, [from, to]);
}

export async function countSupporters(scope: TenantScope, ids: string[]): Promise<void> {
	for (const id of ids)
		await scope.query(
			`update report r set support_count = (select count(*) from report_support s where s.report_id = r.id and s.confirmed_at is not null)
			where r.tenant_id = :tenant and r.id = :id`,
			{ id }
		);
}

/** Followers of one report follow another. @returns addresses of those that were confirmed */
export async function moveFollowers(scope: TenantScope, from: string, to: string): Promise<string[]> {
	const rows = await scope.query<{ email: string }>(
		`select email from report_alert where tenant_id = :tenant and report_id = :from and confirmed_at is not null order by email`,
		{ from }
	);
	await scope.query(
		`delete from report_alert a using report_alert same
		where a.tenant_id = :tenant and a.report_id = :from and same.report_id = :to and lower(same.email) = lower(a.email)`,
		{ from, to }
	);
	await scope.table('report_alert').where({ report_id: from }).update({ report_id: to });
	return [...new Set(rows.map((row) => row.email))];
}

/** What was merged into a report goes with it into another. */
export async function moveMerged(scope: TenantScope, from: string, to: string): Promise<void> {
	await scope.table('report').where({ merged_into: from }).update({ merged_into: to });
}
