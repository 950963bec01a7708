import type { Knex } from 'knex';
import vtpbf from 'vt-pbf';
import type { Database } from '../db/connect.ts';
import { BUFFER, EXTENT, unitOf, type Tile } from './grid.ts';

/**
 * One way to make a tile, two encoders: a server encodes with ST_AsMVT; the embedded database has none and gives the same rows, with
 * the same geometry, to vt-pbf. Decoded, both are the same.
 */

export interface TileLayer {
	name: string;
	/**
	 * A query of the features in drawing order: the properties, and `geom` in EPSG:3857, still whole. It may use `tile.wide` (the tile with
	 * its margin, for the index) and the bindings.
	 */
	sql: string;
	/** Columns of `sql` that become properties; null becomes no property. */
	properties: string[];
	/** Column that becomes the id of the feature, a whole number. */
	id?: string;
	bindings: Record<string, unknown>;
}

/** @returns the tile, empty (length 0) where no layer has a feature in it */
export async function encodeTile(db: Database, tile: Tile, layers: TileLayer[]): Promise<Buffer> {
	const parts: Buffer[] = [];
	for (const layer of layers) parts.push(await (db.engine === 'postgres' ? encodeByServer : encodeHere)(db.knex, tile, layer));
	return Buffer.concat(parts);
}

/**
 * Thins, cuts and moves the features into the tile's own whole units, y downwards. Thinning by an eighth of a pixel makes arcs, which
 * have a point per centimetre, light. Exterior rings have positive area there, as the specification (4.3.3.3) demands.
 * An area that crosses itself, as given or by thinning, would be cut to the whole tile: it is put right before.
 * ST_AsMVTGeom would do the same, but the embedded database has neither it nor ST_AsMVT.
 */
const cut = (layer: TileLayer) => `
	with tile as (
		select ST_TileEnvelope(:z, :x, :y) as edge,
			ST_TileEnvelope(:z, :x, :y, margin => ${BUFFER / EXTENT}) as wide
	),
	feature as (${layer.sql}),
	thin as (
		select feature.*, ST_Simplify(feature.geom, cast(:unit as float8), true) as tile_thin, ST_Dimension(feature.geom) + 1 as tile_kind from feature
	),
	moved as (
		select ${columns(layer)
			.map((name) => `thin.${name}`)
			.join(', ')}, tile_kind,
			ST_SnapToGrid(ST_Affine(
				case when thin.tile_thin @ tile.wide then thin.tile_thin
					else ST_CollectionExtract(ST_ClipByBox2D(case when tile_kind < 3 or ST_IsValid(thin.tile_thin) then thin.tile_thin
						else ST_MakeValid(thin.tile_thin) end, tile.wide), tile_kind) end,
				1 / cast(:unit as float8), 0, 0, -1 / cast(:unit as float8),
				-ST_XMin(tile.edge) / cast(:unit as float8), ST_YMax(tile.edge) / cast(:unit as float8)), 1) as tile_flat
		from thin, tile
	),
	cut as (
		select ${columns(layer).join(', ')}, case when tile_kind = 3 then ST_ForcePolygonCCW(tile_flat) else tile_flat end as mvt
		from moved where tile_flat is not null and not ST_IsEmpty(tile_flat)
	)`;

const columns = (layer: TileLayer) => [...layer.properties, ...(layer.id ? [layer.id] : [])];

const bind = (tile: Tile, layer: TileLayer) => ({ ...layer.bindings, ...tile, unit: unitOf(tile) });

async function encodeByServer(db: Knex, tile: Tile, layer: TileLayer): Promise<Buffer> {
	const { rows } = await db.raw(
		`${cut(layer)}
		select ST_AsMVT(ready, cast(:layerName as text), ${EXTENT}, 'mvt'${layer.id ? ', cast(:idName as text)' : ''}) as tile
		from cut as ready`,
		{ ...bind(tile, layer), layerName: layer.name, ...(layer.id ? { idName: layer.id } : {}) } as never
	);
	return rows[0].tile ?? Buffer.alloc(0);
}

interface CutRow extends Record<string, unknown> {
	shape: { type: string; coordinates: unknown };
}

async function encodeHere(db: Knex, tile: Tile, layer: TileLayer): Promise<Buffer> {
	const { rows } = await db.raw(`${cut(layer)} select cut.*, ST_AsGeoJSON(mvt, 0)::json as shape from cut`, bind(tile, layer) as never);
	if (rows.length === 0) return Buffer.alloc(0);
	const features = (rows as CutRow[]).map(({ shape, mvt: _mvt, ...properties }) => {
		const id = layer.id ? Number(properties[layer.id]) : undefined;
		if (layer.id) delete properties[layer.id];
		return { id, ...shapeOf(shape), tags: properties };
	});
	return Buffer.from(vtpbf.fromGeojsonVt({ [layer.name]: { features } }, { version: 2, extent: EXTENT }));
}

type Position = [number, number];

/** GeoJSON → type and rings of a vector tile feature (1 points, 2 lines, 3 areas). */
function shapeOf({ type, coordinates }: CutRow['shape']): { type: 1 | 2 | 3; geometry: Position[] | Position[][] } {
	switch (type) {
		case 'Point':
			return { type: 1, geometry: [coordinates as Position] };
		case 'MultiPoint':
			return { type: 1, geometry: coordinates as Position[] };
		case 'LineString':
			return { type: 2, geometry: [coordinates as Position[]] };
		case 'MultiLineString':
			return { type: 2, geometry: coordinates as Position[][] };
		case 'Polygon':
			return { type: 3, geometry: coordinates as Position[][] };
		case 'MultiPolygon':
			return { type: 3, geometry: (coordinates as Position[][][]).flat() };
		default:
			throw new Error(`A tile cannot hold a ${type}`);
	}
}
