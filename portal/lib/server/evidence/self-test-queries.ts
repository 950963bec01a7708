import type { Knex } from 'knex';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { FetchResult } from './types.ts';

/** Published steps whose period runs, of all tenants: what is public must stay reachable until the end. */
export async function runningStepsAcrossTenants(db: Knex, now: Date): Promise<{ tenantId: string; stepId: string }[]> {
	const result = await db.raw(
		`select s.tenant_id as "tenantId", s.id as "stepId" from procedure_step s join procedure p on p.tenant_id = s.tenant_id and p.id = s.procedure_id
		where s.published_at <= :now and s.starts_at <= :now and s.ends_at > :now and s.track <> 'toeb' and s.skipped_reason = ''
			and p.published_at <= :now and p.discarded_at is null
		order by s.starts_at, s.id`,
		{ now }
	);
	return result.rows;
}

export interface TestedStep {
	id: string;
	title: string;
	procedureId: string;
	procedureTitle: string;
	slug: string;
	tenantName: string;
	/** Where the tenant is told of outages. */
	email: string | null;
	/** The notice that is published. */
	noticeId: string | null;
	lastDay: string;
}

/** A step whose period runs; undefined when it is over or was never public. */
export async function findTestedStep(scope: TenantScope, stepId: string, now: Date): Promise<TestedStep | undefined> {
	const [row] = await scope.query<TestedStep & Record<string, unknown>>(
		`select s.id, s.title, p.id as "procedureId", p.title as "procedureTitle", t.slug, t.name as "tenantName", s.ends_on as "lastDay",
			coalesce(nullif(t.contact ->> 'email', ''), nullif(p.contact ->> 'email', '')) as email,
			(select n.id from notice n where n.tenant_id = s.tenant_id and n.step_id = s.id and n.published_at <= :now order by n.published_at desc limit 1) as "noticeId"
		from procedure_step s join procedure p on p.tenant_id = s.tenant_id and p.id = s.procedure_id join tenant t on t.id = s.tenant_id
		where s.tenant_id = :tenant and s.id = :stepId and s.published_at <= :now and s.starts_at <= :now and s.ends_at > :now
			and s.track <> 'toeb' and s.skipped_reason = '' and p.published_at <= :now and p.discarded_at is null`,
		{ stepId, now }
	);
	return row;
}

/** Whether the newest test of a step failed; null before the first. */
export async function lastOutcome(scope: TenantScope, stepId: string): Promise<boolean | null> {
	const row = await scope.table('self_test').where({ step_id: stepId }).orderBy('hour', 'desc').first('passed');
	return row ? row.passed : null;
}

export interface Outage {
	procedureId: string;
	procedureTitle: string;
	stepId: string;
	stepTitle: string;
	/** The first hour since which every test failed. */
	since: Date;
	/** The last failed hour. */
	hour: Date;
	failures: FetchResult[];
}

/** Steps that run and whose newest self-test failed. */
export async function listOutages(scope: TenantScope, now: Date): Promise<Outage[]> {
	const rows = await scope.query<Omit<Outage, 'failures'> & { results: FetchResult[] } & Record<string, unknown>>(
		`select s.procedure_id as "procedureId", p.title as "procedureTitle", s.id as "stepId", s.title as "stepTitle", t.hour, t.results,
			(select min(b.hour) from self_test b where b.tenant_id = s.tenant_id and b.step_id = s.id
				and b.hour > coalesce((select max(g.hour) from self_test g where g.tenant_id = s.tenant_id and g.step_id = s.id and g.passed), '-infinity')) as since
		from procedure_step s
		join procedure p on p.tenant_id = s.tenant_id and p.id = s.procedure_id
		join lateral (select hour, passed, results from self_test b where b.tenant_id = s.tenant_id and b.step_id = s.id order by hour desc limit 1) t on true
		where s.tenant_id = :tenant and s.published_at <= :now and s.starts_at <= :now and s.ends_at > :now and not t.passed
		order by t.hour desc, p.title`,
		{ now }
	);
	return rows.map(({ results, ...row }) => ({ ...row, since: new Date(row.since), hour: new Date(row.hour), failures: results.filter((each) => each.error !== null) }));
}
