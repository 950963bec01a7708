import type { TenantScope } from '../db/tenant-scope.ts';
import type { Attribute } from '../../importers/xplan/model.ts';
import { demandId } from './plans.ts';
import type { GeoJson } from './types.ts';

/** An object as a statement keeps it: a copy, because gml:ids change between versions. */
export interface HitObject {
	gmlId: string;
	class: string;
	sign: string;
	label: string | null;
	attributes: Attribute[];
	/** GeoJSON, EPSG:3857, rounded to a millimetre. */
	geometry: GeoJson | null;
}

const LIMIT = 200;

/**
 * Objects of a version that a place touches: areas first, of these the larger first, then lines and points, so that the most
 * specific stands last.
 * @param geometry GeoJSON in EPSG:3857 (east, north)
 * @param toleranceMetres on the ground, for lines and points, which nobody hits exactly
 */
export async function objectsHitBy(scope: TenantScope, versionId: string, geometry: GeoJson, toleranceMetres = 2): Promise<HitObject[]> {
	const rows = await scope.query<Record<string, never>>(
		`with place as (
			select geom, :tolerance / cos(radians(ST_Y(ST_Transform(ST_Centroid(geom), 4326)))) as reach
			from (select ST_MakeValid(ST_SetSRID(ST_GeomFromGeoJSON(:geometry), 3857)) as geom) given
		)
		select o.gml_id, o.class, o.sign, o.label, o.attributes, ST_AsGeoJSON(o.geom, 3)::json as geometry
		from plan_object o, place
		where o.tenant_id = :tenant and o.plan_version_id = :versionId and not o.presentation
			and o.geom && ST_Expand(place.geom, place.reach)
			and case when ST_Dimension(o.geom) = 2 then ST_DWithin(o.geom, place.geom, 0) else ST_DWithin(o.geom, place.geom, place.reach) end
		order by ST_Dimension(o.geom) desc, ST_Area(o.geom) desc, o.id
		limit ${LIMIT}`,
		{ versionId: demandId(versionId), geometry: JSON.stringify(geometry), tolerance: toleranceMetres }
	);
	return rows.map(hit);
}

/** The same for objects chosen by name; unknown ones are left out. */
export async function objectsByGmlId(scope: TenantScope, versionId: string, gmlIds: string[]): Promise<HitObject[]> {
	const rows = await scope.query<Record<string, never>>(
		`select o.gml_id, o.class, o.sign, o.label, o.attributes, ST_AsGeoJSON(o.geom, 3)::json as geometry
		from plan_object o
		where o.tenant_id = :tenant and o.plan_version_id = :versionId and not o.presentation and o.gml_id = any(cast(:gmlIds as text[]))
		order by array_position(cast(:gmlIds as text[]), o.gml_id)`,
		{ versionId: demandId(versionId), gmlIds }
	);
	return rows.map(hit);
}

function hit(row: Record<string, never>): HitObject {
	return {
		gmlId: row.gml_id!,
		class: row.class!,
		sign: row.sign!,
		label: row.label!,
		attributes: row.attributes!,
		geometry: row.geometry!
	};
}
