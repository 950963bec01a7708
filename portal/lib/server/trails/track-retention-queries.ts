import type { Knex } from 'knex';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

/** A track that was cut down has no times left: M is 0. */
const IS_WHOLE = 'ST_M(ST_StartPoint(ST_GeometryN(i.track, 1))) > 0';

/** Rounds whose whole track is kept longer than their tenant says, oldest first; `fallback` days where it says nothing. */
export async function selectDueTracksAcrossTenants(db: Knex, now: Date, fallback: number, limit: number): Promise<{ tenant_id: string; id: string }[]> {
	const { rows } = await db.raw(
		`select i.tenant_id, i.id from trail_inspection i
		join (select id, make_interval(days => coalesce(cast(settings -> 'trails' ->> 'trackDays' as integer), cast(:fallback as integer))) as kept from tenant) t on t.id = i.tenant_id
		where i.track is not null and ${IS_WHOLE} and i.ended_at < cast(:now as timestamptz) - t.kept
		order by i.ended_at, i.id limit :limit`,
		{ now, fallback, limit }
	);
	return rows;
}

/** In place of the track: those parts of the round's sections that lie within so many metres of it, without times. */
export async function cutTrack(scope: TenantScope, inspectionId: string, metres: number): Promise<void> {
	await scope.query(
		`update trail_inspection i set track = coalesce(
			(select ST_Force3DM(ST_Multi(ST_CollectionExtract(ST_Collect(ST_Intersection(s.geom,
					ST_Buffer(ST_Force2D(i.track), :metres / cos(radians(ST_Y(ST_Transform(ST_StartPoint(s.geom), 4326))))))), 2)))
				from trail_inspection_section x join trail_section s on s.tenant_id = x.tenant_id and s.id = x.section_id
				where x.tenant_id = i.tenant_id and x.inspection_id = i.id),
			ST_GeomFromEWKT('SRID=3857;MULTILINESTRINGM EMPTY'))
		where i.tenant_id = :tenant and i.id = :inspectionId and i.track is not null`,
		{ inspectionId, metres }
	);
}
