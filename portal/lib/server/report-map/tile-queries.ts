import type { Database } from '../../../../gis/db/connect.ts';
import { encodeTile, type TileLayer } from '../../../../gis/tiles/encode.ts';
import { EXTENT, unitOf, type Tile } from '../../../../gis/tiles/grid.ts';
import type { ReportFilter } from '../../forms/report-filter.ts';
import type { ReportConditions } from '../reports/report-conditions-queries.ts';
import { publicReportConditions } from './public-conditions-queries.ts';

/** Up to this zoom the counted cells of migration 0007 are read. */
export const COUNTED_MAX_ZOOM = 11;
/** Up to this zoom reports near each other are one point with their number. */
export const CLUSTER_MAX_ZOOM = 15;
/** Squares along the edge of a tile whose reports become one point: 64 pixels each. They never cross an edge, so neighbours agree. */
const CELLS = 8;
/** From this zoom on they are half as wide: streets can be told apart. */
const FINE_ZOOM = 14;
/** From this zoom on a report that stands alone is named. */
const NAMED_MIN_ZOOM = 10;
/** The same for the density: four times as fine, so counted two zooms deeper. */
const DENSITY_DEEPER = 2;
/** Metres of EPSG:3857 from the middle to the edge of the world. */
const HALF_WORLD = 20_037_508.342789244;

export interface ReportTileQuestion {
	/** Null: the whole Land, whose tenants have categories of their own and so no filter by them. */
	tenantId: string | null;
	filter: ReportFilter;
	/** Weighted points for a heat map instead of clusters and marks, at every zoom. */
	density?: boolean;
	now: Date;
}

/**
 * Layer `reports` of what is public and fits the filter. Up to zoom 15 clusters: `count`, and `open` of them; a report that stands alone (from
 * zoom 10 on), and every one from zoom 16 on: `ref`, `tenant` (slug), `category`, `icon`, `state`, `open` (1 or 0). As density: `count` of a cell.
 */
export async function reportTileAcrossTenants(db: Database, tile: Tile, question: ReportTileQuestion): Promise<Buffer> {
	return encodeTile(db, tile, [layerAcrossTenants(tile, question, await publicReportConditions(db.knex, question))]);
}

function layerAcrossTenants(tile: Tile, question: ReportTileQuestion, conditions: ReportConditions): TileLayer {
	const deeper = question.density ? DENSITY_DEEPER : 0;
	if (tile.z + deeper <= COUNTED_MAX_ZOOM && isCounted(question.filter)) return countedLayerAcrossTenants(tile, question, deeper, conditions);
	if (question.density) return gridLayerAcrossTenants(tile, question, CELLS * 2 ** deeper, conditions);
	if (tile.z <= CLUSTER_MAX_ZOOM) return gridLayerAcrossTenants(tile, question, tile.z < FINE_ZOOM ? CELLS : 2 * CELLS, conditions);
	return pointLayerAcrossTenants(conditions);
}

/** Cells are counted by tenant, category and open; everything else is asked of the reports themselves. */
function isCounted({ sort: _sort, open: _open, categories: _categories, ...rest }: ReportFilter): boolean {
	return !rest.text && !rest.from && !rest.to && !rest.changedFrom && !rest.bbox && !rest.centre && !rest.area && !rest.body && rest.states.length + rest.reporters.length === 0;
}

const ONE = ['ref', 'tenant', 'category', 'icon', 'state'];
const CLUSTER = { name: 'reports', properties: ['count', 'open', ...ONE] };

/** Clusters of cells; what stands alone (`ref`, of the view) has its names beside it. */
const namedAcrossTenants = (cells: string) => `
	select nullif(c.number, 1) as count, c.open_number as open, c.geom, c.ref, c.state, t.slug as tenant, k.name as category, k.icon
	from (${cells}) c
	left join report_category k on k.id = c.category_id
	left join tenant t on t.id = c.tenant_id
	order by c.number`;

/** What is counted, and what has changed since. Cells are named by their zoom, so deeper ones of a tile are those of its children. */
function countedLayerAcrossTenants(tile: Tile, { tenantId, filter }: ReportTileQuestion, deeper: number, { sql, bindings }: ReportConditions): TileLayer {
	const open = filter.open ? `open = ${filter.open === 'ja'}` : 'true';
	const tenant = tenantId ? 'tenant_id = :tenant' : 'true';
	const category = filter.categories.length > 0 ? 'category_id in (select k.id from report_category k where k.tenant_id = :tenant and k.code = any(cast(:categories as text[])))' : 'true';
	const cells = `
		select sum(number)::int as number, coalesce((sum(number) filter (where open))::int, 0) as open_number,
			ST_SetSRID(ST_MakePoint(sum(sum_x) / sum(number), sum(sum_y) / sum(number)), 3857) as geom
		from (
			select tile_x, tile_y, cell, open, number, sum_x, sum_y from ${tenantId ? 'report_cluster' : 'report_cluster_land'}
			where zoom = :zoom and tile_x between (:x << :deeper) and ((:x + 1) << :deeper) - 1
				and tile_y between (:y << :deeper) and ((:y + 1) << :deeper) - 1 and ${tenantId ? `${open} and ${tenant} and ${category}` : open}
			union all
			select grid_x >> (14 - :zoom), grid_y >> (14 - :zoom),
				(((grid_y >> (11 - :zoom)) & 7) * 8 + ((grid_x >> (11 - :zoom)) & 7))::smallint, open, number, sum_x, sum_y
			from report_cluster_change
			where grid_x >> (14 - :zoom + :deeper) = :x and grid_y >> (14 - :zoom + :deeper) = :y and ${open} and ${tenant} and ${category}
		) kept
		group by tile_x, tile_y, cell having sum(number) > 0`.replaceAll(/:(x|y|zoom|deeper)\b/g, 'cast(:$1 as int)');
	// A cell's middle is the report itself where it stands alone. Farther away a point is a point.
	const alone = `
		select kept.*, one.ref, one.state, one.category_id, one.tenant_id from (${cells}) kept
		left join lateral (
			select r.public_ref as ref, r.state, r.category_id, r.tenant_id from public_report r
			where kept.number = 1 and r.point && ST_Expand(kept.geom, 0.01) and ${sql} limit 1
		) one on true`;
	const nameless = 'select number as count, open_number as open, geom, null as ref, null as state, null as tenant, null as category, null as icon';
	const near = deeper === 0 && tile.z >= NAMED_MIN_ZOOM;
	return { ...CLUSTER, bindings: { ...bindings, zoom: tile.z + deeper, deeper }, sql: near ? namedAcrossTenants(alone) : `${nameless} from (${cells}) kept order by 1` };
}

function gridLayerAcrossTenants(tile: Tile, question: ReportTileQuestion, cells: number, { sql, bindings }: ReportConditions): TileLayer {
	const width = unitOf(tile) * EXTENT;
	const [west, north] = [tile.x * width - HALF_WORLD, HALF_WORLD - tile.y * width];
	const place = { tileWest: west, tileSouth: north - width, tileEast: west + width, tileNorth: north, cell: width / cells };
	const at = (name: keyof typeof place) => `cast(:${name} as float8)`;
	const one = question.density ? 'null as ref, null as state, null::uuid as category_id, null::uuid as tenant_id' : `
			case when count(*) = 1 then min(ref) end as ref, case when count(*) = 1 then min(state) end as state,
			case when count(*) = 1 then (array_agg(category_id))[1] end as category_id, case when count(*) = 1 then (array_agg(tenant_id))[1] end as tenant_id`;
	const grid = `
		select count(*)::int as number, (count(*) filter (where open))::int as open_number, ST_SetSRID(ST_MakePoint(avg(x), avg(y)), 3857) as geom,
			${one}
		from (
			select ST_X(r.point) as x, ST_Y(r.point) as y, r.open, r.public_ref as ref, r.state, r.category_id, r.tenant_id from public_report r
			where r.point && ST_MakeEnvelope(${at('tileWest')}, ${at('tileSouth')}, ${at('tileEast')}, ${at('tileNorth')}, 3857) and ${sql}
		) found
		where x < ${at('tileEast')} and y < ${at('tileNorth')}
		group by floor((x - ${at('tileWest')}) / ${at('cell')}), floor((y - ${at('tileSouth')}) / ${at('cell')})`;
	return { ...CLUSTER, bindings: { ...bindings, ...place }, sql: namedAcrossTenants(grid) };
}

function pointLayerAcrossTenants({ sql, bindings }: ReportConditions): TileLayer {
	return {
		name: 'reports',
		properties: ['open', ...ONE],
		bindings,
		sql: `
			select r.public_ref as ref, t.slug as tenant, k.name as category, k.icon, r.state, r.open::int as open, r.point as geom
			from tile, public_report r join report_category k on k.id = r.category_id join tenant t on t.id = r.tenant_id
			where r.point && tile.wide and ${sql}
			order by r.open, r.received_at`
	};
}
