import type { TenantScope } from '../../db/tenant-scope.ts';
import type { Candidate, Pair } from './match.ts';
import type { GeometryChange } from './types.ts';

/** Comparing places in PostGIS, in batches, so that the embedded database answers others in between. */

/** Metres: what is nearer is the same place (Flächenschluss has the same tolerance). */
export const TOLERANCE = 0.002;
/** Metres within which a point or line may have moved and still be the same thing with another gml:id. */
const REACH = 5;
/** Metres around a line that count as its place. */
const LINE_WIDTH = 0.5;
/** Products of vertices above which outlines are compared by area instead of vertex by vertex. */
const MANY_VERTICES = 4_000_000;
/** Metres around points and lines that count as changed. */
const AROUND = 2;

export interface Frame {
	from: string;
	to: string;
	/** CRS in which is measured, with metres. */
	srid: number;
	tolerance: number;
	/** cos(latitude): metres on the ground per unit of EPSG:3857. */
	scale: number;
}

/** In the measuring CRS, without curves: an arc and its reverse give the same vertices. */
const shapeOf = (row: string, map = 'geom') => `case
	when ${row}.native is null or ST_SRID(${row}.native) = 0 then null
	when ST_SRID(${row}.native) = :srid then ST_CurveToLine(${row}.native, 0.0005, 1, 1)
	else ST_Transform(${row}.${map}, cast(:srid as int)) end`;

/** Overlays want valid areas; those of files are not always. */
const valid = (shape: string) => `case when ST_Dimension(${shape}) < 2 or ST_IsValid(${shape}) then ${shape}
	else ST_CollectionExtract(ST_MakeValid(${shape}), 3) end`;

/**
 * Rows are found by their key alone: `is not distinct from` keeps the planner from the indexes that begin with the version, which it takes
 * for better while the statistics of a new version are missing, and then walks all its objects for each.
 */
const SOURCES = {
	object: { table: 'plan_object', key: 'cast(:key as bigint)', column: 'id', version: 'plan_version_id is not distinct from', map: 'geom' },
	bereich: { table: 'plan_bereich', key: ':key', column: 'gml_id', version: 'plan_version_id =', map: 'geom' },
	plan: { table: 'plan_version', key: 'cast(:key as uuid)', column: 'id', version: 'id =', map: 'area' }
} as const;

export interface Measured {
	same: boolean;
	/** Areas that share nothing; points and lines out of reach. */
	apart: boolean;
	change: GeometryChange | null;
}

/**
 * Compares the places of pairs. Another starting point, the reverse direction and vertices on a straight line are no change.
 * @param pairs keys of the rows: ids of objects, gml:ids of Bereiche, ids of versions
 */
export async function measurePairs(scope: TenantScope, frame: Frame, source: keyof typeof SOURCES, pairs: { from: string; to: string }[]): Promise<Measured[]> {
	const { table, key, column, version, map } = SOURCES[source];
	const join = (alias: string, side: string) =>
		`left join ${table} ${alias} on ${alias}.tenant_id = :tenant and ${alias}.${version} :${side} and ${alias}.${column} = ${key.replace(':key', `p.${side}_key`)}`;
	const rows = await scope.query<MeasuredRow & Record<string, unknown>>(
		`with pair as materialized (
			select p.n, a.native is not null and b.native is not null and a.native = b.native as identical, ${shapeOf('a', map)} as a_shape, ${shapeOf('b', map)} as b_shape
			from unnest(cast(:fromKeys as text[]), cast(:toKeys as text[])) with ordinality as p (from_key, to_key, n)
			${join('a', 'from')} ${join('b', 'to')}
		),
		seen as materialized (
			select n, identical or (a_shape is null and b_shape is null) as identical,
				case when not identical then ${valid('a_shape')} end as a, case when not identical then ${valid('b_shape')} end as b
			from pair
		),
		compared as materialized (
			select n, a, b, case
				when identical then true
				when a is null or b is null or ST_Dimension(a) <> ST_Dimension(b) then false
				when cast(ST_NPoints(a) as bigint) * ST_NPoints(b) <= ${MANY_VERTICES} then ST_HausdorffDistance(a, b) <= :tolerance
					and abs(ST_Area(a) - ST_Area(b)) <= :tolerance * (ST_Perimeter(a) + ST_Perimeter(b)) + 1e-9
				else ST_Area(ST_SymDifference(a, b)) <= :tolerance * ST_Perimeter(b) end as same
			from seen
		)
		select same, ST_Dimension(coalesce(b, a)) as dimension, ST_Area(a) as area_before, ST_Area(b) as area_after,
			ST_Length(a) as length_before, ST_Length(b) as length_after,
			case when not same and ST_Dimension(a) = 2 and ST_Dimension(b) = 2 then ST_Area(ST_Intersection(a, b)) end as shared,
			case when not same and ST_Dimension(a) = ST_Dimension(b) and cast(ST_NPoints(a) as bigint) * ST_NPoints(b) <= ${MANY_VERTICES}
				then ST_HausdorffDistance(a, b) end as moved,
			case when not same and ST_Dimension(a) < 2 and ST_Dimension(b) < 2 then ST_Distance(a, b) end as distance
		from compared order by n`,
		{
			...bound(frame),
			tolerance: frame.tolerance,
			fromKeys: pairs.map((pair) => pair.from),
			toKeys: pairs.map((pair) => pair.to)
		}
	);
	return rows.map(measured);
}

interface MeasuredRow {
	same: boolean;
	dimension: number | null;
	area_before: number | null;
	area_after: number | null;
	length_before: number | null;
	length_after: number | null;
	shared: number | null;
	moved: number | null;
	distance: number | null;
}

function measured(row: MeasuredRow): Measured {
	if (row.same) return { same: true, apart: false, change: null };
	const moved = row.moved === null ? {} : { moved: row.moved };
	const apart = row.shared === null ? (row.distance ?? 0) > REACH : row.shared <= 0;
	if (row.dimension === 2) {
		const overlap = row.shared === null ? {} : { gained: Math.max(0, row.area_after! - row.shared), lost: Math.max(0, row.area_before! - row.shared) };
		return { same: false, apart, change: { kind: 'area', before: row.area_before, after: row.area_after, ...overlap, ...moved } };
	}
	if (row.dimension === 1) return { same: false, apart, change: { kind: 'line', before: row.length_before, after: row.length_after, ...moved } };
	return { same: false, apart, change: { kind: 'point', before: null, after: null, ...moved } };
}

const bound = ({ from, to, srid }: Frame) => ({ from, to, srid });

/** Without references, which carry ids of the file. */
const CONTENT = (row: string) => `jsonb_path_query_array(${row}.attributes, '$[*] \\? (!exists (@.href) && @.name != "uuid")')`;

/**
 * Which objects of the later version may be these ones: of a class that fits, at the same place. The index of places finds them, so that
 * the cost grows with the number of objects and not with its square.
 * @param classes allowed pairs of stored classes, `before>after`
 */
export async function candidatesFor(scope: TenantScope, frame: Frame, ids: number[], classes: string[]): Promise<Candidate[]> {
	return scope.query<Candidate & Record<string, unknown>>(
		`with near as materialized (
			select a.id as "from", c.id as "to", ${valid('a.geom')} as a, ${valid('c.geom')} as b, a.geom = c.geom as equal, ${CONTENT('a')} = ${CONTENT('c')} as alike
			from plan_object a
			cross join lateral (
				select b.id, b.geom, b.attributes from plan_object b
				where b.tenant_id = :tenant and b.plan_version_id is not distinct from :to and not b.presentation
					and b.geom && case when ST_Dimension(a.geom) = 2 then a.geom else ST_Expand(a.geom, :reach) end
					and ST_Dimension(b.geom) = ST_Dimension(a.geom) and a.class || '>' || b.class = any(cast(:classes as text[]))
				offset 0
			) c
			where a.tenant_id = :tenant and a.plan_version_id is not distinct from :from and a.id = any(cast(:ids as bigint[])) and a.geom is not null
		)
		select "from", "to", alike, case when equal then 1 else case ST_Dimension(a)
			when 2 then (select case when i.shared > 0 then i.shared / (ST_Area(a) + ST_Area(b) - i.shared) else 0 end
				from (select ST_Area(ST_Intersection(a, b)) as shared offset 0) i)
			when 1 then case when ST_DWithin(a, b, :reach) then greatest(
				1 - ST_HausdorffDistance(a, b) / (0.25 * greatest(ST_Length(a), ST_Length(b)) + :reach),
				least(1, ST_Length(ST_Intersection(a, ST_Buffer(b, :width, 2))) / nullif(greatest(ST_Length(a), ST_Length(b)), 0))) else 0 end
			else 1 - ST_Distance(a, b) / :reach end end as score
		from near`,
		{ from: frame.from, to: frame.to, ids, classes, reach: REACH / frame.scale, width: LINE_WIDTH / frame.scale }
	);
}

/** Sizes of single rows, for what came or went. */
export async function measureOne(scope: TenantScope, srid: number, versionId: string, ids: number[]): Promise<Map<number, GeometryChange>> {
	const rows = await scope.query<{ id: number; dimension: number | null; area: number; length: number }>(
		`select id, ST_Dimension(shape) as dimension, ST_Area(shape) as area, ST_Length(shape) as length from (
			select o.id, ${shapeOf('o')} as shape from plan_object o
			where o.tenant_id = :tenant and o.plan_version_id is not distinct from :versionId and o.id = any(cast(:ids as bigint[]))) s where shape is not null`,
		{ versionId, ids, srid }
	);
	const kinds = ['point', 'line', 'area'] as const;
	return new Map(
		rows.map(({ id, dimension, area, length }) => [id, { kind: kinds[dimension ?? 0]!, before: null, after: dimension === 2 ? area : dimension === 1 ? length : null }])
	);
}

/**
 * The area that a batch of changes touches, EPSG:3857, as hexadecimal EWKB; null for none.
 * @param whole objects of which all counts (came, went, other properties); `shifted`: pairs of which only the difference counts
 */
export async function areaOfChanges(scope: TenantScope, frame: Frame, whole: number[], shifted: Pair[]): Promise<string | null> {
	const around = (geom: string) => `case when ST_Dimension(${geom}) = 2 then ${valid(geom)} else ST_Buffer(${geom}, :around, 4) end`;
	const [row] = await scope.query<{ area: string | null }>(
		`with part as (
			select ${around('o.geom')} as geom from plan_object o
			where o.tenant_id = :tenant and coalesce(o.plan_version_id) in (:from, :to) and o.id = any(cast(:whole as bigint[])) and o.geom is not null
			union all
			select case when ST_Dimension(a.geom) = 2 and ST_Dimension(b.geom) = 2
				then ST_Buffer(ST_Buffer(ST_SymDifference(${valid('a.geom')}, ${valid('b.geom')}), -0.01, 'join=mitre'), 0.01, 'join=mitre')
				else ST_Union(${around('a.geom')}, ${around('b.geom')}) end
			from unnest(cast(:fromIds as bigint[]), cast(:toIds as bigint[])) as p (f, t)
			join plan_object a on a.tenant_id = :tenant and a.plan_version_id is not distinct from :from and a.id = p.f
			join plan_object b on b.tenant_id = :tenant and b.plan_version_id is not distinct from :to and b.id = p.t
			where a.geom is not null and b.geom is not null
		)
		select cast(ST_Multi(ST_CollectionExtract(ST_Union(geom), 3)) as text) as area from part where not ST_IsEmpty(geom)`,
		{ from: frame.from, to: frame.to, whole, fromIds: shifted.map((pair) => pair.from), toIds: shifted.map((pair) => pair.to), around: AROUND / frame.scale }
	);
	return row?.area ?? null;
}

/** What the Geltungsbereich gained and lost, EPSG:3857. */
export async function perimeterChange(scope: TenantScope, { from, to }: Frame): Promise<string | null> {
	const [row] = await scope.query<{ area: string | null }>(
		`select cast(ST_Multi(ST_CollectionExtract(ST_SymDifference(${valid('a.area')}, ${valid('b.area')}), 3)) as text) as area
		from plan_version a join plan_version b on b.tenant_id = :tenant and b.id = :to
		where a.tenant_id = :tenant and a.id = :from and a.area is not null and b.area is not null`,
		{ from, to }
	);
	return row?.area ?? null;
}

/** One area of many, and its size on the ground in m². */
export async function unionOf(scope: TenantScope, areas: string[], srid: number): Promise<{ area: string | null; squareMetres: number | null }> {
	if (areas.length === 0) return { area: null, squareMetres: null };
	const [row] = await scope.query<{ area: string | null; metres: number | null }>(
		`select cast(area as text) as area, ST_Area(ST_Transform(area, cast(:srid as int))) as metres from (
			select ST_Multi(ST_CollectionExtract(ST_Union(cast(each as geometry)), 3)) as area
			from unnest(cast(:areas as text[])) each where cast(:tenant as uuid) is not null) u
		where not ST_IsEmpty(area)`,
		{ areas, srid }
	);
	return { area: row?.area ?? null, squareMetres: row?.metres ?? null };
}
