import type { Knex } from 'knex';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { UNRELEASED } from './report-conditions-queries.ts';

export type Matter = 'overdue' | 'unaccepted' | 'unanswered' | 'unreleased';

export interface DigestPart {
	/** `account:<id>`, `body:<id>` or `nobody`: neither a person nor a body with an address. */
	recipient: string;
	matter: Matter;
	count: number;
	/** The oldest ones. */
	refs: string[];
}

/** Tenants that have reports to look after. */
export async function tenantsWithReportersAcrossTenants(db: Knex): Promise<{ id: string; slug: string; name: string }[]> {
	return db('tenant').whereExists(db('defect_reporter').whereRaw('defect_reporter.tenant_id = tenant.id').select(db.raw('1'))).orderBy('slug').select('id', 'slug', 'name');
}

/** How many and which reports wait for whom. @param since what came in before has waited long enough to be told of */
export function selectDigestParts(scope: TenantScope, now: Date, since: { accept: Date; answer: Date; release: Date }, refs: number): Promise<DigestPart[]> {
	return scope.query<DigestPart>(
		`with waiting as (
			select r.public_ref, r.received_at, r.assigned_to, case when b.email is not null and b.active then r.body_id end as body_id,
				r.open and r.due_at < :now as overdue,
				r.open and r.body_id is not null and r.body_state = 'proposed' and r.received_at < :accept as unaccepted,
				r.open and r.received_at < :answer and not exists (
					select from report_event e where e.report_id = r.id and e.public_text is not null and e.kind not in ('received', 'confirmed')) as unanswered,
				r.received_at < :release and ${UNRELEASED} as unreleased
			from report r left join responsible_body b on b.id = r.body_id
			where r.tenant_id = :tenant and r.accepted_at is not null and r.anonymised_at is null and r.merged_into is null
				and (r.open or r.body_release = 'pending' or exists (select from report_photo f where f.report_id = r.id and f.release = 'pending'))
		)
		select x.recipient, m.matter, cast(count(*) as integer) as count, (array_agg(w.public_ref order by w.received_at))[1:cast(:refs as integer)] as refs
		from waiting w
		cross join lateral (
			select 'account:' || w.assigned_to as recipient where w.assigned_to is not null
			union all select 'body:' || w.body_id where w.body_id is not null
			union all select 'nobody' where w.assigned_to is null and w.body_id is null
		) x
		cross join lateral (
			select 'overdue' as matter where w.overdue
			union all select 'unaccepted' where w.unaccepted
			union all select 'unanswered' where w.unanswered
			union all select 'unreleased' where w.unreleased
		) m
		group by x.recipient, m.matter order by 1, 2`,
		{ now, ...since, refs }
	);
}

/** Reports that became overdue since the last look are escalated once each: in their history, and in the next digest. @returns how many */
export async function escalateOverdue(scope: TenantScope, now: Date): Promise<number> {
	const rows = await scope.query<{ id: string }>(
		`with late as (
			update report r set escalated_at = :now
			where r.tenant_id = :tenant and r.open and r.accepted_at is not null and r.due_at < :now and r.escalated_at is null
			returning r.id, r.due_at
		)
		insert into report_event (tenant_id, report_id, kind, detail, actor, at)
		select :tenant, id, 'escalated', jsonb_build_object('due', due_at), 'system', :now from late
		returning report_id as id`,
		{ now }
	);
	return rows.length;
}

/** @returns false when that recipient was told on that day already */
export async function claimDigest(scope: TenantScope, recipient: string, day: string): Promise<boolean> {
	const rows = await scope.insert('report_digest', { recipient, day }).onConflict(['tenant_id', 'recipient', 'day']).ignore().returning('day');
	return rows.length > 0;
}

export async function noteDigestMail(scope: TenantScope, recipient: string, day: string, mailId: string): Promise<void> {
	await scope.table('report_digest').where({ recipient, day }).update({ mail_id: mailId });
}

/** Old notes are of no use: a day that is over is never told again. */
export async function forgetDigests(scope: TenantScope, before: string): Promise<void> {
	await scope.table('report_digest').where('day', '<', before).delete();
}

/** Who reads what waits for nobody. */
export async function listAdministrators(scope: TenantScope): Promise<string[]> {
	const rows = await scope.query<{ id: string }>(
		`select a.id from membership m join account a on a.id = m.account_id
		where m.tenant_id = :tenant and m.role = 'administrator' and a.disabled_at is null order by a.id`
	);
	return rows.map(({ id }) => id);
}
