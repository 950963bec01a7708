import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

type Row = Record<string, unknown>;

export async function findByKey(scope: TenantScope, table: 'trail_inspection' | 'trail_damage' | 'material_order', key: string) {
	const columns = table === 'material_order' ? ['id'] : ['id', 'digest'];
	return (await scope.table(table).where({ key }).first(columns)) as { id: string; digest?: Buffer } | undefined;
}

/** Waits for another transaction that takes the same key; until the end of this one. */
export async function lockKey(scope: TenantScope, key: string): Promise<void> {
	await scope.query('select pg_advisory_xact_lock(hashtextextended(cast(:tenant as text) || cast(:key as text), 0))', { key });
}

export interface Target {
	/** EPSG:4326 */
	lon: number;
	lat: number;
	label: string;
	post_id: string | null;
	section_id: string | null;
	equipment_id: string | null;
	sign_id: string | null;
	measure: number | null;
	asset_id: string | null;
	sign: Row | null;
}

/** Where and what a sign, a post or a piece of equipment is. */
export async function selectTarget(scope: TenantScope, kind: 'sign' | 'post' | 'equipment', id: string): Promise<Target | undefined> {
	const place = (column: string) => `ST_X(ST_Transform(${column}, 4326)) as lon, ST_Y(ST_Transform(${column}, 4326)) as lat`;
	const sql = {
		post: `select ${place('p.point')}, concat_ws(' ', p.number, p.name) as label, p.id as post_id, p.asset_id, null as section_id, null as equipment_id,
			null as sign_id, null as measure, null as sign from trail_post p where p.tenant_id = :tenant and p.id = :id`,
		sign: `select ${place('p.point')}, concat_ws(' ', p.number, p.name) as label, p.id as post_id, p.asset_id, null as section_id, null as equipment_id,
			g.id as sign_id, null as measure, jsonb_build_object('kind', g.kind, 'lines', g.lines) as sign
			from trail_sign g join trail_post p on p.tenant_id = g.tenant_id and p.id = g.post_id where g.tenant_id = :tenant and g.id = :id`,
		equipment: `select ${place('e.point')}, coalesce(nullif(e.name, ''), e.ref) as label, null as post_id, null as asset_id, null as section_id, e.id as equipment_id,
			null as sign_id, null as measure, null as sign from trail_equipment e where e.tenant_id = :tenant and e.id = :id`
	}[kind];
	return (await scope.query<Target & Row>(sql, { id }))[0];
}

/** The place of a section nearest to a position (EPSG:4326), or its middle: linear reference, 0 … 1. */
export async function selectPlaceOfSection(scope: TenantScope, id: string, point: { lon: number; lat: number } | null): Promise<Target | undefined> {
	return (
		await scope.query<Target & Row>(
			`select ST_X(g) as lon, ST_Y(g) as lat, label, section_id, measure, null as post_id, null as equipment_id, null as sign_id, null as asset_id, null as sign
			from (select s.id as section_id, s.name as label, m.measure, ST_Transform(ST_LineInterpolatePoint(s.geom, m.measure), 4326) as g
				from trail_section s, lateral (select case when cast(:lon as float8) is null then 0.5
					else ST_LineLocatePoint(s.geom, ST_Transform(ST_SetSRID(ST_MakePoint(cast(:lon as float8), cast(:lat as float8)), 4326), 3857)) end as measure) m
				where s.tenant_id = :tenant and s.id = :id) found`,
			{ id, lon: point?.lon ?? null, lat: point?.lat ?? null }
		)
	)[0];
}

/** @param point EPSG:4326 */
export async function insertDamage(scope: TenantScope, row: Row, point: { lon: number; lat: number }): Promise<string> {
	const geom = scope.db.raw('ST_Transform(ST_SetSRID(ST_MakePoint(?, ?), 4326), 3857)', [point.lon, point.lat]);
	return (await scope.insert('trail_damage', { ...row, point: geom }).returning('id'))[0].id;
}

export async function insertDamagePhotos(scope: TenantScope, rows: Row[]): Promise<void> {
	if (rows.length > 0) await scope.insert('trail_damage_photo', rows);
}

/** Other damages of the same sign or post that are reported and not done. */
export function selectOpenDamages(scope: TenantScope, postId: string, except: string): Promise<{ public_ref: string; sign_id: string | null }[]> {
	return scope.query(
		`select r.public_ref, d.sign_id from trail_damage d join report r on r.tenant_id = d.tenant_id and r.id = d.report_id
		where d.tenant_id = :tenant and d.post_id = :postId and r.open and d.id <> :except order by d.received_at`,
		{ postId, except }
	);
}

/** Which of the ids are there. */
export async function existing(scope: TenantScope, table: 'trail_section' | 'trail_post', ids: string[]): Promise<{ id: string; name: string }[]> {
	return scope.table(table).whereIn('id', ids).select('id', table === 'trail_post' ? 'number as name' : 'name');
}

/** @param track EWKT of the pieces, EPSG:4326 with M; null for none */
export async function insertInspection(scope: TenantScope, row: Row, track: string | null): Promise<string> {
	const geom = track === null ? null : scope.db.raw('ST_Transform(ST_GeomFromEWKT(?), 3857)', [track]);
	return (await scope.insert('trail_inspection', { ...row, track: geom }).returning('id'))[0].id;
}

/**
 * Part of each section that lies near the track (0 … 1): within so many metres on the ground, as the phone's position wavers under trees.
 */
export async function insertCoveredSections(scope: TenantScope, inspectionId: string, sections: { id: string; result: string }[], metres: number): Promise<void> {
	await scope.query(
		`insert into trail_inspection_section (tenant_id, inspection_id, section_id, result, covered)
		select s.tenant_id, i.id, s.id, x.result, case when i.track is null then null else
			least(1, coalesce(ST_Length(ST_Intersection(s.geom, ST_Buffer(ST_Force2D(i.track), :metres / cos(radians(ST_Y(ST_Transform(ST_StartPoint(s.geom), 4326))))))), 0)
				/ nullif(ST_Length(s.geom), 0)) end
		from json_to_recordset(cast(:list as json)) as x (id uuid, result text)
		join trail_section s on s.tenant_id = :tenant and s.id = x.id
		join trail_inspection i on i.tenant_id = :tenant and i.id = :inspectionId`,
		{ inspectionId, list: JSON.stringify(sections), metres }
	);
}

export async function insertVisits(scope: TenantScope, rows: Row[]): Promise<void> {
	if (rows.length > 0) await scope.insert('trail_visit', rows);
}

/** Rounds of others over the same sections that ended later than this one began. */
export function selectRoundsMeanwhile(scope: TenantScope, inspectionId: string): Promise<{ name: string; warden: string; at: Date }[]> {
	return scope.query(
		`select distinct s.name, o.warden_name as warden, o.ended_at as at from trail_inspection i
		join trail_inspection_section x on x.tenant_id = i.tenant_id and x.inspection_id = i.id
		join trail_inspection_section y on y.tenant_id = i.tenant_id and y.section_id = x.section_id and y.inspection_id <> i.id
		join trail_inspection o on o.tenant_id = i.tenant_id and o.id = y.inspection_id
		join trail_section s on s.tenant_id = i.tenant_id and s.id = x.section_id
		where i.tenant_id = :tenant and i.id = :inspectionId and o.account_id <> i.account_id and o.ended_at >= i.started_at
		order by s.name, at`,
		{ inspectionId }
	);
}

/** Sections of the round that are neither the warden's nor the deputy's. */
export function selectForeignSections(scope: TenantScope, inspectionId: string): Promise<{ name: string; warden: string | null }[]> {
	return scope.query(
		`select s.name, a.name as warden from trail_inspection_section x
		join trail_inspection i on i.tenant_id = x.tenant_id and i.id = x.inspection_id
		join trail_section s on s.tenant_id = x.tenant_id and s.id = x.section_id left join account a on a.id = s.warden_id
		where x.tenant_id = :tenant and x.inspection_id = :inspectionId
			and s.warden_id is distinct from i.account_id and s.deputy_id is distinct from i.account_id order by s.name`,
		{ inspectionId }
	);
}

export async function insertOrder(scope: TenantScope, row: Row): Promise<string> {
	return (await scope.insert('material_order', row).returning('id'))[0].id;
}

export async function signExists(scope: TenantScope, id: string): Promise<string | null> {
	return (await scope.table('trail_sign').where({ id }).first('post_id'))?.post_id ?? null;
}
