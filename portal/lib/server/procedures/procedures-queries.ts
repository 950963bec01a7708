import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { InnerDevelopment } from './inner-development.ts';
import type { ProcedureKind } from './kinds/kind.ts';
import type { StatusSpan } from './status.ts';

/** Columns of `procedure` and what holds at `:now`. */
export interface ProcedureRow {
	id: string;
	tenant_id: string;
	kind_key: string;
	kind: ProcedureKind;
	plan_id: string | null;
	title: string;
	number: string | null;
	summary: string;
	easy_language: string;
	topics: string[];
	municipality: string;
	contact: Record<string, string>;
	neighbour_states: string;
	inner_development: Partial<InnerDevelopment>;
	external: Record<string, string>;
	published_at: Date | null;
	discarded_at: Date | null;
	created_at: Date;
	changed_at: Date;
	status: string | null;
	status_step_id: string | null;
	west: number | null;
	south: number | null;
	east: number | null;
	north: number | null;
}

const SELECT = `
	select p.id, p.tenant_id, p.kind_key, p.kind, p.plan_id, p.title, p.number, p.summary, p.easy_language, p.topics, p.municipality, p.contact,
		p.neighbour_states, p.inner_development, p.external, p.published_at, p.discarded_at, p.created_at, p.changed_at, s.status, s.step_id as status_step_id,
		ST_XMin(p.area) as west, ST_YMin(p.area) as south, ST_XMax(p.area) as east, ST_YMax(p.area) as north
	from procedure p
	left join procedure_status s on s.tenant_id = p.tenant_id and s.procedure_id = p.id and s.since <= :now and s.until > :now
	where p.tenant_id = :tenant`;

export async function findProcedure(scope: TenantScope, id: string, now: Date): Promise<ProcedureRow | undefined> {
	return (await scope.query<ProcedureRow>(`${SELECT} and p.id = :id`, { id, now }))[0];
}

export interface ListFilter {
	onlyPublished?: boolean;
	/** With `onlyPublished`: also steps that were taken back. */
	withdrawn?: boolean;
	/** Given up ones too. */
	discarded?: boolean;
	planId?: string;
	status?: string;
	kindKey?: string;
	/** Words of title, number, municipality. */
	search?: string;
	/** Only drafts that nobody sees yet. */
	drafts?: boolean;
}

/** Last changed first. */
export function findProcedures(scope: TenantScope, now: Date, filter: ListFilter, page: { limit: number; offset: number }): Promise<ProcedureRow[]> {
	const { where, bindings } = conditions(filter);
	return scope.query<ProcedureRow>(`${SELECT} ${where} order by p.changed_at desc, p.id limit :limit offset :offset`, { ...bindings, now, ...page });
}

export async function countProcedures(scope: TenantScope, now: Date, filter: ListFilter): Promise<number> {
	const { where, bindings } = conditions(filter);
	const [row] = await scope.query<{ count: number }>(`select count(*) as count from (${SELECT} ${where}) r`, { ...bindings, now });
	return Number(row!.count);
}

function conditions(filter: ListFilter): { where: string; bindings: Record<string, unknown> } {
	const where: string[] = [];
	if (filter.onlyPublished) where.push('and p.published_at is not null');
	if (!filter.discarded) where.push('and p.discarded_at is null');
	if (filter.drafts) where.push('and p.published_at is null');
	if (filter.planId) where.push('and p.plan_id = :planId');
	if (filter.status) where.push('and s.status = :status');
	if (filter.kindKey) where.push('and p.kind_key = :kindKey');
	if (filter.search) where.push(`and (p.search @@ plainto_tsquery('german', search_fold(:search)) or p.title ilike :like or p.number ilike :like)`);
	const like = `%${(filter.search ?? '').replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
	return { where: where.join(' '), bindings: { planId: filter.planId ?? null, status: filter.status ?? null, kindKey: filter.kindKey ?? null, search: filter.search ?? null, like } };
}

export type StepRow = Record<string, never>;

/** Steps of procedures in order, with the participation of each. */
export function stepRows(scope: TenantScope, procedureIds: string[]): Promise<StepRow[]> {
	return scope.query<StepRow>(
		`select s.*, a.id as participation_id
		 from procedure_step s
		 left join participation a on a.tenant_id = s.tenant_id and a.step_id = s.id
		 where s.tenant_id = :tenant and s.procedure_id = any (cast(:ids as uuid[]))
		 order by s.procedure_id, s.position, s.iteration, s.id`,
		{ ids: procedureIds }
	);
}

export async function stepRow(scope: TenantScope, stepId: string): Promise<StepRow | undefined> {
	return (
		await scope.query<StepRow>(
			`select s.*, a.id as participation_id from procedure_step s
			 left join participation a on a.tenant_id = s.tenant_id and a.step_id = s.id
			 where s.tenant_id = :tenant and s.id = :stepId`,
			{ stepId }
		)
	)[0];
}

/** Everybody who changes a procedure comes one after the other. */
export async function lockProcedure(scope: TenantScope, id: string): Promise<boolean> {
	return Boolean(await scope.table('procedure').where({ id }).forUpdate().first('id'));
}

export async function procedureKind(scope: TenantScope, id: string): Promise<ProcedureKind | null> {
	return (await scope.table('procedure').where({ id }).first('kind'))?.kind ?? null;
}

/** When the procedure became public, with its first step or notice; it stays so when the step is taken back. */
export async function announcedAt(scope: TenantScope, procedureId: string): Promise<Date | null> {
	const [row] = await scope.query<{ at: Date | null }>(
		`select least(p.published_at, (select min(n.published_at) from notice n where n.tenant_id = :tenant and n.procedure_id = p.id)) as at
		 from procedure p where p.tenant_id = :tenant and p.id = :procedureId`,
		{ procedureId }
	);
	return row?.at ? new Date(row.at) : null;
}

/** What was to be told later of a step whose days changed. */
export async function forgetComingEvents(scope: TenantScope, stepId: string, now: Date): Promise<void> {
	await scope.table('publication_event').where({ step_id: stepId }).whereNull('matched_at').where('at', '>', now).delete();
}

/** The participation of a step that was taken back: gone, or hidden where it holds statements that staff entered. */
export async function closeParticipation(scope: TenantScope, participationId: string): Promise<void> {
	const statement = await scope.table('statement').where({ participation_id: participationId }).first('id');
	const row = scope.table('participation').where({ id: participationId });
	await (statement ? row.update({ published_at: null }) : row.delete());
}

/** Opens the participation of a step that is published again. @returns false when it holds statements about another version of the plan */
export async function reopenParticipation(scope: TenantScope, id: string, row: { plan_version_id: string | null; published_at: Date }): Promise<boolean> {
	const changed = await scope.query(
		`update participation a set published_at = :publishedAt, plan_version_id = cast(:versionId as uuid)
		 where a.tenant_id = :tenant and a.id = :id and (a.plan_version_id is not distinct from cast(:versionId as uuid)
			or not exists (select from statement s where s.tenant_id = :tenant and s.participation_id = a.id)) returning a.id`,
		{ id, versionId: row.plan_version_id, publishedAt: row.published_at }
	);
	return changed.length > 0;
}

export async function insertProcedure(scope: TenantScope, row: Record<string, unknown>): Promise<string> {
	const [made] = await scope.insert('procedure', row).returning('id');
	return made.id;
}

export async function insertSteps(scope: TenantScope, rows: Record<string, unknown>[]): Promise<string[]> {
	const made = await scope.insert('procedure_step', rows).returning('id');
	return made.map(({ id }: { id: string }) => id);
}

export async function updateStep(scope: TenantScope, stepId: string, row: Record<string, unknown>, now: Date): Promise<void> {
	await scope.table('procedure_step').where({ id: stepId }).update({ ...row, changed_at: now });
}

export async function deleteStep(scope: TenantScope, stepId: string): Promise<void> {
	await scope.table('procedure_step').where({ id: stepId }).delete();
}

export async function updateProcedure(scope: TenantScope, id: string, row: Record<string, unknown>, now: Date): Promise<void> {
	await scope.table('procedure').where({ id }).update({ ...row, changed_at: now });
}

/** Geltungsbereich of the plan's newest version, or of the given one. */
export async function areaFromPlan(scope: TenantScope, id: string, plan: { planId: string; versionId?: string | null }): Promise<boolean> {
	const rows = await scope.query(
		`update procedure p set area = v.area, point = ST_PointOnSurface(v.area)
		 from (select area from plan_version where tenant_id = :tenant and plan_id = :planId and area is not null
			and (cast(:versionId as uuid) is null or id = cast(:versionId as uuid)) order by number desc limit 1) v
		 where p.tenant_id = :tenant and p.id = :id returning p.id`,
		{ id, planId: plan.planId, versionId: plan.versionId ?? null }
	);
	return rows.length > 0;
}

/** @param geojson Polygon or MultiPolygon in EPSG:4326, east, north (RFC 7946). @returns false where it has no area */
export async function areaFromGeojson(scope: TenantScope, id: string, geojson: object): Promise<boolean> {
	const rows = await scope.query(
		`with given as (
			select ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_Transform(ST_SetSRID(ST_GeomFromGeoJSON(cast(:geojson as text)), 4326), 3857)), 3)) as area
		 )
		 update procedure p set area = g.area, point = ST_PointOnSurface(g.area) from given g
		 where p.tenant_id = :tenant and p.id = :id and not ST_IsEmpty(g.area) returning p.id`,
		{ id, geojson: JSON.stringify(geojson) }
	);
	return rows.length > 0;
}

export async function clearArea(scope: TenantScope, id: string): Promise<void> {
	await scope.table('procedure').where({ id }).update({ area: null, point: null });
}

export async function replaceStatus(scope: TenantScope, procedureId: string, spans: StatusSpan[]): Promise<void> {
	await scope.table('procedure_status').where({ procedure_id: procedureId }).delete();
	if (spans.length === 0) return;
	await scope.insert(
		'procedure_status',
		spans.map(({ status, stepId, since, until }) => ({ procedure_id: procedureId, status, step_id: stepId, since, until: until ?? 'infinity' }))
	);
}

/** What a participation needs to know of the plan's version it is about. */
export async function planVersion(
	scope: TenantScope,
	id: string
): Promise<{ id: string; planId: string; number: number; name: string; publishedAt: Date | null } | undefined> {
	const row = await scope.table('plan_version').where({ id }).first('id', 'plan_id', 'number', 'name', 'published_at');
	return row && { id: row.id, planId: row.plan_id, number: row.number, name: row.name, publishedAt: row.published_at };
}

/** Name, number, Gemeinde of the newest version of a plan: what a new procedure starts with. */
export async function planFacts(scope: TenantScope, planId: string): Promise<{ name: string; number: string | null; gemeinde: string | null; class: string } | undefined> {
	return (
		await scope.query<{ name: string; number: string | null; gemeinde: string | null; class: string }>(
			`select v.name, v.plan_number as number, v.gemeinde, p.class from plan p
			 join plan_version v on v.tenant_id = p.tenant_id and v.plan_id = p.id
			 where p.tenant_id = :tenant and p.id = :planId order by v.number desc limit 1`,
			{ planId }
		)
	)[0];
}

/** The participation of a step; its period follows the step by foreign key. */
export async function insertParticipationOfStep(scope: TenantScope, row: Record<string, unknown>): Promise<string> {
	const [made] = await scope.insert('participation', row).returning('id');
	return made.id;
}

/** Words and contact that participations show are those of their procedure and step; dates follow by foreign key anyway. */
export async function followProcedure(scope: TenantScope, procedureId: string): Promise<void> {
	await scope.query(
		`update participation a set title = left(s.title || ' – ' || p.title, 400), intro = p.summary, contact = p.contact || s.contact
		 from procedure_step s join procedure p on p.tenant_id = s.tenant_id and p.id = s.procedure_id
		 where a.tenant_id = :tenant and s.tenant_id = :tenant and a.step_id = s.id and p.id = :procedureId`,
		{ procedureId }
	);
}

export async function markPublished(scope: TenantScope, procedureId: string, now: Date): Promise<boolean> {
	return (await scope.table('procedure').where({ id: procedureId }).whereNull('published_at').update({ published_at: now })) > 0;
}

/** Land and own holidays of the tenant: the end of a period depends on them. */
export async function calendarOf(scope: TenantScope): Promise<{ land: string; holidays: string[] }> {
	const [row] = await scope.query<{ land: string; holidays: string[] | null }>(
		`select land, settings -> 'holidays' as holidays from tenant where id = :tenant`
	);
	return { land: row!.land, holidays: row!.holidays ?? [] };
}

export interface UpcomingDay {
	procedureId: string;
	stepId: string;
	title: string;
	step: string;
	begins: boolean;
	day: string;
}

/** What begins or ends between two instants, soonest first. */
export function upcomingDays(scope: TenantScope, from: Date, to: Date, limit: number): Promise<UpcomingDay[]> {
	return scope.query<UpcomingDay>(
		`select * from (
			select p.id as "procedureId", s.id as "stepId", p.title, s.title as step, true as begins, s.starts_on as day, s.starts_at as at
			from procedure_step s join procedure p on p.tenant_id = s.tenant_id and p.id = s.procedure_id
			where s.tenant_id = :tenant and s.published_at is not null and s.starts_at > :from and s.starts_at <= :to
			union all
			select p.id, s.id, p.title, s.title, false, s.ends_on, s.ends_at
			from procedure_step s join procedure p on p.tenant_id = s.tenant_id and p.id = s.procedure_id
			where s.tenant_id = :tenant and s.published_at is not null and s.ends_at > :from and s.ends_at <= :to
		 ) d order by at, "stepId" limit :limit`,
		{ from, to, limit }
	);
}

/** Versions of a plan for the select boxes, newest first; without a plan those of all plans. */
export function versionsOf(scope: TenantScope, planId: string | null): Promise<{ id: string; planId: string; name: string; number: number; published: boolean }[]> {
	return scope.query(
		`select id, plan_id as "planId", name, number, published_at is not null as published from plan_version
		 where tenant_id = :tenant and (cast(:planId as uuid) is null or plan_id = cast(:planId as uuid)) order by name, plan_id, number desc limit 500`,
		{ planId }
	);
}

/** Plans for the select box of a procedure. */
export function plansOf(scope: TenantScope): Promise<{ id: string; name: string }[]> {
	return scope.query(
		`select p.id, v.name from plan p
		 join lateral (select name from plan_version where tenant_id = :tenant and plan_id = p.id order by number desc limit 1) v on true
		 where p.tenant_id = :tenant order by lower(v.name), p.id limit 1000`
	);
}
