import type { Database } from '../db/connect.ts';
import { HAS_PROCEDURE } from '../plans/published.ts';
import { encodeTile } from './encode.ts';
import { PIXEL, unitOf, type Tile } from './grid.ts';

/** Side of the square that stands for a plan too small to be seen, in pixels. */
const LEAST_PIXELS = 2;

/**
 * Layer `plans`: the areas of the newest published version of every plan of the Land, with `id` (of the plan), `version_id`, `tenant`
 * (slug), `name`, `class`, and `status`: `running` or `planned` for a participation, else the code of its rechtsstand. No plan is too
 * small to be there. Plans with a published procedure are missing: it stands for them (`/tiles/verfahren`).
 */
export async function landTileAcrossTenants(db: Database, tile: Tile, now: Date): Promise<Buffer> {
	const sql = `
		select v.plan_id::text as id, v.id::text as version_id, t.slug as tenant, v.name, p.class, coalesce(open.state, v.rechtsstand) as status,
			case when greatest(ST_XMax(v.area) - ST_XMin(v.area), ST_YMax(v.area) - ST_YMin(v.area)) < 2 * cast(:half as float8)
				then ST_Expand(ST_Centroid(ST_Envelope(v.area)), cast(:half as float8)) else v.area end as geom
		from tile
		join plan_version v on v.area && tile.wide and v.published_at is not null
		join plan p on p.id = v.plan_id
		join tenant t on t.id = v.tenant_id
		left join lateral (
			select case when bool_or(pa.starts_at <= :now) then 'running' when count(*) > 0 then 'planned' end as state
			from participation pa join plan_version pv on pv.id = pa.plan_version_id
			where pv.plan_id = v.plan_id and pa.published_at is not null and pa.audience = 'public' and pa.ends_at > :now
		) open on true
		where not exists (
			select from plan_version newer where newer.plan_id = v.plan_id and newer.published_at is not null
				and (newer.published_at, newer.number) > (v.published_at, v.number))
			and not ${HAS_PROCEDURE}
		order by ST_Area(v.area) desc, v.id`;
	return encodeTile(db, tile, [
		{
			name: 'plans',
			properties: ['id', 'version_id', 'tenant', 'name', 'class', 'status'],
			sql,
			bindings: { now, half: (LEAST_PIXELS / 2) * PIXEL * unitOf(tile) }
		}
	]);
}
