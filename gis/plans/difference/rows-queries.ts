import type { TenantScope } from '../../db/tenant-scope.ts';
import type { Attribute } from '../../../importers/xplan/model.ts';

/** What the comparison reads of both versions. */

export interface ObjectRow {
	id: number;
	gmlId: string;
	class: string;
	placed: boolean;
	sign: string;
	label: string | null;
}

/** Objects in the order of the file; lettering is left out: it says nothing that its object does not (lettering-queries.ts). */
export async function objectRows(scope: TenantScope, versionId: string): Promise<ObjectRow[]> {
	return scope.query<ObjectRow & Record<string, unknown>>(
		`select o.id, o.gml_id as "gmlId", o.class, o.geom is not null as placed, o.sign, o.label
		from plan_object o where o.tenant_id = :tenant and o.plan_version_id = :versionId and not o.presentation order by o.id`,
		{ versionId }
	);
}

/** Properties of some objects by id. */
export async function attributesOf(scope: TenantScope, versionId: string, ids: number[]): Promise<Map<number, Attribute[]>> {
	const rows = await scope.query<{ id: number; attributes: Attribute[] }>(
		`select o.id, o.attributes from plan_object o
		where o.tenant_id = :tenant and o.plan_version_id is not distinct from :versionId and o.id = any(cast(:ids as bigint[]))`,
		{ versionId, ids }
	);
	return new Map(rows.map((row) => [row.id, row.attributes]));
}

/** Pairs whose stored properties are not simply equal. */
export async function differingPairs(scope: TenantScope, versions: { from: string; to: string }, pairs: { from: number; to: number }[]): Promise<Set<number>> {
	const rows = await scope.query<{ id: number }>(
		`select a.id from unnest(cast(:fromIds as bigint[]), cast(:toIds as bigint[])) as p (f, t)
		join plan_object a on a.tenant_id = :tenant and a.plan_version_id is not distinct from :from and a.id = p.f
		join plan_object b on b.tenant_id = :tenant and b.plan_version_id is not distinct from :to and b.id = p.t
		where a.attributes <> b.attributes or a.class <> b.class`,
		{ ...versions, fromIds: pairs.map((pair) => pair.from), toIds: pairs.map((pair) => pair.to) }
	);
	return new Set(rows.map((row) => row.id));
}

export interface BereichRow {
	gmlId: string;
	class: string;
	number: string | null;
	name: string | null;
	attributes: Attribute[];
}

export async function bereichRows(scope: TenantScope, versionId: string): Promise<BereichRow[]> {
	return scope.query<BereichRow & Record<string, unknown>>(
		`select b.gml_id as "gmlId", b.class, b.number, b.name, b.attributes
		from plan_bereich b where b.tenant_id = :tenant and b.plan_version_id = :versionId order by b.number, b.gml_id`,
		{ versionId }
	);
}

export interface DocumentRow {
	name: string;
	type: string | null;
	url: string | null;
	/** Of the content, hexadecimal; null where the portal has no file. */
	sha256: string | null;
	size: number | null;
}

export async function documentRows(scope: TenantScope, versionId: string): Promise<DocumentRow[]> {
	return scope.query<DocumentRow & Record<string, unknown>>(
		`select d.name, d.type, d.url, encode(f.sha256, 'hex') as sha256, f.size
		from plan_document d left join file f on f.tenant_id = d.tenant_id and f.id = d.file_id
		where d.tenant_id = :tenant and d.plan_version_id = :versionId and d.owner_gml_id is not null order by d.position`,
		{ versionId }
	);
}

export interface ComparedVersion {
	id: string;
	planId: string;
	number: number;
	class: string;
	gmlId: string;
	name: string;
	xplanVersion: string;
	srid: number;
	accuracy: number;
	attributes: Attribute[];
	/** Degrees; null without a place. */
	longitude: number | null;
	latitude: number | null;
}

/** @returns undefined for a version that the tenant does not have */
export async function comparedVersion(scope: TenantScope, versionId: string): Promise<ComparedVersion | undefined> {
	const [row] = await scope.query<ComparedVersion & Record<string, unknown>>(
		`select v.id, v.plan_id as "planId", v.number, p.class, v.gml_id as "gmlId", v.name, v.xplan_version as "xplanVersion", v.srid, v.accuracy,
			v.attributes, ST_X(c.point) as longitude, ST_Y(c.point) as latitude
		from plan_version v
		join plan p on p.tenant_id = v.tenant_id and p.id = v.plan_id
		cross join lateral (select ST_Transform(ST_Centroid(ST_Envelope(v.area)), 4326) as point) c
		where v.tenant_id = :tenant and v.id = :versionId`,
		{ versionId }
	);
	return row;
}
