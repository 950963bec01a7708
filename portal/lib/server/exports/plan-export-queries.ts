import type { Knex } from 'knex';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import type { Attribute, XplanVersion } from '../../../../importers/xplan/model.ts';
import { WORLD_FILE } from '../rasters/world-file-names.ts';

/** A stored version as exports need it. */
export interface ExportedVersion {
	id: string;
	planId: string;
	number: number;
	class: string;
	gmlId: string;
	name: string;
	xplanVersion: XplanVersion;
	srid: number;
	objectCount: number;
	publishedAt: Date | null;
	/** Nothing in the uploaded file is unpublished: a file may hold several plans, and documents that none of them names. */
	filePublic: boolean;
	/** The uploaded file, and where in it the document is. */
	fileKey: string;
	fileName: string;
	fileSize: number;
	mediaType: string;
	gmlPath: string | null;
}

/** A row of a plan, a Bereich, a text or an object: geometry as hexadecimal EWKB. */
export interface MemberRow {
	gmlId: string;
	class: string;
	attributes: Attribute[];
	native: string | null;
}

/**
 * @param number of the version; undefined: the newest published one, for staff else the newest
 * @throws DomainError `not_found`, also for a version that is not public and not asked for by staff
 */
export async function findExportedVersion(scope: TenantScope, planId: string, number: number | undefined, staff: boolean): Promise<ExportedVersion> {
	const [row] = await scope.query<ExportedVersion & Record<string, unknown>>(
		`select v.id, v.plan_id as "planId", v.number, p.class, v.gml_id as "gmlId", v.name, v.xplan_version as "xplanVersion", v.srid,
			v.object_count as "objectCount", v.published_at as "publishedAt", f.key as "fileKey", f.name as "fileName", f.size as "fileSize",
			f.media_type as "mediaType", v.gml_path as "gmlPath", not exists (
				select from plan_version o where o.tenant_id = :tenant and o.file_id = v.file_id and o.published_at is null)
				and not exists (
					select from plan_version o join plan_document d on d.tenant_id = o.tenant_id and d.plan_version_id = o.id
					where o.tenant_id = :tenant and o.file_id = v.file_id and d.owner_gml_id is null and d.name !~* :worldFile) as "filePublic"
		from plan_version v
		join plan p on p.tenant_id = v.tenant_id and p.id = v.plan_id
		join file f on f.tenant_id = v.tenant_id and f.id = v.file_id
		where v.tenant_id = :tenant and v.plan_id = :planId and (v.published_at is not null or cast(:staff as boolean))
			and (cast(:number as int) is null or v.number = cast(:number as int))
		order by v.published_at desc nulls last, v.number desc limit 1`,
		{ planId, number: number ?? null, staff, worldFile: WORLD_FILE.source }
	);
	if (!row) throw new DomainError('not_found');
	return row;
}

/** Plan and Bereiche, with their geometry. */
export async function planAndBereiche(scope: TenantScope, version: ExportedVersion): Promise<{ plan: MemberRow; bereiche: MemberRow[] }> {
	const [plan] = await scope.query<MemberRow & Record<string, unknown>>(
		`select v.gml_id as "gmlId", p.class, v.attributes, cast(v.native as text) as native
		from plan_version v join plan p on p.tenant_id = v.tenant_id and p.id = v.plan_id
		where v.tenant_id = :tenant and v.id = :versionId`,
		{ versionId: version.id }
	);
	const bereiche = await scope.query<MemberRow & Record<string, unknown>>(
		`select b.gml_id as "gmlId", b.class, b.attributes, cast(b.native as text) as native
		from plan_bereich b where b.tenant_id = :tenant and b.plan_version_id = :versionId order by b.number, b.gml_id`,
		{ versionId: version.id }
	);
	if (!plan) throw new DomainError('not_found');
	return { plan, bereiche };
}

/** Texts and sections of the Begründung. */
export async function textRows(scope: TenantScope, versionId: string): Promise<MemberRow[]> {
	return scope.query<MemberRow & Record<string, unknown>>(
		`select t.gml_id as "gmlId", t.class, t.attributes, null as native
		from plan_text t where t.tenant_id = :tenant and t.plan_version_id = :versionId order by t.position, t.gml_id`,
		{ versionId }
	);
}

/** Objects after one of them, in the order of the file. */
export async function objectRowsAfter(scope: TenantScope, versionId: string, after: number, limit: number): Promise<(MemberRow & { id: number })[]> {
	return scope.query<MemberRow & { id: number } & Record<string, unknown>>(
		`select o.id, o.gml_id as "gmlId", o.class, o.attributes, cast(o.native as text) as native
		from plan_object o where o.tenant_id = :tenant and o.plan_version_id = :versionId and o.id > :after order by o.id limit :limit`,
		{ versionId, after, limit }
	);
}

/** West, south, east, north of everything in the CRS of the plan. */
export async function nativeExtent(scope: TenantScope, version: ExportedVersion): Promise<[number, number, number, number] | null> {
	const [row] = await scope.query<{ west: number | null; south: number; east: number; north: number }>(
		`select ST_XMin(e.box) as west, ST_YMin(e.box) as south, ST_XMax(e.box) as east, ST_YMax(e.box) as north
		from (
			select ST_Extent(n.native) as box from (
				select v.native from plan_version v where v.tenant_id = :tenant and v.id = :versionId
				union all select b.native from plan_bereich b where b.tenant_id = :tenant and b.plan_version_id = :versionId
				union all select o.native from plan_object o where o.tenant_id = :tenant and o.plan_version_id = :versionId
			) n where n.native is not null and ST_SRID(n.native) = :srid
		) e`,
		{ versionId: version.id, srid: version.srid }
	);
	return row && row.west !== null ? [row.west, row.south, row.east, row.north] : null;
}

/** Which of these versions there are still; for tidying up, never for showing. */
export async function existingVersionsAcrossTenants(db: Knex, ids: string[]): Promise<string[]> {
	if (ids.length === 0) return [];
	return db('plan_version').whereRaw('cast(id as text) = any(?)', [ids]).pluck('id');
}
