import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { escapeLike, forFold } from '../../../../gis/db/search-fold.ts';
import type { CheckState, Verdict } from './check-types.ts';

/** The list of a tenant's plans, and the versions of one. */

export type PlanStatus = 'draft' | 'adopted' | 'archived';
export const LIBRARY_ORDERS = ['newest', 'name', 'number'] as const;
export type LibraryOrder = (typeof LIBRARY_ORDERS)[number];

export interface LibraryQuery {
	/** Only published plans, each by its newest published version; else each by its newest version. */
	published: boolean;
	/** Words that must all occur in name, number or municipality, or fit one text of the plan. */
	text: string;
	status: PlanStatus | null;
	/** `open`: not checked yet, or the check failed. */
	verdict: Verdict | 'open' | null;
	class: string | null;
	planArt: string | null;
	order: LibraryOrder;
	limit: number;
	offset: number;
}

export interface LibraryRow {
	id: string;
	class: string;
	name: string;
	number: string | null;
	gemeinde: string | null;
	xplanVersion: string;
	planArt: string | null;
	rechtsstand: string | null;
	status: PlanStatus;
	versions: number;
	newestNumber: number;
	publishedNumber: number | null;
	check: CheckState | null;
	verdict: Verdict | null;
	createdAt: Date;
	createdBy: string | null;
}

/** Newest version of each plan. Bound: `:tenant`, `:published`. */
const NEWEST = `
	select distinct on (v.plan_id) v.plan_id, v.id, v.number, v.name, v.plan_number, v.gemeinde, v.xplan_version, v.plan_art, v.rechtsstand,
		v.created_at, v.created_by
	from plan_version v
	where v.tenant_id = :tenant and (not cast(:published as boolean) or v.published_at is not null)
	order by v.plan_id, case when cast(:published as boolean) then v.published_at end desc nulls last, v.number desc`;

const TEXT_OF_PLAN = `exists (
	select from plan_text t where t.tenant_id = :tenant and t.plan_version_id = v.id
		and to_tsvector('german', coalesce(t.key, '') || ' ' || coalesce(t.legal_basis, '') || ' ' || coalesce(t.body, ''))
			@@ websearch_to_tsquery('german', :text))`;

const ORDERS: Record<LibraryOrder, string> = {
	newest: 'v.created_at desc, p.id',
	name: 'search_fold(v.name), v.name, p.id',
	number: `v.plan_number is null, length(regexp_replace(v.plan_number, '\\D.*$', '')), v.plan_number, search_fold(v.name), p.id`
};

/** One page of the list, and how many plans the filter leaves in all. */
export async function listLibrary(scope: TenantScope, query: LibraryQuery): Promise<{ rows: LibraryRow[]; total: number }> {
	const text = query.text.replaceAll('\0', ' ').trim();
	const words = text.split(/\s+/).filter(Boolean).slice(0, 8);
	const bindings: Record<string, unknown> = { ...query, text, order: undefined };
	delete bindings.order;
	const named = words.map((word, index) => {
		bindings[`word${index}`] = `%${escapeLike(forFold(word))}%`;
		return `search_fold(concat_ws(' ', v.name, v.plan_number, v.gemeinde)) like search_fold(:word${index})`;
	});
	const search = named.length > 0 ? `and ((${named.join(' and ')}) or ${TEXT_OF_PLAN})` : '';
	const rows = await scope.query<LibraryRow & { total: number } & Record<string, unknown>>(
		`select p.id, p.class, v.name, v.plan_number as number, v.gemeinde, v.xplan_version as "xplanVersion", v.plan_art as "planArt", v.rechtsstand,
			plan_status(p.class, v.xplan_version, v.rechtsstand) as status, v.number as "newestNumber", v.created_at as "createdAt",
			a.name as "createdBy", c.state as check, c.verdict, cast(count(*) over () as int) as total,
			(select cast(count(*) as int) from plan_version o where o.tenant_id = :tenant and o.plan_id = p.id) as versions,
			(select o.number from plan_version o where o.tenant_id = :tenant and o.plan_id = p.id and o.published_at is not null
				order by o.published_at desc, o.number desc limit 1) as "publishedNumber"
		from plan p
		join (${NEWEST}) v on v.plan_id = p.id
		left join plan_check c on c.tenant_id = p.tenant_id and c.plan_version_id = v.id
		left join account a on a.id = v.created_by
		where p.tenant_id = :tenant
			and (cast(:status as text) is null or plan_status(p.class, v.xplan_version, v.rechtsstand) = :status)
			and (cast(:class as text) is null or p.class = :class)
			and (cast(:planArt as text) is null or v.plan_art = :planArt)
			and (cast(:verdict as text) is null
				or (cast(:verdict as text) = 'open' and (c.state is null or c.state <> 'done')) or (c.state = 'done' and c.verdict = :verdict))
			${search}
		order by ${ORDERS[query.order]}
		limit cast(:limit as int) offset cast(:offset as int)`,
		bindings
	);
	return { rows: rows.map(({ total: _total, ...row }) => row as LibraryRow), total: rows[0]?.total ?? 0 };
}

/** Kinds of plans that the tenant has, for the choice in the filter. */
export async function listKinds(scope: TenantScope, published: boolean): Promise<{ class: string; planArt: string | null; xplanVersion: string }[]> {
	return scope.query(
		`select p.class, v.plan_art as "planArt", max(v.xplan_version) as "xplanVersion"
		from plan p join (${NEWEST}) v on v.plan_id = p.id
		where p.tenant_id = :tenant group by p.class, v.plan_art order by p.class, v.plan_art nulls first`,
		{ published }
	);
}

export interface VersionRow {
	id: string;
	number: number;
	name: string;
	xplanVersion: string;
	rechtsstand: string | null;
	status: PlanStatus;
	createdAt: Date;
	createdBy: string | null;
	publishedAt: Date | null;
	publishedBy: string | null;
	editedFrom: number | null;
	note: string;
	check: CheckState | null;
	verdict: Verdict | null;
	/** A participation is about it, so it stays. */
	inParticipation: boolean;
}

/** All versions of a plan with who made and published them, newest first. */
export async function listVersionRows(scope: TenantScope, planId: string): Promise<VersionRow[]> {
	return scope.query<VersionRow & Record<string, unknown>>(
		`select v.id, v.number, v.name, v.xplan_version as "xplanVersion", v.rechtsstand, plan_status(p.class, v.xplan_version, v.rechtsstand) as status,
			v.created_at as "createdAt", made.name as "createdBy", v.published_at as "publishedAt", opened.name as "publishedBy",
			v.edited_from as "editedFrom", v.note, c.state as check, c.verdict,
			exists (select from participation b where b.tenant_id = :tenant and b.plan_version_id = v.id) as "inParticipation"
		from plan_version v
		join plan p on p.tenant_id = v.tenant_id and p.id = v.plan_id
		left join plan_check c on c.tenant_id = v.tenant_id and c.plan_version_id = v.id
		left join account made on made.id = v.created_by
		left join account opened on opened.id = v.published_by
		where v.tenant_id = :tenant and v.plan_id = :planId
		order by v.number desc`,
		{ planId }
	);
}

/** Places of objects on the map (EPSG:3857, simplified to half a metre), for findings that name an object and no place. */
export async function placesOfObjects(scope: TenantScope, versionId: string, gmlIds: string[]): Promise<Record<string, { type: string; coordinates: unknown }>> {
	if (gmlIds.length === 0) return {};
	const rows = await scope.query<{ gmlId: string; place: string }>(
		`select o.gml_id as "gmlId", ST_AsGeoJSON(ST_SimplifyPreserveTopology(o.geom, 0.5), 2) as place
		from plan_object o
		where o.tenant_id = :tenant and o.plan_version_id = :versionId and o.geom is not null and o.gml_id = any(cast(:gmlIds as text[]))`,
		{ versionId, gmlIds }
	);
	return Object.fromEntries(rows.map(({ gmlId, place }) => [gmlId, JSON.parse(place)]));
}
