import type { Knex } from 'knex';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

export interface DueRetention {
	tenant_id: string;
	id: string;
	public_ref: string;
	/** Its text is public, or was. */
	released: boolean;
	/** Its author asked for that before (Art. 17 DSGVO). */
	erased: boolean;
	changed_at: Date;
}

/** Closed reports whose category, or else reporter, keeps personal data no longer, oldest first; `fallback` days where neither says anything. */
export async function selectDueRetentionsAcrossTenants(db: Knex, now: Date, fallback: number, limit: number): Promise<DueRetention[]> {
	const { rows } = await db.raw(
		`select r.tenant_id, r.id, r.public_ref, r.body_release = 'released' and not r.private and r.hidden_at is null as released, r.anonymised_at is not null as erased,
			r.changed_at
		from (
			select k.id, k.tenant_id,
				make_interval(days => coalesce(k.anonymise_after_days, cast(d.settings ->> 'anonymiseAfterDays' as integer), cast(:fallback as integer))) as kept
			from report_category k join defect_reporter d on d.id = k.reporter_id
		) d
		join report r on r.category_id = d.id and r.tenant_id = d.tenant_id
		where r.closed_at < cast(:now as timestamptz) - d.kept and not r.open and (r.anonymised_at is null or r.anonymised_at < r.closed_at + d.kept)
		order by r.closed_at limit :limit`,
		{ now, fallback, limit }
	);
	return rows;
}

/** What the public reads stays as the public reads it; what an editor cut out of it goes. */
export async function keepPublicWordsOnly(scope: TenantScope, reportId: string): Promise<void> {
	await scope.query(
		`update report set title = coalesce(public_title, title), body = coalesce(public_body, body), public_title = null, public_body = null
		where tenant_id = :tenant and id = :reportId`,
		{ reportId }
	);
}

/** Followers, supporters (their number stays), complaints' words, contractors' addresses and orders. */
export async function forgetOthers(scope: TenantScope, reportId: string): Promise<void> {
	const of = { report_id: reportId };
	await scope.table('report_support').where(of).delete();
	await scope.table('report_alert').where(of).delete();
	await scope.table('report_flag').where(of).update({ reason: '' });
	await scope.table('report_delegation').where(of).update({ email: '', order_text: '' });
}

/** The history keeps what happened and every public answer; words for the staff alone go. */
export async function eraseInternalWords(scope: TenantScope, reportId: string): Promise<void> {
	await scope.query(
		`update report_event set public_text = null, detail = '{"erased": true}'
		where tenant_id = :tenant and report_id = :reportId and detail <> '{"erased": true}'
			and (kind in ('note', 'feedback', 'reopened')
				or public_text is null and detail \\?| array['note', 'reason', 'text', 'answer', 'email', 'name', 'order', 'contractor', 'before', 'after', 'to'])`,
		{ reportId }
	);
}

/** Answers to questions of which the category says that they tell nothing about a person, and that are not written freely. */
export async function answersToKeep(scope: TenantScope, reportId: string): Promise<Record<string, unknown>> {
	const [row] = await scope.query<{ kept: Record<string, unknown> }>(
		`select coalesce((
			select jsonb_object_agg(a.key, a.value) from jsonb_each(r.answers) a
			where exists (select from jsonb_array_elements(k.fields) f
				where f ->> 'code' = a.key and f ->> 'keep' = 'true' and f ->> 'type' not in ('string', 'text', 'notice'))
		), '{}') as kept
		from report r join report_category k on k.tenant_id = :tenant and k.id = r.category_id where r.tenant_id = :tenant and r.id = :reportId`,
		{ reportId }
	);
	return row!.kept;
}

/** Nothing that anybody can see has changed: neither feeds nor lists shall tell of it as news. */
export async function markForgotten(scope: TenantScope, reportId: string, rest: { answers: Record<string, unknown>; changedAt: Date }, now: Date): Promise<void> {
	await scope.table('report').where({ id: reportId }).update({ answers: JSON.stringify(rest.answers), changed_at: rest.changedAt, anonymised_at: now });
}

/** Photos that nobody released; of a report that is not public, all. */
export function photosToForget(scope: TenantScope, reportId: string, keepReleased: boolean) {
	const query = scope.table('report_photo').where({ report_id: reportId });
	return (keepReleased ? query.whereNot('release', 'released') : query).select('*');
}
