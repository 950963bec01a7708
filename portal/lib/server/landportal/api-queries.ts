import type { Knex } from 'knex';
import type { DocumentCategory } from '../procedures/types.ts';
import { conditionsOf, PUBLIC_DOCUMENTS, PUBLISHED_PROCEDURES } from './published-queries.ts';
import type { ProcedureFilter } from './types.ts';

/** GeoJSON geometries in EPSG:3857, of published procedures only; procedures without a place are missing. */
export async function readGeometriesAcrossTenants(db: Knex, ids: string[]): Promise<Map<string, { area: GeoGeometry | null; point: GeoGeometry | null }>> {
	if (ids.length === 0) return new Map();
	const { rows } = await db.raw(
		`select p.id, ST_AsGeoJSON(p.area, 3)::json as area, ST_AsGeoJSON(p.point, 3)::json as point
		from procedure p where p.id = any(cast(:ids as uuid[])) and p.published_at is not null and p.discarded_at is null`,
		{ ids } as never
	);
	return new Map(rows.map((row: { id: string; area: GeoGeometry | null; point: GeoGeometry | null }) => [row.id, { area: row.area, point: row.point }]));
}

export interface GeoGeometry {
	type: string;
	coordinates: unknown;
}

export interface DocumentRow {
	versionId: string;
	documentId: string;
	number: number;
	title: string;
	category: DocumentCategory;
	name: string;
	mediaType: string;
	size: number;
	sha256: Uint8Array;
	pages: number | null;
	procedureId: string;
	procedureTitle: string;
	tenant: string;
	tenantName: string;
	/** Since when it can be seen. */
	since: Date;
}

/** Public documents of procedures that fit, by id. @param after id of the last one of the page before */
export async function listDocumentsAcrossTenants(
	db: Knex,
	filter: ProcedureFilter,
	{ now, after, limit, categories }: { now: Date; after: string | null; limit: number; categories: readonly string[] }
): Promise<DocumentRow[]> {
	const { sql, bindings } = conditionsOf(filter, { now });
	const { rows } = await db.raw(
		`select v.id as "versionId", d.id as "documentId", v.number, d.title, d.category, f.name, f.media_type as "mediaType", f.size, f.sha256, v.pages,
			p.id as "procedureId", p.title as "procedureTitle", t.slug as tenant, t.name as "tenantName", shown.since
		from (
			select dv.id, min(greatest(coalesce(st.starts_at, st.published_at), dv.uploaded_at)) as since
			from ${PUBLIC_DOCUMENTS}
			where (cast(:after as uuid) is null or dv.id > cast(:after as uuid))
				and (cast(:categories as text[]) = '{}' or d.category = any(cast(:categories as text[])))
				and d.procedure_id in (select p.id from ${PUBLISHED_PROCEDURES} where ${sql})
			group by dv.id order by dv.id limit :limit
		) shown
		join procedure_document_version v on v.id = shown.id
		join procedure_document d on d.id = v.document_id
		join procedure p on p.id = d.procedure_id
		join tenant t on t.id = p.tenant_id
		join file f on f.id = v.file_id
		order by v.id`,
		{ ...bindings, after, limit, categories: [...categories] } as never
	);
	return rows;
}

export interface PlanRow {
	planId: string;
	/** Published procedures of the plan. */
	procedures: string[];
	tenantId: string;
}

/** A plan that is published; null for any other. */
export async function findPublishedPlanAcrossTenants(db: Knex, planId: string, now: Date): Promise<PlanRow | null> {
	const { rows } = await db.raw(
		`select pl.id as "planId", pl.tenant_id as "tenantId", array(
			select p.id::text from ${PUBLISHED_PROCEDURES} where p.plan_id = pl.id and p.published_at <= :now and p.discarded_at is null order by p.id
		) as procedures
		from plan pl
		where pl.id = :planId and exists (select from plan_version v where v.plan_id = pl.id and v.published_at is not null)`,
		{ planId, now }
	);
	return rows[0] ?? null;
}

/** Ids of tenants by their slugs. */
export async function tenantIds(db: Knex, slugs: readonly string[]): Promise<string[]> {
	const rows: { id: string }[] = await db('tenant').whereIn('slug', slugs).select('id');
	return rows.map(({ id }) => id);
}
