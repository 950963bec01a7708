import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

/** One line of what is drawn, from below to above. Geometry as GeoJSON text, EPSG:3857. */
export interface PictureRow {
	role: 'base' | 'object' | 'perimeter' | 'hit' | 'place';
	/** Layer of the base map; kind of the place. */
	kind: string;
	geometry: string;
}

export type Box = [west: number, south: number, east: number, north: number];

/** What a picture shows below places: a version of a plan, or the area of the procedure of a participation without one. */
export type Ground = { versionId: string } | { participationId: string };
const groundIds = (ground: Ground) => ({ versionId: null, participationId: null, ...ground });

/** Bound: `:versionId`, `:participationId`. */
const GROUND = `select v.area from plan_version v where v.tenant_id = :tenant and v.id = cast(:versionId as uuid)
	union all
	select pr.area from participation a
	join procedure_step s on s.tenant_id = a.tenant_id and s.id = a.step_id
	join procedure pr on pr.tenant_id = s.tenant_id and pr.id = s.procedure_id
	where a.tenant_id = :tenant and a.id = cast(:participationId as uuid)`;

/** Extent of a statement's places, and of what it is about. */
export async function extents(scope: TenantScope, statementId: string, ground: Ground): Promise<{ places: Box | null; ground: Box | null }> {
	const [row] = await scope.query<Record<string, number | null>>(
		`select ST_XMin(p.box) as pw, ST_YMin(p.box) as ps, ST_XMax(p.box) as pe, ST_YMax(p.box) as pn,
			ST_XMin(v.area) as vw, ST_YMin(v.area) as vs, ST_XMax(v.area) as ve, ST_YMax(v.area) as vn
		from (${GROUND}) v
		right join (
			select ST_Extent(geom) as box from statement_place where tenant_id = :tenant and statement_id = :statementId
		) p on true`,
		{ statementId, ...groundIds(ground) }
	);
	const box = (...values: (number | null | undefined)[]) => (values.every((each) => typeof each === 'number') ? (values as Box) : null);
	return { places: box(row?.pw, row?.ps, row?.pe, row?.pn), ground: box(row?.vw, row?.vs, row?.ve, row?.vn) };
}

const MAX_BASE = 4_000;
const MAX_OBJECTS = 1_500;

/**
 * Everything inside a box, clipped to it and simplified to what can be seen.
 * @param detail EPSG:3857 units that a line may be off
 */
export function pictureRows(
	scope: TenantScope,
	statementId: string,
	ground: Ground,
	box: Box,
	detail: number
): Promise<PictureRow[]> {
	const [west, south, east, north] = box;
	return scope.query<PictureRow>(
		`with frame as (select ST_MakeEnvelope(:west, :south, :east, :north, 3857) as box),
		parts as (
			(select 1 as rank, 'base' as role, b.layer as kind, b.geom, b.id as place
			from base_feature b, frame where b.geom && frame.box and b.layer in ('water', 'landcover', 'street', 'building', 'parcel', 'railway')
			order by b.id limit ${MAX_BASE})
			union all
			(select 2, 'object', '', o.geom, o.id
			from plan_object o, frame
			where o.tenant_id = :tenant and o.plan_version_id = cast(:versionId as uuid) and not o.presentation and o.geom && frame.box
			order by o.draw_order, o.id limit ${MAX_OBJECTS})
			union all
			select 3, 'perimeter', '', v.area, 0 from (${GROUND}) v
			union all
			select 4, 'hit', p.kind, o.geom, o.id
			from statement_place_object o
			join statement_place p on p.tenant_id = o.tenant_id and p.id = o.place_id
			where o.tenant_id = :tenant and p.statement_id = :statementId
			union all
			select 5, 'place', p.kind, p.geom, p.position
			from statement_place p where p.tenant_id = :tenant and p.statement_id = :statementId and p.kind <> 'object'
		)
		select role, kind, ST_AsGeoJSON(seen.geom, 2, 0) as geometry
		from parts, frame,
			lateral (select ST_ClipByBox2D(ST_Simplify(parts.geom, :detail, true), ST_Expand(frame.box, :margin)) as geom) seen
		where parts.geom is not null and not ST_IsEmpty(seen.geom)
		order by rank, case when role = 'base' then
			array_position(array['landcover', 'water', 'parcel', 'street', 'railway', 'building'], kind) end, place`,
		{ statementId, ...groundIds(ground), west, south, east, north, detail, margin: (east - west) / 10 }
	);
}
