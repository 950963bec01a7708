import type { Knex } from 'knex';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { CheckPart } from '../../../../importers/xplan/check-parts.ts';
import type { Finding } from '../../../../importers/xplan/model.ts';
import type { BlockingRule, CheckFacts, CheckReport, CheckState, Verdict } from './check-types.ts';

/** Rows of `plan_check` and `plan_check_override`. */

/** Puts the check of a version into the waiting state, whether or not there was one. @returns false while one is under way already */
export async function insertCheck(scope: TenantScope, versionId: string, askedBy: string | null, now: Date): Promise<boolean> {
	const rows = await scope.query(
		`insert into plan_check (plan_version_id, tenant_id, asked_by, queued_at) values (:versionId, :tenant, :askedBy, :now)
		on conflict (plan_version_id) do update set state = 'queued', progress = 0, stage = '', verdict = null, counts = '{}', blocking = '[]',
			facts = '{}', findings = '[]', skipped = '[]', error = null, engine = null, duration_ms = null, asked_by = excluded.asked_by,
			queued_at = excluded.queued_at, finished_at = null
		where plan_check.state in ('done', 'failed')
		returning plan_version_id`,
		{ versionId, askedBy, now }
	);
	return rows.length > 0;
}

export interface CheckFile {
	versionId: string;
	state: CheckState;
	fileName: string;
	key: string;
	gmlPath: string | null;
	/** Versions of the same document, this one included, whose check is open: one report serves all. */
	together: string[];
}

/** The document that a check is about; null for a version that is gone. */
export async function findCheckFile(scope: TenantScope, versionId: string): Promise<CheckFile | null> {
	const [row] = await scope.query<CheckFile & Record<string, unknown>>(
		`select v.id as "versionId", c.state, f.name as "fileName", f.key, v.gml_path as "gmlPath", array(
			select o.id from plan_version o join plan_check oc on oc.tenant_id = o.tenant_id and oc.plan_version_id = o.id
			where o.tenant_id = :tenant and o.file_id = v.file_id and o.gml_path is not distinct from v.gml_path
				and oc.state in ('queued', 'running')) as together
		from plan_version v
		join plan_check c on c.tenant_id = v.tenant_id and c.plan_version_id = v.id
		join file f on f.tenant_id = v.tenant_id and f.id = v.file_id
		where v.tenant_id = :tenant and v.id = :versionId`,
		{ versionId }
	);
	return row ?? null;
}

const open = (scope: TenantScope, versionIds: string[]) =>
	scope.table('plan_check').whereIn('plan_check.plan_version_id', versionIds).whereIn('state', ['queued', 'running']);

/** @returns how many of the versions are still there and open */
export async function setCheckProgress(scope: TenantScope, versionIds: string[], progress: number, stage: CheckPart): Promise<number> {
	return open(scope, versionIds).update({ state: 'running', progress, stage });
}

export async function setCheckWaiting(scope: TenantScope, versionIds: string[]): Promise<void> {
	await open(scope, versionIds).update({ state: 'queued', progress: 0, stage: '' });
}

export async function saveReport(scope: TenantScope, versionIds: string[], report: CheckReport, now: Date): Promise<void> {
	await open(scope, versionIds).update({
		state: 'done',
		progress: 1,
		verdict: report.verdict,
		counts: JSON.stringify(report.counts),
		blocking: JSON.stringify(report.blocking),
		facts: JSON.stringify(report.facts),
		findings: JSON.stringify(report.findings),
		skipped: JSON.stringify(report.skipped),
		engine: report.engine,
		duration_ms: report.durationMs,
		finished_at: now
	});
}

export async function failCheck(scope: TenantScope, versionIds: string[], error: { code: string; message: string }, now: Date): Promise<void> {
	await open(scope, versionIds).update({ state: 'failed', error: JSON.stringify(error), finished_at: now });
}

/** Versions without a report, or whose check nobody works on: from before this existed, from the command line, or of a killed process. */
export async function uncheckedVersionsAcrossTenants(db: Knex, limit: number): Promise<{ versionId: string; tenantId: string }[]> {
	const { rows } = await db.raw(
		`select v.id as "versionId", v.tenant_id as "tenantId"
		from plan_version v left join plan_check c on c.plan_version_id = v.id
		where (c.plan_version_id is null or c.state in ('queued', 'running')) and not exists (
			select from queue.job j
			where j.name = 'plan-check' and j.state in ('created', 'retry', 'active') and j.data ->> 'versionId' = cast(v.id as text))
		order by v.created_at desc limit ?`,
		[limit]
	);
	return rows;
}

export interface CheckRow {
	state: CheckState;
	progress: number;
	/** '' before it has begun. */
	stage: CheckPart | '';
	verdict: Verdict | null;
	counts: CheckReport['counts'];
	blocking: BlockingRule[];
	skipped: string[];
	error: { code: string; message: string } | null;
	engine: string | null;
	durationMs: number | null;
	finishedAt: Date | null;
}

/** The report without its findings; null where none was ever asked for. */
export async function findCheck(scope: TenantScope, versionId: string): Promise<CheckRow | null> {
	const [row] = await scope.query<CheckRow & Record<string, unknown>>(
		`select c.state, c.progress, c.stage, c.verdict, c.counts, c.blocking, c.skipped, c.error, c.engine, c.duration_ms as "durationMs",
			c.finished_at as "finishedAt"
		from plan_check c where c.tenant_id = :tenant and c.plan_version_id = :versionId`,
		{ versionId }
	);
	return row ?? null;
}

export async function listCheckFindings(scope: TenantScope, versionId: string): Promise<Finding[]> {
	return (await scope.table('plan_check').where('plan_check.plan_version_id', versionId).first('findings'))?.findings ?? [];
}

/** Some of the findings, in their order, and how many there are in all; without taking the others along. */
export async function pageOfFindings(scope: TenantScope, versionId: string, from: number, count: number): Promise<{ findings: Finding[]; total: number }> {
	const [row] = await scope.query<{ findings: Finding[]; total: number }>(
		`select jsonb_array_length(c.findings) as total, jsonb_path_query_array(c.findings, '$[$first to $last]',
			jsonb_build_object('first', cast(:from as integer), 'last', cast(:from as integer) + cast(:count as integer) - 1)) as findings
		from plan_check c where c.tenant_id = :tenant and c.plan_version_id = :versionId`,
		{ versionId, from, count }
	);
	return row ?? { findings: [], total: 0 };
}

export interface KeptReport {
	fileName: string;
	gmlPath: string | null;
	facts: Partial<CheckFacts>;
	counts: CheckReport['counts'];
	findings: Finding[];
	skipped: string[];
	finishedAt: Date;
	/** Of the version, for a report from before the facts were kept. */
	xplanVersion: string;
	name: string;
	class: string;
	gmlId: string;
	number: number;
	srid: number;
	objectCount: number;
}

/** The whole report with what the version says of itself; null where no check has ended. */
export async function findReport(scope: TenantScope, versionId: string): Promise<KeptReport | null> {
	const [row] = await scope.query<KeptReport & Record<string, unknown>>(
		`select f.name as "fileName", v.gml_path as "gmlPath", c.facts, c.counts, c.findings, c.skipped, c.finished_at as "finishedAt",
			v.xplan_version as "xplanVersion", v.name, p.class, v.gml_id as "gmlId", v.number, v.srid, v.object_count as "objectCount"
		from plan_check c
		join plan_version v on v.tenant_id = c.tenant_id and v.id = c.plan_version_id
		join plan p on p.tenant_id = v.tenant_id and p.id = v.plan_id
		join file f on f.tenant_id = v.tenant_id and f.id = v.file_id
		where c.tenant_id = :tenant and c.plan_version_id = :versionId and c.state = 'done'`,
		{ versionId }
	);
	return row ?? null;
}

export interface Override {
	id: string;
	rules: { rule: string; count: number }[];
	reason: string;
	accountName: string;
	at: Date;
}

/** @param scope with `planId` all versions of the plan, else one version; oldest first */
export async function listOverrides(scope: TenantScope, of: { versionId: string } | { planId: string }): Promise<(Override & { versionId: string })[]> {
	const bindings = { versionId: 'versionId' in of ? of.versionId : null, planId: 'planId' in of ? of.planId : null };
	return scope.query<Override & { versionId: string } & Record<string, unknown>>(
		`select o.id, o.plan_version_id as "versionId", o.rules, o.reason, o.account_name as "accountName", o.at
		from plan_check_override o join plan_version v on v.tenant_id = o.tenant_id and v.id = o.plan_version_id
		where o.tenant_id = :tenant and (o.plan_version_id = cast(:versionId as uuid) or v.plan_id = cast(:planId as uuid))
		order by o.at, o.id`,
		bindings
	);
}

export async function insertOverride(
	scope: TenantScope,
	row: { versionId: string; rules: { rule: string; count: number }[]; reason: string; accountId: string; accountName: string; at: Date }
): Promise<void> {
	await scope.insert('plan_check_override', {
		plan_version_id: row.versionId,
		rules: JSON.stringify(row.rules),
		reason: row.reason,
		account_id: row.accountId,
		account_name: row.accountName,
		at: row.at
	});
}

/** Who published a version. */
export async function setPublisher(scope: TenantScope, versionId: string, accountId: string | null): Promise<void> {
	await scope.table('plan_version').where('plan_version.id', versionId).update({ published_by: accountId });
}
