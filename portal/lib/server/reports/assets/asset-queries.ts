import type { Knex } from 'knex';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import type { GeoJsonGeometry } from '../../../../../importers/xplan/geojson.ts';
import type { AssetProblem } from '../../../../../importers/assets/model.ts';

/** `asset_layer.source` */
export interface LayerSource {
	kind: 'file' | 'wfs';
	/** Of a file: its name. */
	file?: string;
	/** Of a service. */
	url?: string;
	typeName?: string;
	/** Attribute shown beside the number; '' for none. */
	labelAttribute: string;
	crs: string;
	/** What the last reading met. */
	problems: { problem: AssetProblem | 'number-missing' | 'number-twice'; count: number; first: number }[];
	refreshedAt: string;
	/** Sentence of the last refresh that failed; what was there stays. */
	lastError?: string;
}

export interface LayerRow {
	id: string;
	name: string;
	item_name: string;
	ref_attribute: string;
	source: LayerSource;
	count: number;
	removed: number;
	/** Names of the categories that use it. */
	categories: string[];
}

const LAYER = `select l.id, l.name, l.item_name, l.ref_attribute, l.source,
	(select count(*)::integer from asset a where a.layer_id = l.id and a.removed_at is null) as count,
	(select count(*)::integer from asset a where a.layer_id = l.id and a.removed_at is not null) as removed,
	coalesce((select array_agg(c.name order by c.name) from report_category c where c.asset_layer_id = l.id), '{}') as categories
	from asset_layer l where l.tenant_id = :tenant`;

/** Of a layer that was not made here. */
const UNKNOWN: LayerSource = { kind: 'file', labelAttribute: '', crs: '', problems: [], refreshedAt: new Date(0).toISOString() };
const fromRow = (row: LayerRow): LayerRow => ({ ...row, source: { ...UNKNOWN, ...row.source } });

export async function selectLayers(scope: TenantScope): Promise<LayerRow[]> {
	return (await scope.query<LayerRow & Record<string, unknown>>(`${LAYER} order by l.name, l.id`)).map(fromRow);
}

export async function selectLayer(scope: TenantScope, id: string): Promise<LayerRow | null> {
	const [row] = await scope.query<LayerRow & Record<string, unknown>>(`${LAYER} and l.id = :id`, { id });
	return row ? fromRow(row) : null;
}

export async function insertLayer(scope: TenantScope, layer: { name: string; itemName: string; refAttribute: string; source: LayerSource }): Promise<string> {
	const row = { name: layer.name, item_name: layer.itemName, ref_attribute: layer.refAttribute, source: JSON.stringify(layer.source) };
	const [{ id }] = await scope.insert('asset_layer', row).returning('id');
	return id;
}

export async function updateLayer(scope: TenantScope, id: string, values: { name?: string; item_name?: string; ref_attribute?: string; source?: LayerSource }): Promise<void> {
	const { source, ...rest } = values;
	await scope.table('asset_layer').where({ id }).update({ ...rest, ...(source ? { source: JSON.stringify(source) } : {}) });
}

export async function deleteLayer(scope: TenantScope, id: string): Promise<void> {
	await scope.table('asset').where({ layer_id: id }).delete();
	await scope.table('asset_layer').where({ id }).delete();
}

export async function isInUse(scope: TenantScope, layerId: string): Promise<boolean> {
	const [row] = await scope.query<{ used: boolean }>(
		`select exists (select from report_category c where c.tenant_id = :tenant and c.asset_layer_id = :layerId)
			or exists (select from report r join asset a on a.id = r.asset_id where r.tenant_id = :tenant and a.layer_id = :layerId) as used`,
		{ layerId }
	);
	return row!.used;
}

export interface NewAsset {
	ref: string;
	label: string;
	attributes: Record<string, unknown>;
	/** EPSG:3857. */
	geometry: GeoJsonGeometry;
}

/** What has the same number stays the same thing, with its QR code and its reports. @returns how many were new, and changed */
export async function putAssets(scope: TenantScope, layerId: string, assets: NewAsset[]): Promise<{ added: number; changed: number }> {
	let [added, changed] = [0, 0];
	for (let from = 0; from < assets.length; from += 1000) {
		const rows = assets.slice(from, from + 1000).map(({ geometry, ...asset }) => ({ ...asset, geom: JSON.stringify(geometry) }));
		const done = await scope.query<{ fresh: boolean }>(
			`insert into asset (tenant_id, layer_id, ref, label, attributes, geom)
			select :tenant, :layerId, x.ref, x.label, x.attributes, ST_SetSRID(ST_GeomFromGeoJSON(x.geom), 3857)
			from jsonb_to_recordset(cast(:rows as jsonb)) as x(ref text, label text, attributes jsonb, geom text)
			on conflict (layer_id, ref) do update set label = excluded.label, attributes = excluded.attributes, geom = excluded.geom, removed_at = null
				where (asset.label, asset.attributes) is distinct from (excluded.label, excluded.attributes) or not ST_OrderingEquals(asset.geom, excluded.geom)
					or asset.removed_at is not null
			returning xmax = 0 as fresh`,
			{ layerId, rows: JSON.stringify(rows) }
		);
		added += done.filter(({ fresh }) => fresh).length;
		changed += done.filter(({ fresh }) => !fresh).length;
	}
	return { added, changed };
}

/** Things that are not in their source any more: deleted, or kept out of sight where reports name them. */
export async function removeOthers(scope: TenantScope, layerId: string, refs: string[], now: Date): Promise<number> {
	const rows = await scope.query(
		`with gone as (
			select a.id, exists (select from report r where r.asset_id = a.id) as named from asset a
			where a.tenant_id = :tenant and a.layer_id = :layerId and a.removed_at is null and not (a.ref = any(cast(:refs as text[])))
		), deleted as (delete from asset where id in (select id from gone where not named)),
		hidden as (update asset set removed_at = :now where id in (select id from gone where named))
		select id from gone`,
		{ layerId, refs, now }
	);
	return rows.length;
}

/** All things of a layer again, for another choice of number and label. */
export function selectAttributes(scope: TenantScope, layerId: string): Promise<{ id: string; attributes: Record<string, unknown> }[]> {
	return scope.table('asset').where({ layer_id: layerId, removed_at: null }).orderBy('id').select('id', 'attributes');
}

/** In two steps, so that numbers may change places. */
export async function renumber(scope: TenantScope, layerId: string, rows: { id: string; ref: string; label: string }[]): Promise<void> {
	const bindings = { layerId, rows: JSON.stringify(rows) };
	const from = 'from jsonb_to_recordset(cast(:rows as jsonb)) as x(id uuid, ref text, label text) where a.tenant_id = :tenant and a.layer_id = :layerId and a.id = x.id';
	await scope.query(`update asset a set ref = 'neu ' || a.id ${from}`, bindings);
	await scope.query(`update asset a set ref = x.ref, label = x.label ${from}`, bindings);
}

export async function listServiceLayersAcrossTenants(db: Knex): Promise<{ tenantId: string; id: string }[]> {
	const { rows } = await db.raw(`select tenant_id as "tenantId", id from asset_layer where source ->> 'kind' = 'wfs' order by id`);
	return rows;
}

/** Sheet of all things, by number. @param most at most so many */
export function selectForSheet(scope: TenantScope, layerId: string, most: number): Promise<{ id: string; ref: string; label: string }[]> {
	return scope.query(
		`select id, ref, label from asset where tenant_id = :tenant and layer_id = :layerId and removed_at is null
		order by length(ref), ref limit cast(:most as integer)`,
		{ layerId, most }
	);
}

/** Where a category with this layer is reported. */
export function selectUses(scope: TenantScope, layerId: string): Promise<{ reporter: string; category: string }[]> {
	return scope.query(
		`select d.slug as reporter, c.code as category from report_category c join defect_reporter d on d.id = c.reporter_id
		where c.tenant_id = :tenant and c.asset_layer_id = :layerId and c.active and d.active order by d.position, c.position, c.id`,
		{ layerId }
	);
}

/** For the staff's map. @returns GeoJSON features, EPSG:3857, with their number */
export async function selectForMap(scope: TenantScope, layerId: string, most: number): Promise<object[]> {
	const rows = await scope.query<{ ref: string; label: string; geometry: string }>(
		`select ref, label, ST_AsGeoJSON(ST_Simplify(geom, 1, true), 1) as geometry from asset
		where tenant_id = :tenant and layer_id = :layerId and removed_at is null order by id limit cast(:most as integer)`,
		{ layerId, most }
	);
	return rows.map(({ ref, label, geometry }) => ({ type: 'Feature', properties: { ref, label }, geometry: JSON.parse(geometry) as object }));
}

/** Where the things of a layer lie, EPSG:3857; null for none. */
export async function selectExtent(scope: TenantScope, layerId: string): Promise<[number, number, number, number] | null> {
	const [row] = await scope.query<{ west: number | null; south: number; east: number; north: number }>(
		`select ST_XMin(e) as west, ST_YMin(e) as south, ST_XMax(e) as east, ST_YMax(e) as north
		from (select ST_Expand(ST_Extent(geom)::geometry, 100) as e from asset where tenant_id = :tenant and layer_id = :layerId and removed_at is null) x`,
		{ layerId }
	);
	return row && row.west !== null ? [row.west, row.south, row.east, row.north] : null;
}
