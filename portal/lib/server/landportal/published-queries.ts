import type { ProcedureFilter } from '../../forms/procedure-filter.ts';
import { stretchAt } from '../../../../gis/plans/published.ts';
import { transformBetween } from '../../../../importers/xplan/crs.ts';
import { endOfDay, startOfDay } from '../participations/local-days.ts';
import { searchWords } from './search-words.ts';
import type { ListOptions } from './types.ts';

/**
 * Which procedures the public sees, and a filter as SQL: the one place for list, map, feeds and JSON API, so that all show the same.
 * Aliases: `p` the procedure, `s` its status now, `t` its tenant. Bound: `:now` and what the conditions need.
 */

const toMap = transformBetween('EPSG:4326', 'EPSG:3857');

/** Published, not given up, with a status at `:now`. */
export const PUBLISHED_PROCEDURES = `procedure p
	join procedure_status s on s.procedure_id = p.id and s.since <= :now and s.until > :now
	join tenant t on t.id = p.tenant_id`;
export const IS_PUBLISHED = 'p.published_at <= :now and p.discarded_at is null';

/** Steps that everybody may know of: published, and not those of the public bodies. Alias `st`. */
export const PUBLIC_STEP = "st.published_at <= :now and st.track <> 'toeb' and st.skipped_reason = ''";

/** The step that makes the status, where it is public. Alias `cs`. */
export const CARD_STEP = 'left join procedure_step cs on cs.id = s.step_id and cs.published_at <= :now';

/** When anything public changed last: a publication, a notice, a change of dates, and what the clock changed. */
export const UPDATED = `greatest(p.published_at, s.since,
	(select max(st.published_at) from procedure_step st where st.procedure_id = p.id and ${PUBLIC_STEP}),
	(select max(n.published_at) from notice n where n.procedure_id = p.id and n.published_at <= :now),
	(select max(e.at) from publication_event e where e.procedure_id = p.id and e.at <= :now))`;

/** Versions of documents that a public step, begun by now, shows to everybody. Aliases `dv`, `d`, `st`. */
export const PUBLIC_DOCUMENTS = `procedure_document_version dv
	join procedure_document d on d.id = dv.document_id and d.for_public
	join step_document sd on sd.document_version_id = dv.id
	join procedure_step st on st.id = sd.step_id and ${PUBLIC_STEP} and coalesce(st.starts_at, st.published_at) <= :now`;

const WORD = (index: number) => `(select to_tsquery('pg_catalog.german', search_fold(:word${index})))`;

/**
 * Procedures that have the word: in their own texts, a public document, a document of the
 * published plan, or the tenant's name. `is true` has each set made once and then asked,
 * whatever the planner guesses of the number of rows; `public_from` is kept by triggers (migrations/0009-suche.sql).
 */
const HAS_WORD = (index: number) => `((p.id in (
	select f.id from procedure f where f.search @@ ${WORD(index)}
	union all
	select sd.procedure_id from step_document sd where sd.public_from <= :now
		and (sd.document_version_id in (select dv.id from procedure_document_version dv where dv.search @@ ${WORD(index)})) is true)) is true
	or (p.plan_id in (select pv.plan_id from plan_version pv where pv.published_at <= :now
		and (pv.id in (select pd.plan_version_id from plan_document pd where pd.owner_gml_id is not null and pd.search @@ ${WORD(index)})) is true)) is true
	or (p.tenant_id in (select own.id from tenant own where search_vector(own.name) @@ ${WORD(index)})) is true)`;

/** How well the words fit: titles before texts, own texts before documents. */
export const RELEVANCE = (words: number) =>
	words === 0 ? '0' : Array.from({ length: words }, (_, index) => `ts_rank(p.search, ${WORD(index)})`).join(' + ');

export interface Conditions {
	/** Joined by `and`. */
	sql: string;
	bindings: Record<string, unknown>;
	/** Words of the text that are looked for. */
	words: number;
}

/** A filter as SQL. A text without a single letter or digit finds nothing. */
export function conditionsOf(filter: ProcedureFilter, { now, tenantId, within }: Pick<ListOptions, 'now' | 'tenantId' | 'within'>): Conditions {
	const parts = [IS_PUBLISHED];
	const bindings: Record<string, unknown> = { now };
	const add = (sql: string, values: Record<string, unknown>) => {
		parts.push(sql);
		Object.assign(bindings, values);
	};
	const anyOf = (column: string, name: string, values: readonly string[]) => {
		if (values.length > 0) add(`${column} = any(cast(:${name} as text[]))`, { [name]: [...values] });
	};
	if (tenantId) add('p.tenant_id = :tenantId', { tenantId });
	if (within) add('s.status = any(cast(:within as text[]))', { within: [...within] });
	anyOf('s.status', 'statuses', filter.statuses);
	anyOf('p.kind_key', 'kinds', filter.kinds);
	anyOf('p.plan_type', 'planTypes', filter.planTypes);
	anyOf('t.slug', 'tenants', filter.tenants);
	if (filter.topics.length > 0) add('p.topics && cast(:topics as text[])', { topics: filter.topics });
	if (filter.from || filter.to)
		add(
			`exists (select from procedure_step st where st.procedure_id = p.id and ${PUBLIC_STEP}
				and st.starts_at < cast(:periodEnd as timestamptz) and coalesce(st.ends_at, st.starts_at + interval '1 day') > cast(:periodStart as timestamptz))`,
			{ periodStart: filter.from ? startOfDay(filter.from) : '-infinity', periodEnd: filter.to ? endOfDay(filter.to) : 'infinity' }
		);
	if (filter.bbox) {
		const [west, south, east, north] = filter.bbox;
		const [left, bottom] = toMap(west, south);
		const [right, top] = toMap(east, north);
		const box = 'ST_MakeEnvelope(:left, :bottom, :right, :top, 3857)';
		add(`(p.area && ${box} or p.point && ${box})`, { left, bottom, right, top });
	}
	if (filter.centre) {
		const [x, y] = toMap(...filter.centre) as [number, number];
		const centre = 'ST_SetSRID(ST_MakePoint(cast(:centreX as float8), cast(:centreY as float8)), 3857)';
		add(`(ST_DWithin(p.area, ${centre}, :reach) or p.area is null and ST_DWithin(p.point, ${centre}, :reach))`, {
			centreX: x,
			centreY: y,
			reach: filter.radius * stretchAt(y)
		});
	}
	const words = searchWords(filter.text);
	words.forEach((word, index) => add(HAS_WORD(index), { [`word${index}`]: word }));
	if (filter.text && words.length === 0) parts.push('false');
	return { sql: parts.join('\n\tand '), bindings, words: words.length };
}
