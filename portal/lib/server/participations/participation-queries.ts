import type { Knex } from 'knex';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

export interface ParticipationRow {
	id: string;
	tenant_id: string;
	plan_version_id: string | null;
	plan_id: string | null;
	plan_name: string | null;
	version: number | null;
	title: string;
	intro: string;
	starts_at: Date;
	ends_at: Date;
	contact: Record<string, string>;
	settings: Record<string, string>;
	published_at: Date | null;
	audience: 'public' | 'toeb';
	step_id: string | null;
	procedure_id: string | null;
	procedure_title: string | null;
	changes_only: boolean | null;
	west: number | null;
	south: number | null;
	east: number | null;
	north: number | null;
	/** Only of a single one. */
	area?: string | null;
}

/** Those of public bodies are reached by their invitation only. */
const PUBLIC = "p.published_at is not null and p.audience = 'public'";

const SELECT = `
	select p.id, p.tenant_id, p.plan_version_id, v.plan_id, v.name as plan_name, v.number as version, p.title, p.intro,
		p.starts_at, p.ends_at, p.contact, p.settings, p.published_at, p.audience, p.step_id, s.procedure_id, pr.title as procedure_title, s.changes_only,
		ST_XMin(ground.area) as west, ST_YMin(ground.area) as south, ST_XMax(ground.area) as east, ST_YMax(ground.area) as north
	from participation p
	left join plan_version v on v.tenant_id = p.tenant_id and v.id = p.plan_version_id
	left join procedure_step s on s.tenant_id = p.tenant_id and s.id = p.step_id
	left join procedure pr on pr.tenant_id = p.tenant_id and pr.id = s.procedure_id
	cross join lateral (select case when p.plan_version_id is null then pr.area else v.area end as area) ground
	where p.tenant_id = :tenant`;

/** A metre more or less is not seen; the area of a land-use plan has very many corners. */
const AREA = 'case when p.plan_version_id is null then ST_AsGeoJSON(ST_SimplifyPreserveTopology(pr.area, 1), 1, 0) end';

export async function findParticipation(scope: TenantScope, id: string): Promise<ParticipationRow | undefined> {
	const sql = SELECT.replace('select p.id', `select ${AREA} as area, p.id`);
	return (await scope.query<ParticipationRow>(`${sql} and p.id = :id`, { id }))[0];
}

export function listParticipations(scope: TenantScope, onlyPublished: boolean): Promise<ParticipationRow[]> {
	return scope.query<ParticipationRow>(
		`${SELECT} ${onlyPublished ? `and ${PUBLIC}` : ''} order by p.starts_at desc, p.id`
	);
}

export function listParticipationsOfPlan(scope: TenantScope, planId: string): Promise<ParticipationRow[]> {
	return scope.query<ParticipationRow>(
		`${SELECT} and v.plan_id = :planId and ${PUBLIC} order by p.starts_at desc, p.id`,
		{ planId }
	);
}

/** The Land's portal shows what is public in every tenant, and nothing else. */
export async function listRunningAcrossTenants(
	db: Knex,
	now: Date,
	limit: number
): Promise<(ParticipationRow & { slug: string; tenant_name: string })[]> {
	const sql = `${SELECT.replace('where p.tenant_id = :tenant', '')
		.replace('select p.id', 'select t.slug, t.name as tenant_name, p.id')}
		join tenant t on t.id = p.tenant_id
		where ${PUBLIC} and v.published_at is not null and p.starts_at <= :now and p.ends_at > :now
		order by p.ends_at, p.id limit :limit`;
	return (await db.raw(sql, { now, limit })).rows;
}

/** @returns versions that a participation can be about, newest first */
export function listPlanVersions(scope: TenantScope): Promise<{ id: string; name: string; number: number; published_at: Date | null }[]> {
	return scope.query(
		`select v.id, v.name, v.number, v.published_at from plan_version v where v.tenant_id = :tenant order by v.name, v.number desc`
	);
}

export async function xplanVersionOf(scope: TenantScope, planVersionId: string): Promise<string> {
	return (await scope.table('plan_version').where({ id: planVersionId }).first('xplan_version')).xplan_version;
}

export async function countStatements(scope: TenantScope): Promise<Map<string, number>> {
	const rows = await scope.query<{ id: string; count: number }>(
		`select participation_id as id, count(*) as count from statement where tenant_id = :tenant group by participation_id`
	);
	return new Map(rows.map((row) => [row.id, Number(row.count)]));
}

export async function isVersionPublished(scope: TenantScope, planVersionId: string): Promise<boolean | undefined> {
	const row = await scope.table('plan_version').where({ id: planVersionId }).first('published_at');
	return row && row.published_at !== null;
}
