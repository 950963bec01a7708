import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';

export interface OfferedRow {
	id: string;
	ref: string;
	label: string;
	/** EPSG:3857, on the thing. */
	x: number;
	y: number;
	/** Metres of the map. */
	distance: number | null;
}

const COLUMNS = 'a.id, a.ref, a.label, ST_X(ST_PointOnSurface(a.geom)) as x, ST_Y(ST_PointOnSurface(a.geom)) as y';
const MINE = 'a.tenant_id = :tenant and a.layer_id = :layerId and a.removed_at is null';

/** @param near.within metres of the map, null: however far */
export function selectNearest(
	scope: TenantScope,
	near: { layerId: string; x: number; y: number; within: number | null; number: string; limit: number }
): Promise<OfferedRow[]> {
	return scope.query<OfferedRow & Record<string, unknown>>(
		`select ${COLUMNS}, ST_Distance(a.geom, p.point) as distance
		from asset a cross join (select ST_SetSRID(ST_MakePoint(:x, :y), 3857) as point) p
		where ${MINE} and (cast(:within as float) is null or ST_DWithin(a.geom, p.point, cast(:within as float)))
			and (cast(:number as text) = '' or starts_with(lower(a.ref), lower(cast(:number as text))))
		order by a.geom <-> p.point, a.id limit cast(:limit as integer)`,
		near
	);
}

export function selectInView(
	scope: TenantScope,
	view: { layerId: string; left: number; bottom: number; right: number; top: number; limit: number }
): Promise<OfferedRow[]> {
	return scope.query<OfferedRow & Record<string, unknown>>(
		`select ${COLUMNS}, null as distance from asset a
		where ${MINE} and a.geom && ST_MakeEnvelope(:left, :bottom, :right, :top, 3857) order by a.id limit cast(:limit as integer)`,
		view
	);
}

export function selectAll(scope: TenantScope, { layerId, limit }: { layerId: string; limit: number }): Promise<OfferedRow[]> {
	return scope.query<OfferedRow & Record<string, unknown>>(`select ${COLUMNS}, null as distance from asset a where ${MINE} order by a.id limit cast(:limit as integer)`, { layerId, limit });
}

/** Layer of an active category of an active reporter, by the category's id or code. */
export async function selectLayerOfCategory(scope: TenantScope, category: string): Promise<string | null> {
	const [row] = await scope.query<{ layer: string | null }>(
		`select c.asset_layer_id as layer from report_category c join defect_reporter d on d.id = c.reporter_id
		where c.tenant_id = :tenant and c.active and d.active and (c.id::text = :category or lower(c.code) = lower(:category)) limit 1`,
		{ category }
	);
	return row?.layer ?? null;
}
