import type { Knex } from 'knex';
import { escapeLike, forFold } from '../db/search-fold.ts';
import type { Extent, Page, PublishedPlan } from './types.ts';

/**
 * Published plans of all tenants: the public face of the Land. Nothing here selects an unpublished version.
 */

export interface PublishedFilter {
	/** Words that must all occur in name, number, municipality or tenant; case, umlauts and ß do not count. */
	text?: string;
	tenantId?: string;
	planId?: string;
	/** Only plans without a published procedure, which stands for its plan. */
	withoutProcedure?: boolean;
	/** Only plans that reach into it, EPSG:3857. */
	within?: Extent;
	/** Only plans with an open participation. */
	running?: boolean;
	/** `relevance`: the plan whose number or name is the text, then names that begin with it; without pages. Otherwise by name. */
	order?: 'name' | 'relevance';
	/** Among equally relevant plans the nearest come first, EPSG:3857. */
	near?: Extent;
	after?: PublishedKey;
	limit?: number;
	now: Date;
}

/** Where a page of the list ended. */
export interface PublishedKey {
	name: string;
	planId: string;
}

/** Newest published version of each plan. Bound: `:now`. */
const PUBLISHED = `
	select distinct on (v.plan_id) v.plan_id, v.tenant_id, v.id as version_id, v.name, v.plan_number, v.plan_art, v.rechtsstand, v.gemeinde,
		v.xplan_version, v.published_at, v.area, v.style_version
	from plan_version v
	where v.published_at is not null
	order by v.plan_id, v.published_at desc, v.number desc`;

const PARTICIPATION = `
	select case when bool_or(p.starts_at <= :now) then 'running' when count(*) > 0 then 'planned' end as state
	from participation p join plan_version pv on pv.id = p.plan_version_id
	where pv.plan_id = v.plan_id and p.published_at is not null and p.audience = 'public' and p.ends_at > :now`;

/** Plans with an open participation. Bound: `:now`. */
const RUNNING = `
	select pv.plan_id from participation p join plan_version pv on pv.id = p.plan_version_id
	where p.published_at is not null and p.audience = 'public' and p.starts_at <= :now and p.ends_at > :now`;

/** A procedure that the public sees stands for its plan; alias `v` the version of the plan. Bound: `:now`. */
export const HAS_PROCEDURE = `exists (select from procedure pr join procedure_status ps on ps.procedure_id = pr.id and ps.since <= :now and ps.until > :now
	where pr.plan_id = v.plan_id and pr.published_at <= :now and pr.discarded_at is null)`;

const EXTENT = (geometry: string) =>
	`case when ${geometry} is null then null
	else array[ST_XMin(${geometry}), ST_YMin(${geometry}), ST_XMax(${geometry}), ST_YMax(${geometry})] end`;

/** How well name and number fit `:whole`, 0 (the same) to 4. */
const RANK = `case
	when search_fold(v.plan_number) = search_fold(:whole) or search_fold(v.name) = search_fold(:whole) then 0
	when search_fold(v.name) like search_fold(:whole) || '%' then 2
	when search_fold(v.name) like '%' || search_fold(:whole) || '%' then 3
	else 4 end`;

/** Plans without area come last. */
const NEARNESS = 'v.area <-> ST_MakeEnvelope(:nearWest, :nearSouth, :nearEast, :nearNorth, 3857) nulls last,';

/** Published plans of the Land or of one tenant, by name, in pages. */
export async function listPublishedPlansAcrossTenants(db: Knex, filter: PublishedFilter): Promise<Page<PublishedPlan, PublishedKey>> {
	const limit = filter.limit ?? 50;
	// PostgreSQL's texts have no NUL.
	const text = (filter.text ?? '').replaceAll('\0', ' ').trim();
	const words = text.split(/\s+/).filter(Boolean).slice(0, 8);
	const bindings: Record<string, unknown> = {
		now: filter.now,
		tenant: filter.tenantId ?? null,
		afterName: filter.after?.name ?? null,
		afterId: filter.after?.planId ?? null,
		limit: limit + 1
	};
	const conditions = words.map((word, index) => {
		bindings[`word${index}`] = `%${escapeLike(forFold(word))}%`;
		return `search_fold(concat_ws(' ', v.name, v.plan_number, v.gemeinde, t.name)) like search_fold(:word${index})`;
	});
	if (filter.within) {
		Object.assign(bindings, { west: filter.within[0], south: filter.within[1], east: filter.within[2], north: filter.within[3] });
		conditions.push('v.area && ST_MakeEnvelope(:west, :south, :east, :north, 3857)');
	}
	if (filter.planId) {
		bindings.planId = filter.planId;
		conditions.push('v.plan_id = :planId');
	}
	// Asked of the few that are running, not of every plan.
	if (filter.running) conditions.push(`v.plan_id in (${RUNNING})`);
	if (filter.withoutProcedure) conditions.push(`not ${HAS_PROCEDURE}`);
	const relevance = filter.order === 'relevance';
	if (relevance) bindings.whole = escapeLike(forFold(text));
	if (relevance && filter.near)
		Object.assign(bindings, { nearWest: filter.near[0], nearSouth: filter.near[1], nearEast: filter.near[2], nearNorth: filter.near[3] });
	const { rows } = await db.raw(
		`select v.plan_id, v.tenant_id, t.slug, t.name as tenant_name, v.version_id, p.class, v.name, v.plan_number, v.plan_art, v.rechtsstand,
			v.gemeinde, v.xplan_version, v.published_at, ${EXTENT('v.area')} as extent, participation.state as participation,
			${relevance ? RANK : 'null'} as rank
		from (${PUBLISHED}) v
		join plan p on p.id = v.plan_id
		join tenant t on t.id = v.tenant_id
		left join lateral (${PARTICIPATION}) participation on true
		where (cast(:tenant as uuid) is null or v.tenant_id = cast(:tenant as uuid))
			and (cast(:afterName as text) is null or (v.name, v.plan_id) > (cast(:afterName as text), cast(:afterId as uuid)))
			${conditions.map((condition) => `and ${condition}`).join('\n\t\t\t')}
		order by ${relevance ? `rank, ${filter.near ? NEARNESS : ''}` : ''} v.name, v.plan_id
		limit cast(:limit as int)`,
		bindings as never
	);
	const items = (rows as Row[]).slice(0, limit).map(publishedPlan);
	const last = items.at(-1);
	return { items, next: rows.length > limit && last ? { name: last.name, planId: last.planId } : null };
}

/** Plans, published now, whose area contains a point or comes near it. @param radius metres on the ground */
export async function publishedPlansAtAcrossTenants(db: Knex, at: [number, number], radius: number, now: Date): Promise<PublishedPlan[]> {
	const reach = radius * stretchAt(at[1]);
	const page = await listPublishedPlansAcrossTenants(db, {
		now,
		limit: 50,
		within: [at[0] - reach, at[1] - reach, at[0] + reach, at[1] + reach]
	});
	return page.items;
}

/** How much longer a metre on the ground is in EPSG:3857 at a northing of it. */
export function stretchAt(northing: number): number {
	return Math.cosh(northing / 6_378_137);
}

type Row = Record<string, never>;

function publishedPlan(row: Row): PublishedPlan {
	return {
		planId: row.plan_id!,
		tenantId: row.tenant_id!,
		tenantSlug: row.slug!,
		tenantName: row.tenant_name!,
		versionId: row.version_id!,
		class: row.class!,
		name: row.name!,
		number: row.plan_number!,
		planArt: row.plan_art!,
		rechtsstand: row.rechtsstand!,
		gemeinde: row.gemeinde!,
		xplanVersion: row.xplan_version!,
		publishedAt: row.published_at!,
		extent: row.extent!,
		participation: row.participation!,
		rank: row.rank!
	};
}
