import type { Knex } from 'knex';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { Bounds, RasterResult, RasterTask } from './raster-types.ts';

/** Rows of `plan_raster`. */

export type RasterState = 'queued' | 'running' | 'done' | 'failed';

export interface NewRaster {
	position: number;
	name: string;
	sourceFileId: string | null;
	georefUrl: string | null;
	ownerGmlId: string | null;
}

export async function insertRasters(scope: TenantScope, versionId: string, rasters: NewRaster[]): Promise<void> {
	const rows = rasters.map((each) => ({
		plan_version_id: versionId,
		position: each.position,
		name: each.name,
		source_file_id: each.sourceFileId,
		georef_url: each.georefUrl,
		owner_gml_id: each.ownerGmlId
	}));
	if (rows.length > 0) await scope.insert('plan_raster', rows);
}

export interface OpenRaster {
	id: string;
	name: string;
	georefUrl: string | null;
	/** Key of the image's bytes; null where the ZIP lacks it. */
	key: string | null;
	fileName: string | null;
	srid: number;
	/** GeoJSON: the Bereich's area, else the plan's. */
	clip: RasterTask['clip'];
}

/** Images of a version that are still to be turned into tiles. */
export async function listOpenRasters(scope: TenantScope, versionId: string): Promise<OpenRaster[]> {
	return scope.query<OpenRaster & Record<string, unknown>>(
		`select r.id, r.name, r.georef_url as "georefUrl", f.key, f.name as "fileName", v.srid,
			cast(st_asgeojson(st_multi(coalesce(case when st_dimension(b.geom) = 2 and not st_isempty(b.geom) then b.geom end, v.area)), 3) as json) as clip
		from plan_raster r
		join plan_version v on v.tenant_id = r.tenant_id and v.id = r.plan_version_id
		left join file f on f.tenant_id = r.tenant_id and f.id = r.source_file_id
		left join plan_bereich b on b.tenant_id = r.tenant_id and b.plan_version_id = r.plan_version_id and b.gml_id = r.owner_gml_id
		where r.tenant_id = :tenant and r.plan_version_id = :versionId and r.state in ('queued', 'running')
		order by r.position, r.id`,
		{ versionId }
	);
}

export interface SideFile {
	name: string;
	key: string;
	size: number;
}

/** Small files that came with the version in one ZIP: among them are the world files. Several plans of a ZIP share them. */
export async function listSideFiles(scope: TenantScope, versionId: string, maxBytes: number): Promise<SideFile[]> {
	return scope.query<SideFile & Record<string, unknown>>(
		`select distinct f.name, f.key, f.size from plan_version v
		join plan_version o on o.tenant_id = v.tenant_id and (o.id = v.id or o.import_id = v.import_id)
		join plan_document d on d.tenant_id = o.tenant_id and d.plan_version_id = o.id
		join file f on f.tenant_id = d.tenant_id and f.id = d.file_id
		where v.tenant_id = :tenant and v.id = :versionId and f.size <= :maxBytes
		order by f.name, f.key`,
		{ versionId, maxBytes }
	);
}

const open = (scope: TenantScope, rasterId: string) =>
	scope.table('plan_raster').where('plan_raster.id', rasterId).whereIn('state', ['queued', 'running']);

/** @returns false when the image is gone or done */
export async function setRasterProgress(scope: TenantScope, rasterId: string, progress: number): Promise<boolean> {
	return (await open(scope, rasterId).update({ state: 'running', progress })) > 0;
}

export async function setRasterWaiting(scope: TenantScope, rasterId: string): Promise<void> {
	await open(scope, rasterId).update({ state: 'queued', progress: 0 });
}

/** @returns false when nobody waits for it any more: then its file must go */
export async function finishRaster(
	scope: TenantScope,
	rasterId: string,
	fileId: string,
	result: RasterResult & { clipped: boolean; durationMs: number; note: { code: string; message: string } | null },
	now: Date
): Promise<boolean> {
	const row = {
		state: 'done',
		progress: 1,
		file_id: fileId,
		bounds: JSON.stringify(result.bounds),
		min_zoom: result.minZoom,
		max_zoom: result.maxZoom,
		width: result.width,
		height: result.height,
		metres_per_pixel: result.metresPerPixel,
		crs: result.crs,
		bilevel: result.bilevel,
		clipped: result.clipped,
		// What the planner should know although the image is shown.
		error: result.note && JSON.stringify(result.note),
		duration_ms: result.durationMs,
		finished_at: now
	};
	return (await open(scope, rasterId).update(row)) > 0;
}

export async function failRaster(scope: TenantScope, rasterId: string, error: { code: string; message: string }, now: Date): Promise<void> {
	await open(scope, rasterId).update({ state: 'failed', error: JSON.stringify(error), finished_at: now });
}

/** Failed images of a version wait again. @returns how many */
export async function setFailedRastersWaiting(scope: TenantScope, versionId: string): Promise<number> {
	return scope.table('plan_raster').where({ plan_version_id: versionId, state: 'failed' }).update({ state: 'queued', progress: 0, error: null, finished_at: null });
}

export interface RasterRow {
	id: string;
	name: string;
	state: RasterState;
	progress: number;
	error: { code: string; message: string } | null;
	bounds: Bounds | null;
	minZoom: number | null;
	maxZoom: number | null;
	width: number | null;
	height: number | null;
	metresPerPixel: number | null;
	crs: string | null;
	bilevel: boolean;
	clipped: boolean;
}

/** Scans of a version in the order of the plan. */
export async function listRasters(scope: TenantScope, versionId: string): Promise<RasterRow[]> {
	return scope.query<RasterRow & Record<string, unknown>>(
		`select r.id, r.name, r.state, r.progress, r.error, r.bounds, r.min_zoom as "minZoom", r.max_zoom as "maxZoom", r.width, r.height,
			r.metres_per_pixel as "metresPerPixel", r.crs, r.bilevel, r.clipped
		from plan_raster r where r.tenant_id = :tenant and r.plan_version_id = :versionId order by r.position, r.id`,
		{ versionId }
	);
}

/** Pyramids of some scans of a version, the lowest first. */
export async function scanSources(scope: TenantScope, versionId: string, ids: string[]): Promise<Pick<TileSource, 'key' | 'bounds' | 'minZoom' | 'maxZoom'>[]> {
	return scope.query<Pick<TileSource, 'key' | 'bounds' | 'minZoom' | 'maxZoom'> & Record<string, unknown>>(
		`select f.key, r.bounds, r.min_zoom as "minZoom", r.max_zoom as "maxZoom"
		from plan_raster r join file f on f.tenant_id = r.tenant_id and f.id = r.file_id
		where r.tenant_id = :tenant and r.plan_version_id = :versionId and r.state = 'done' and r.id = any(cast(:ids as uuid[])) order by r.position, r.id`,
		{ versionId, ids }
	);
}

/** Versions with scans that nobody works on: imported by the command line, from before this existed, or of a killed process. */
export async function versionsWithOpenRastersAcrossTenants(db: Knex, limit: number): Promise<{ versionId: string; tenantId: string }[]> {
	const { rows } = await db.raw(
		`select distinct r.plan_version_id as "versionId", r.tenant_id as "tenantId" from plan_raster r
		where r.state in ('queued', 'running') and not exists (
			select from queue.job j
			where j.name = 'plan-raster' and j.state in ('created', 'retry', 'active') and j.data ->> 'versionId' = cast(r.plan_version_id as text))
		limit ?`,
		[limit]
	);
	return rows;
}

export interface TileSource {
	tenantId: string;
	published: boolean;
	key: string;
	bounds: Bounds;
	minZoom: number;
	maxZoom: number;
}

/** What a tile of a scan is cut from, whoever asks; the caller decides who may see it. */
export async function rasterOfTileAcrossTenants(db: Knex, rasterId: string): Promise<TileSource | null> {
	const row = await db('plan_raster')
		.join('plan_version', 'plan_version.id', 'plan_raster.plan_version_id')
		.join('file', 'file.id', 'plan_raster.file_id')
		.where({ 'plan_raster.id': rasterId, 'plan_raster.state': 'done' })
		.first('plan_raster.tenant_id', 'plan_version.published_at', 'file.key', 'plan_raster.bounds', 'plan_raster.min_zoom', 'plan_raster.max_zoom');
	if (!row) return null;
	const { tenant_id: tenantId, published_at: at, key, bounds, min_zoom: minZoom, max_zoom: maxZoom } = row;
	return { tenantId, published: at !== null, key, bounds, minZoom, maxZoom };
}
