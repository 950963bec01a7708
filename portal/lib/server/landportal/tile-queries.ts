import type { Database } from '../../../../gis/db/connect.ts';
import { encodeTile, type TileLayer } from '../../../../gis/tiles/encode.ts';
import { EXTENT, PIXEL, unitOf, type Tile } from '../../../../gis/tiles/grid.ts';
import { FILTER_STATUSES, type ProcedureFilter } from '../../forms/procedure-filter.ts';
import { conditionsOf, PUBLISHED_PROCEDURES } from './published-queries.ts';

/** Up to this zoom procedures near each other are one point with their number; a pixel is 38 m of EPSG:3857 there. */
export const CLUSTER_MAX_ZOOM = 11;
/** Squares along the edge of a tile whose procedures become one point: 64 pixels each. They never cross an edge, so neighbours agree. */
const CELLS = 8;
/** Areas below this width, in pixels, are drawn as points. */
const LEAST_PIXELS = 6;
const MAX_NAME = 160;
/** Metres of EPSG:3857 from the middle to the edge of the world. */
const HALF_WORLD = 20_037_508.342789244;

/** Names of the properties with the number of procedures of a status in a cluster. */
const COUNTS = FILTER_STATUSES.map((status) => ({ status, column: status.replaceAll('-', '_') }));
const ONE = ['id', 'tenant', 'name', 'status'];

/**
 * Layer `procedures` of what fits the filter and is public at `now`. Up to zoom 11 points of clusters: `count` and, for each status that
 * occurs, the number (`active`, `recently_ended` …); a procedure that stands alone, and all from zoom 12 on (areas, or points where small):
 * `id`, `tenant` (slug), `name`, `status`.
 */
export function procedureTileAcrossTenants(db: Database, tile: Tile, filter: ProcedureFilter, now: Date): Promise<Buffer> {
	return encodeTile(db, tile, [tile.z <= CLUSTER_MAX_ZOOM ? clusterLayerAcrossTenants(tile, filter, now) : areaLayerAcrossTenants(tile, filter, now)]);
}

function clusterLayerAcrossTenants(tile: Tile, filter: ProcedureFilter, now: Date): TileLayer {
	const { sql, bindings } = conditionsOf(filter, { now });
	const width = unitOf(tile) * EXTENT;
	const [tileWest, tileNorth] = [tile.x * width - HALF_WORLD, HALF_WORLD - tile.y * width];
	const place = { tileWest, tileNorth, tileEast: tileWest + width, tileSouth: tileNorth - width, cell: width / CELLS };
	const at = (name: keyof typeof place) => `cast(:${name} as float8)`;
	return {
		name: 'procedures',
		properties: ['count', ...COUNTS.map(({ column }) => column), ...ONE],
		bindings: { ...bindings, ...place },
		// By status first: then the few columns for each status are made of few rows.
		sql: `
			select c.geom, nullif(c.number, 1) as count,
				${COUNTS.map(({ column }) => `case when c.number > 1 then c.${column} end as ${column}`).join(', ')},
				o.id::text as id, t.slug as tenant, left(o.title, ${MAX_NAME}) as name, case when c.number = 1 then c.status end as status
			from (
				select sum(number)::int as number, min(status) as status, min(one) as one,
					${COUNTS.map(({ status, column }) => `(sum(number) filter (where status = '${status}'))::int as ${column}`).join(', ')},
					ST_SetSRID(ST_MakePoint(sum(east) / sum(number), sum(north) / sum(number)), 3857) as geom
				from (
					select floor((x - ${at('tileWest')}) / ${at('cell')}) as cell_x, floor((y - ${at('tileSouth')}) / ${at('cell')}) as cell_y,
						status, count(*) as number, min(one) as one, sum(x) as east, sum(y) as north
					from (
						select ST_X(p.point) as x, ST_Y(p.point) as y, s.status, p.id::text as one from ${PUBLISHED_PROCEDURES}
						where p.point && ST_MakeEnvelope(${at('tileWest')}, ${at('tileSouth')}, ${at('tileEast')}, ${at('tileNorth')}, 3857) and ${sql}
						offset 0
					) found
					where x < ${at('tileEast')} and y < ${at('tileNorth')}
					group by 1, 2, 3
				) by_status
				group by cell_x, cell_y
			) c
			left join procedure o on c.number = 1 and o.id = cast(c.one as uuid)
			left join tenant t on t.id = o.tenant_id
			order by c.number, c.one`
	};
}

function areaLayerAcrossTenants(tile: Tile, filter: ProcedureFilter, now: Date): TileLayer {
	const { sql, bindings } = conditionsOf(filter, { now });
	return {
		name: 'procedures',
		properties: ONE,
		bindings: { ...bindings, least: LEAST_PIXELS * PIXEL * unitOf(tile) },
		sql: `
			select p.id::text as id, t.slug as tenant, left(p.title, ${MAX_NAME}) as name, s.status,
				case when p.area is null or greatest(ST_XMax(p.area) - ST_XMin(p.area), ST_YMax(p.area) - ST_YMin(p.area)) < cast(:least as float8)
					then coalesce(p.point, ST_Centroid(ST_Envelope(p.area))) else p.area end as geom
			from tile, ${PUBLISHED_PROCEDURES}
			where (p.area && tile.wide or p.area is null and p.point && tile.wide) and ${sql}
			order by coalesce(ST_Area(p.area), 0) desc, s.status <> 'active' desc, p.id`
	};
}
