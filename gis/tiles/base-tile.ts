import type { Database } from '../db/connect.ts';
import { encodeTile } from './encode.ts';
import { PIXEL, unitOf, type Tile } from './grid.ts';

/** Features smaller than this many pixels are left out. */
const LEAST_PIXELS = 1;

/** The demo's base map: a layer per `base_feature.layer`, with `kind`, `name` and `width` (metres). */
export async function baseTile(db: Database, tile: Tile): Promise<Buffer> {
	const rows: { layer: string }[] = await db.knex('base_feature').distinct('layer').where('min_zoom', '<=', tile.z).orderBy('layer');
	const layers = rows.map(({ layer }) => ({
		name: layer,
		properties: ['kind', 'name', 'width'],
		sql: `select f.kind, f.name, f.width, f.geom
			from base_feature f, tile
			where f.layer = :layer and f.min_zoom <= :z and f.geom && tile.wide
				and (ST_Dimension(f.geom) = 0 or greatest(ST_XMax(f.geom) - ST_XMin(f.geom), ST_YMax(f.geom) - ST_YMin(f.geom)) >= cast(:least as float8))
			order by f.id`,
		bindings: { layer, least: LEAST_PIXELS * PIXEL * unitOf(tile) }
	}));
	return encodeTile(db, tile, layers);
}
