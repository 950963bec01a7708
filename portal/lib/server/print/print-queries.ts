import type { Knex } from 'knex';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { PrintBaseRow, PrintObjectRow } from './print-types.ts';

/** EPSG:3857. */
export type Box = [west: number, south: number, east: number, north: number];

/** What the title block and the frame need of a version beyond its export. */
export interface PrintVersionRow {
	planNumber: string | null;
	planArt: string | null;
	rechtsstand: string | null;
	/** Area of the plan, hexadecimal EWKB. */
	native: string | null;
	/** [west, south, east, north] of the version, EPSG:3857. */
	extent: Box | null;
	styleVersion: number;
}

export async function printVersion(scope: TenantScope, versionId: string): Promise<PrintVersionRow> {
	const [row] = await scope.query<PrintVersionRow & Record<string, unknown>>(
		`select v.plan_number as "planNumber", v.plan_art as "planArt", v.rechtsstand, cast(v.native as text) as native, v.style_version as "styleVersion",
			case when v.area is null then null else array[ST_XMin(v.area), ST_YMin(v.area), ST_XMax(v.area), ST_YMax(v.area)] end as extent
		from plan_version v where v.tenant_id = :tenant and v.id = :versionId`,
		{ versionId }
	);
	return row!;
}

/** Objects of a version that reach into the box, after one of them: never all at once. */
export async function objectsInBox(scope: TenantScope, versionId: string, box: Box, after: number, limit: number): Promise<PrintObjectRow[]> {
	const [west, south, east, north] = box;
	return scope.query<PrintObjectRow & Record<string, unknown>>(
		`select o.id, o.sign, o.label, cast(o.rotation as float8) as rotation, o.lettering, o.draw_order as "drawOrder", cast(o.native as text) as native
		from plan_object o
		where o.tenant_id = :tenant and o.plan_version_id = :versionId and o.id > :after and o.native is not null
			and o.geom && ST_MakeEnvelope(:west, :south, :east, :north, 3857)
		order by o.id limit :limit`,
		{ versionId, after, limit, west, south, east, north }
	);
}

/** How many of them there are, at most `most` + 1. */
export async function countInBox(scope: TenantScope, versionId: string, box: Box, most: number): Promise<number> {
	const [west, south, east, north] = box;
	const [row] = await scope.query<{ count: number }>(
		`select count(*)::int as count from (
			select 1 from plan_object o where o.tenant_id = :tenant and o.plan_version_id = :versionId
				and o.geom && ST_MakeEnvelope(:west, :south, :east, :north, 3857) limit :most
		) found`,
		{ versionId, west, south, east, north, most: most + 1 }
	);
	return row!.count;
}

/** The installation's own base map in a box; it belongs to no tenant. */
export async function baseInBox(db: Knex, layers: string[], zoom: number, box: Box, after: number, limit: number): Promise<PrintBaseRow[]> {
	const [west, south, east, north] = box;
	const result = await db.raw(
		`select f.id, f.layer, f.kind, f.name, cast(f.width as float8) as width, cast(f.geom as text) as geom
		from base_feature f
		where f.layer = any(:layers) and f.min_zoom <= :zoom and f.id > :after
			and f.geom && ST_MakeEnvelope(:west, :south, :east, :north, 3857)
		order by f.id limit :limit`,
		{ layers, zoom, after, limit, west, south, east, north } as never
	);
	return result.rows;
}
