import type { Knex } from 'knex';
import type { Database } from '../db/connect.ts';
import { encodeTile, type TileLayer } from './encode.ts';
import { PIXEL, unitOf, type Tile } from './grid.ts';

/** What decides whether and how a version may be shown. */
export interface VersionOfTile {
	tenantId: string;
	planClass: string;
	published: boolean;
	/** Changes when the signs of its objects are computed anew. */
	styleVersion: number;
}

/** For the tiles: the version by its id, whoever's it is. Whether it may be shown is for the caller to decide by `published`. */
export async function versionOfTileAcrossTenants(db: Knex, versionId: string): Promise<VersionOfTile | null> {
	const row = await db('plan_version')
		.join('plan', 'plan.id', 'plan_version.plan_id')
		.where('plan_version.id', versionId)
		.first('plan_version.tenant_id', 'plan.class', 'plan_version.published_at', 'plan_version.style_version');
	return row
		? { tenantId: row.tenant_id, planClass: row.class, published: row.published_at !== null, styleVersion: row.style_version }
		: null;
}

/** Objects appear from this zoom on; lettering (presentation objects) three later. A Bebauungsplan is drawn for 1:500 to 1:2,000. */
const OBJECTS_FROM: Record<string, number> = { BP_Plan: 13, FP_Plan: 10, LP_Plan: 10, RP_Plan: 7, SO_Plan: 12 };
const LETTERING_LATER = 3;
/** From here on nothing is left out for being small. */
const EVERYTHING_FROM = 17;

/** Bytes before compression that a tile should not exceed. */
const MAX_BYTES = 500_000;
/** Least size of lines and areas, in pixels; the next step is taken while the tile is too large. */
const LEAST_PIXELS = [0.5, 2, 4, 8, 16];

/**
 * Layers `perimeter` (plan area) and `objects` of a version. At small scales the objects are left out, then the smallest; the
 * perimeter never is.
 */
export async function versionTile(db: Database, version: VersionOfTile & { id: string }, tile: Tile): Promise<Buffer> {
	const layers = [perimeter(version.id)];
	const from = OBJECTS_FROM[version.planClass] ?? 13;
	if (tile.z < from) return encodeTile(db, tile, layers);
	const lettering = tile.z >= from + LETTERING_LATER;
	let content: Buffer = Buffer.alloc(0);
	for (const [step, pixels] of LEAST_PIXELS.entries()) {
		const least = step === 0 && tile.z >= EVERYTHING_FROM ? 0 : pixels * PIXEL * unitOf(tile);
		content = await encodeTile(db, tile, [...layers, objects(version.id, least, lettering && step < 3)]);
		if (content.length <= MAX_BYTES) break;
	}
	return content;
}

const perimeter = (versionId: string): TileLayer => ({
	name: 'perimeter',
	properties: ['version_id', 'gml_id', 'name', 'rechtsstand'],
	sql: `select v.id::text as version_id, v.gml_id, v.name, v.rechtsstand, v.area as geom
		from plan_version v, tile where v.id = :versionId and v.area && tile.wide`,
	bindings: { versionId }
});

const objects = (versionId: string, least: number, lettering: boolean): TileLayer => ({
	name: 'objects',
	id: 'id',
	properties: ['gml_id', 'class', 'sign', 'label', 'rotation', 'draw_order', 'lettering'],
	sql: `select o.id, o.gml_id, o.class, o.sign, o.label, o.rotation::float8 as rotation, o.draw_order, o.lettering, o.geom
		from plan_object o, tile
		where o.plan_version_id = :versionId and o.geom && tile.wide
			${lettering ? '' : 'and not o.presentation'}
			${least > 0 ? 'and (ST_Dimension(o.geom) = 0 or greatest(ST_XMax(o.geom) - ST_XMin(o.geom), ST_YMax(o.geom) - ST_YMin(o.geom)) >= cast(:least as float8))' : ''}
		order by o.draw_order, o.id`,
	bindings: { versionId, ...(least > 0 ? { least } : {}) }
});
