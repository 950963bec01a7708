import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { protocolTexts } from '../../texts/evidence.ts';
import { lastLink } from '../statements/receipt-chain-queries.ts';
import type { FetchResult } from './types.ts';
import type { TestRow } from './uptime.ts';

/** What the protocol tells of a step beside its own columns. */
export interface StepFacts {
	stepId: string;
	publishedBy: string | null;
	planName: string | null;
	planVersion: number | null;
}

export function listStepFacts(scope: TenantScope, procedureId: string): Promise<StepFacts[]> {
	return scope.query<StepFacts & Record<string, unknown>>(
		`select s.id as "stepId", a.name as "publishedBy", pv.name as "planName", pv.number as "planVersion"
		from procedure_step s left join account a on a.id = s.published_by
		left join plan_version pv on pv.tenant_id = s.tenant_id and pv.id = s.plan_version_id
		where s.tenant_id = :tenant and s.procedure_id = :procedureId`,
		{ procedureId }
	);
}

export interface NoticeRow {
	id: string;
	stepId: string;
	publishedIn: string;
	/** `YYYY-MM-DD` */
	publishedOn: string | null;
	publishedAt: Date;
	reason: string;
}

export async function listNotices(scope: TenantScope, procedureId: string): Promise<NoticeRow[]> {
	const rows = await scope.query<NoticeRow & Record<string, unknown>>(
		`select id, step_id as "stepId", published_in as "publishedIn", published_on as "publishedOn", published_at as "publishedAt", reason
		from notice where tenant_id = :tenant and procedure_id = :procedureId and published_at is not null order by published_at, id`,
		{ procedureId }
	);
	return rows.map((row) => ({ ...row, publishedAt: new Date(row.publishedAt) }));
}

/** Self-tests by step, oldest first, with what failed only. */
export async function listTests(scope: TenantScope, procedureId: string): Promise<Map<string, TestRow[]>> {
	const rows = await scope.query<TestRow & { stepId: string } & Record<string, unknown>>(
		`select step_id as "stepId", hour, at, passed, results @> '[{"address":"own"}]' as own, jsonb_array_length(results) as addresses,
			coalesce((select jsonb_agg(r) from jsonb_array_elements(results) as r where r ->> 'error' is not null), '[]') as failures
		from self_test where tenant_id = :tenant and procedure_id = :procedureId order by hour`,
		{ procedureId }
	);
	const tests = rows.map((row) => ({ ...row, hour: new Date(row.hour), at: new Date(row.at), failures: row.failures as FetchResult[] }));
	return Map.groupBy(tests, (row) => row.stepId);
}

/** The last entry of the chain of the whole installation: it proves everything before it. */
export async function chainHead(scope: TenantScope): Promise<{ seq: number; link: string } | null> {
	const last = await lastLink(scope.db);
	return last ? { seq: last.seq, link: last.link.toString('hex') } : null;
}

/** „Name, Fassung n“ of versions of plans; what is no id of one is left out. */
export async function planVersionNames(scope: TenantScope, ids: string[]): Promise<Map<string, string>> {
	if (ids.length === 0) return new Map();
	const rows = await scope.query<{ id: string; name: string; number: number }>(
		`select v.id, v.name, v.number from plan_version v
		where v.tenant_id = :tenant and cast(v.id as text) in (select i.id from json_array_elements_text(cast(:ids as json)) as i(id))`,
		{ ids: JSON.stringify([...new Set(ids)]) }
	);
	return new Map(rows.map(({ id, name, number }) => [id, protocolTexts.planVersion(name, number)]));
}
