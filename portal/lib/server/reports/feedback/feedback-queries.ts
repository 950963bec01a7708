import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';

export async function idOfCode(scope: TenantScope, hash: Buffer): Promise<string | undefined> {
	return (await scope.table('report').where({ code_hash: hash }).first('id'))?.id;
}

/** Whether the author has told since the report was closed. */
export async function hasFeedback(scope: TenantScope, reportId: string, since: Date): Promise<boolean> {
	return (await scope.table('report_event').where({ report_id: reportId, kind: 'feedback' }).where('at', '>=', since).first('id')) !== undefined;
}

/** Who writes again gets no mail twice: the entry of the history is the mark. */
export async function selectDueFeedbackAcrossTenants(db: TenantScope['db'], now: Date, limit: number): Promise<{ tenant_id: string; report_id: string }[]> {
	const { rows } = await db.raw(
		`with rule as (
			select id, tenant_id, make_interval(days => coalesce(cast(settings ->> 'feedbackAfterDays' as integer), 14)) as after
			from defect_reporter where settings -> 'feedbackAfterDays' is distinct from 'null'::jsonb
		)
		select r.tenant_id, r.id as report_id
		from rule join report r on r.tenant_id = rule.tenant_id and r.reporter_id = rule.id
		where r.closed_at <= cast(:now as timestamptz) - rule.after
			-- Not years later, because the rule was switched on.
			and r.closed_at > cast(:now as timestamptz) - rule.after - interval '14 days'
			and r.author_email is not null and (r.email_confirmed_at is not null or r.origin = 'staff')
			and r.merged_into is null and r.anonymised_at is null
			and not exists (select from report_event e where e.report_id = r.id and e.kind in ('feedback-asked', 'feedback') and e.at >= r.closed_at)
		order by r.closed_at, r.id limit :limit`,
		{ now, limit }
	);
	return rows;
}

export async function wasAsked(scope: TenantScope, reportId: string, since: Date): Promise<boolean> {
	return (await scope.table('report_event').where({ report_id: reportId, kind: 'feedback-asked' }).where('at', '>=', since).first('id')) !== undefined;
}
