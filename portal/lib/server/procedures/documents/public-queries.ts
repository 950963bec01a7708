import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import type { DocumentCategory } from '../types.ts';
import type { Audience } from './types.ts';

/** A version of a document in a step that shows it to the audience now. */
export interface ShownRow {
	documentId: string;
	versionId: string;
	number: number;
	category: DocumentCategory;
	title: string;
	name: string;
	mediaType: string;
	size: number;
	sha256: Uint8Array;
	key: string;
	pages: number | null;
	since: Date;
	stepId: string;
	stepTitle: string;
	iteration: number;
}

/**
 * What a step shows, and to whom: the public from the step's first day at 00:00 and for good (§§ 3 (2), 6a (2), 10a (2) BauGB), an invited
 * body from the publication of its step on. Steps for public bodies show nothing to the public, left-out steps nothing to anybody.
 */
const SHOWN = `
	from procedure p
	join procedure_step s on s.tenant_id = p.tenant_id and s.procedure_id = p.id
	join step_document sd on sd.tenant_id = p.tenant_id and sd.step_id = s.id
	join procedure_document_version v on v.tenant_id = p.tenant_id and v.id = sd.document_version_id
	join procedure_document d on d.tenant_id = p.tenant_id and d.id = v.document_id and d.procedure_id = p.id
	join file f on f.tenant_id = p.tenant_id and f.id = v.file_id
	where p.tenant_id = :tenant and p.id = :procedureId
		and s.published_at is not null and s.published_at <= :now and s.skipped_reason = '' and p.discarded_at is null
		and case when cast(:stepId as uuid) is null
			then p.published_at is not null and p.published_at <= :now and s.track <> 'toeb' and d.for_public and coalesce(s.starts_at, s.published_at) <= :now
			else s.id = :stepId and d.for_toeb end`;

const bindings = (procedureId: string, audience: Audience, now: Date) => ({
	procedureId,
	now,
	stepId: audience.kind === 'toeb' ? audience.stepId : null
});

/** In the order of the tree; versions of a document with the latest step first. */
export function listShown(scope: TenantScope, procedureId: string, audience: Audience, now: Date): Promise<ShownRow[]> {
	return scope.query<ShownRow & Record<string, unknown>>(
		`select d.id as "documentId", v.id as "versionId", v.number, d.category, d.title, f.name, f.media_type as "mediaType", f.size, f.sha256,
			f.key, v.pages, greatest(coalesce(s.starts_at, s.published_at), v.uploaded_at) as since,
			s.id as "stepId", s.title as "stepTitle", s.iteration
		${SHOWN}
		order by d.position, d.created_at, d.id, s.starts_at desc nulls last, s.position desc, v.number desc`,
		bindings(procedureId, audience, now)
	);
}

export interface ShownFile {
	key: string;
	name: string;
	mediaType: string;
	size: number;
	sha256: Uint8Array;
	title: string;
	procedureTitle: string;
}

/** @returns undefined unless the audience may see the version now */
export async function findShown(
	scope: TenantScope,
	ids: { procedureId: string; versionId: string },
	audience: Audience,
	now: Date
): Promise<ShownFile | undefined> {
	const [row] = await scope.query<ShownFile & Record<string, unknown>>(
		`select f.key, f.name, f.media_type as "mediaType", f.size, f.sha256, d.title, p.title as "procedureTitle" ${SHOWN} and v.id = :versionId limit 1`,
		{ ...bindings(ids.procedureId, audience, now), versionId: ids.versionId }
	);
	return row;
}

/** A version that was published and is not any more, as the protocol has it. */
export async function findTakenAway(
	scope: TenantScope,
	ids: { procedureId: string; versionId: string },
	audience: Audience,
	now: Date
): Promise<{ documentId: string; title: string; reason: string; at: Date } | undefined> {
	const [row] = await scope.query<{ documentId: string; title: string; reason: string; at: Date }>(
		`select d.id as "documentId", d.title, coalesce(e.detail ->> 'reason', '') as reason, e.at
		from procedure_document_version v
		join procedure_document d on d.tenant_id = v.tenant_id and d.id = v.document_id
		join file f on f.tenant_id = v.tenant_id and f.id = v.file_id
		join procedure p on p.tenant_id = d.tenant_id and p.id = d.procedure_id
		join procedure_event e on e.tenant_id = d.tenant_id and e.procedure_id = d.procedure_id
			and e.kind in ('document-replaced', 'document-shown', 'document-hidden') and e.detail -> 'published' = 'true'
			and e.detail ->> 'documentId' = cast(d.id as text) and e.detail ->> 'previousSha256' = encode(f.sha256, 'hex')
		where v.tenant_id = :tenant and d.procedure_id = :procedureId and v.id = :versionId and p.discarded_at is null
			and case when :toeb then d.for_toeb else d.for_public and p.published_at is not null and p.published_at <= :now end
		order by e.id desc limit 1`,
		{ ...ids, now, toeb: audience.kind === 'toeb' }
	);
	return row;
}

export interface TreeRow {
	id: string;
	parentId: string | null;
	title: string;
	category: DocumentCategory;
	versions: number;
}

/** All documents and headings of a procedure in their order, for whoever may see them. */
export function listTree(scope: TenantScope, procedureId: string): Promise<TreeRow[]> {
	return scope.query<TreeRow & Record<string, unknown>>(
		`select d.id, d.parent_id as "parentId", d.title, d.category,
			cast((select count(*) from procedure_document_version v where v.tenant_id = d.tenant_id and v.document_id = d.id) as integer) as versions
		from procedure_document d where d.tenant_id = :tenant and d.procedure_id = :procedureId
		order by d.position, d.created_at, d.id`,
		{ procedureId }
	);
}

export interface ShownPlan {
	planId: string;
	planVersionId: string;
	planName: string;
	number: number;
	stepId: string;
	stepTitle: string;
	iteration: number;
}

/** Published versions of plans that steps show to the audience, latest step first. */
export function listShownPlans(scope: TenantScope, procedureId: string, audience: Audience, now: Date): Promise<ShownPlan[]> {
	return scope.query<ShownPlan & Record<string, unknown>>(
		`select pv.plan_id as "planId", pv.id as "planVersionId", pv.name as "planName", pv.number,
			s.id as "stepId", s.title as "stepTitle", s.iteration
		from procedure p
		join procedure_step s on s.tenant_id = p.tenant_id and s.procedure_id = p.id
		join plan_version pv on pv.tenant_id = p.tenant_id and pv.id = s.plan_version_id and pv.published_at is not null
		where p.tenant_id = :tenant and p.id = :procedureId
			and s.published_at is not null and s.published_at <= :now and s.skipped_reason = '' and p.discarded_at is null
			and case when cast(:stepId as uuid) is null
				then p.published_at is not null and p.published_at <= :now and s.track <> 'toeb' and coalesce(s.starts_at, s.published_at) <= :now
				else s.id = :stepId end
		order by s.starts_at desc nulls last, s.position desc`,
		bindings(procedureId, audience, now)
	);
}

export interface FoundPage {
	documentId: string;
	/** Of the version; of a plan's document its own. */
	versionId: string;
	page: number;
	/** Words that were found stand between U+E000 and U+E001. */
	excerpt: string;
	/** Pages of the document with a hit, at most as many as were asked for. */
	rank: number;
}

/**
 * Pages of the given versions, and documents of plans, on which all words stand, by German stem, umlauts however written; a word may go on.
 * @param words letters and digits only
 */
export function searchPages(scope: TenantScope, ids: string[], words: string[], perDocument: number): Promise<FoundPage[]> {
	return scope.query<FoundPage & Record<string, unknown>>(
		`with wanted as (
			select to_tsquery('pg_catalog.german', string_agg(search_fold(w.word) || ':*', ' & ')) as folded,
				to_tsquery('pg_catalog.german', string_agg(lower(w.word) || ':*', ' | ')) as marked
			from json_array_elements_text(cast(:words as json)) as w(word)
		),
		source as (
			select v.document_id, v.id, v.body, v.search from procedure_document_version v
			where v.tenant_id = :tenant and v.id in (select cast(i.id as uuid) from json_array_elements_text(cast(:ids as json)) as i(id))
			union all
			select d.id, d.id, coalesce(d.body, ''), d.search from plan_document d
			where d.tenant_id = :tenant and d.id in (select cast(i.id as uuid) from json_array_elements_text(cast(:ids as json)) as i(id))
		)
		select v.document_id as "documentId", v.id as "versionId", cast(hit.page as integer) as page, hit.excerpt, ts_rank(v.search, wanted.folded) as rank
		from wanted
		join source v on v.search @@ wanted.folded
		cross join lateral (
			select p.page, ts_headline('pg_catalog.german', p.text, wanted.marked,
				'StartSel=' || chr(57344) || ', StopSel=' || chr(57345) || ', MaxWords=40, MinWords=15, ShortWord=2, MaxFragments=2, FragmentDelimiter=" … "') as excerpt
			from (
				select ordinality as page, text from unnest(string_to_array(v.body, chr(12))) with ordinality as u(text, ordinality)
			) p
			where search_vector(p.text) @@ wanted.folded
			limit :perDocument
		) hit
		order by rank desc, v.document_id, hit.page`,
		{ words: JSON.stringify(words), ids: JSON.stringify(ids), perDocument }
	);
}

/** Versions of which the text was not read yet. */
export async function unreadVersions(scope: TenantScope, versionIds: string[]): Promise<number> {
	const row = await scope.table('procedure_document_version').whereIn('id', versionIds).whereNull('body').count('* as count').first();
	return Number(row?.count ?? 0);
}

/** Of a procedure that was looked for before. */
export async function titleOf(scope: TenantScope, procedureId: string): Promise<string> {
	return (await scope.table('procedure').where({ id: procedureId }).first('title')).title;
}
