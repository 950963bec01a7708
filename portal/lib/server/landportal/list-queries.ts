import type { Knex } from 'knex';
import type { ProcedureStatus } from '../procedures/types.ts';
import { CARD_STEP, conditionsOf, IS_PUBLISHED, PUBLISHED_PROCEDURES, RELEVANCE, UPDATED } from './published-queries.ts';
import type { Facets, ListOptions, ProcedureCard, ProcedureFilter, ProcedureOrder } from './types.ts';

/** Where a page ended: rank, number within the rank, id. */
export type ListKey = [number, number, string];

export interface FoundPage {
	/** In order; one more than asked for when there is a next page. */
	items: (ProcedureCard & { key: ListKey })[];
	/** Whatever statuses the filter chooses. */
	counts: Partial<Record<ProcedureStatus, number>>;
	placeless: Partial<Record<ProcedureStatus, number>>;
}

const RANKS: ProcedureStatus[] = ['active', 'announced', 'recently-ended', 'evaluation', 'decision', 'in-force', 'archived'];
const STATUS_RANK = `case s.status ${RANKS.map((status, rank) => `when '${status}' then ${rank}`).join(' ')} end`;
/** A status ends with its period: what ends or begins soonest, afterwards what was last. `infinity` is no number of JSON. */
const TIME_KEY = `case when s.status in ('active', 'announced') then least(extract(epoch from s.until), 1e15) else -extract(epoch from s.since) end`;

const ORDERS: Record<ProcedureOrder, (words: number) => { rank: string; key: string }> = {
	time: () => ({ rank: STATUS_RANK, key: TIME_KEY }),
	relevance: (words) => ({ rank: '0', key: `-(${RELEVANCE(words)})` }),
	changed: () => ({ rank: '0', key: `-extract(epoch from ${UPDATED})` })
};

const EXTENT = `case when coalesce(p.area, p.point) is null then null else
	array[ST_XMin(coalesce(p.area, p.point)), ST_YMin(coalesce(p.area, p.point)), ST_XMax(coalesce(p.area, p.point)), ST_YMax(coalesce(p.area, p.point))] end`;

const CARD = `p.id, p.tenant_id, t.slug, t.name as tenant_name, p.title, p.number, p.summary, p.kind_key, p.kind_name, p.plan_type, p.municipality,
	p.topics, p.plan_id, p.published_at, ${EXTENT} as extent, ${UPDATED} as updated_at, s.status, s.since, nullif(s.until, 'infinity') as until,
	cs.id as step_id, cs.key as step_key, cs.title as step_title, cs.track, cs.iteration,
	cs.changes_only and cs.ends_at is not null as changes_only, cs.starts_on, cs.ends_on, cs.starts_at, cs.ends_at`;

/** One page of what fits, and how many fit by status. */
export async function findProceduresAcrossTenants(
	db: Knex,
	filter: ProcedureFilter,
	options: ListOptions & { order: ProcedureOrder; limit: number },
	after: ListKey | null
): Promise<FoundPage> {
	// The statuses choose last: how many there are of each is shown beside the choice.
	const { sql, bindings, words } = conditionsOf({ ...filter, statuses: [] }, options);
	const { rank, key } = ORDERS[options.order](words);
	const { rows } = await db.raw(
		`with found as materialized (
			select p.id, s.status, s.since, p.point is null as placeless, cast(${rank} as int) as rank, cast(${key} as float8) as key
			from ${PUBLISHED_PROCEDURES}
			where ${sql}
		),
		counted as (
			select coalesce(json_object_agg(status, procedures), '{}') as counts, coalesce(json_object_agg(status, without), '{}') as placeless
			from (select status, count(*)::int as procedures, count(*) filter (where placeless)::int as without from found group by status) each
		),
		page as (
			select * from found
			where (cast(:statuses as text[]) = '{}' or status = any(cast(:statuses as text[])))
				and (cast(:afterId as uuid) is null or (rank, key, id) > (cast(:afterRank as int), cast(:afterKey as float8), cast(:afterId as uuid)))
			order by rank, key, id
			limit :limit
		)
		select counted.counts, counted.placeless, page.rank, page.key, card.*
		from counted left join page on true
		left join lateral (
			select ${CARD} from ${PUBLISHED_PROCEDURES} ${CARD_STEP} where p.id = page.id
		) card on true
		order by page.rank, page.key, page.id`,
		{
			...bindings,
			limit: options.limit + 1,
			statuses: [...filter.statuses],
			afterRank: after?.[0] ?? null,
			afterKey: after?.[1] ?? null,
			afterId: after?.[2] ?? null
		} as never
	);
	const [first] = rows as Row[];
	return {
		items: (rows as Row[]).filter((row) => row.id !== null).map((row) => ({ ...cardOf(row), key: [row.rank, row.key, row.id] as ListKey })),
		counts: first?.counts ?? {},
		placeless: first?.placeless ?? {}
	};
}

/** One published procedure; null where the public sees none. */
export async function readCardAcrossTenants(db: Knex, id: string, now: Date): Promise<ProcedureCard | null> {
	const { rows } = await db.raw(`select ${CARD} from ${PUBLISHED_PROCEDURES} ${CARD_STEP} where ${IS_PUBLISHED} and p.id = :id`, { id, now });
	return rows[0] ? cardOf(rows[0]) : null;
}

/** Values that published procedures have, the most frequent topics first. */
export async function readFacetsAcrossTenants(db: Knex, options: Pick<ListOptions, 'now' | 'tenantId' | 'within'>): Promise<Facets> {
	const scope = `${IS_PUBLISHED} ${options.tenantId ? 'and p.tenant_id = :tenantId' : ''} ${options.within ? 'and s.status = any(cast(:within as text[]))' : ''}`;
	const { rows } = await db.raw(
		`with found as materialized (select p.kind_key, p.kind_name, p.plan_type, p.tenant_id, p.topics from ${PUBLISHED_PROCEDURES} where ${scope})
		select
			(select json_agg(each) from (select kind_key as key, max(kind_name) as name, max(plan_type) as "planType", count(*)::int as count
				from found group by kind_key order by 2, 1) each) as kinds,
			(select json_agg(each) from (select plan_type as key, count(*)::int as count from found where plan_type <> '' group by plan_type) each) as "planTypes",
			(select json_agg(each) from (select t.slug, t.name, counted.count from (select tenant_id, count(*)::int as count from found group by tenant_id) counted
				join tenant t on t.id = counted.tenant_id order by search_fold(t.name), t.slug) each) as tenants,
			(select json_agg(each) from (select name, count(*)::int as count from found, unnest(topics) name group by name order by 2 desc, 1 limit 40) each) as topics`,
		{ now: options.now, tenantId: options.tenantId ?? null, within: options.within ? [...options.within] : null } as never
	);
	const { kinds, planTypes, tenants, topics } = rows[0];
	return { kinds: kinds ?? [], planTypes: planTypes ?? [], tenants: tenants ?? [], topics: topics ?? [] };
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Row = Record<string, any>;

function cardOf(row: Row): ProcedureCard {
	return {
		id: row.id,
		tenantId: row.tenant_id,
		tenant: row.slug,
		tenantName: row.tenant_name,
		title: row.title,
		number: row.number,
		summary: row.summary,
		kindKey: row.kind_key,
		kindName: row.kind_name,
		planType: row.plan_type,
		municipality: row.municipality,
		topics: row.topics,
		status: row.status,
		since: row.since,
		until: row.until,
		step: row.step_id && {
			id: row.step_id,
			key: row.step_key,
			title: row.step_title,
			track: row.track,
			iteration: row.iteration,
			changesOnly: row.changes_only,
			startsOn: row.starts_on,
			endsOn: row.ends_on,
			startsAt: row.starts_at,
			endsAt: row.ends_at
		},
		planId: row.plan_id,
		extent: row.extent,
		publishedAt: row.published_at,
		updatedAt: row.updated_at,
		href: `/${row.slug}/verfahren/${row.id}`
	};
}
