import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';

export interface DamageRow {
	id: string;
	kinds: string[];
	note: string;
	fixed: string | null;
	found_at: Date;
	by: string;
	post_id: string | null;
	post: string | null;
	sign_id: string | null;
	section_id: string | null;
	section: string | null;
	equipment: string | null;
	round_key: string | null;
	report_id: string | null;
	public_ref: string | null;
	state: string | null;
	open: boolean | null;
	x: number;
	y: number;
	photos: number;
	/** Of what was fixed on the spot; the others are at the report. */
	own_photos: number;
}

/** Damages, newest first. @param filter `open`: reported and not done; `fixed`: done on the spot */
export function selectDamages(scope: TenantScope, filter: { kind: 'all' | 'open' | 'fixed'; postId?: string; roundKey?: string; limit: number }): Promise<DamageRow[]> {
	return scope.query<DamageRow & Record<string, unknown>>(
		`select d.id, d.kinds, d.note, d.fixed, d.found_at, a.name as by, d.post_id, nullif(concat_ws(' ', p.number, p.name), '') as post, d.sign_id, d.section_id,
			s.name as section, coalesce(nullif(e.name, ''), e.ref) as equipment, d.round_key, d.report_id, r.public_ref,
			(select w ->> 'label' from defect_reporter f, jsonb_array_elements(f.workflow) w where f.tenant_id = r.tenant_id and f.id = r.reporter_id and w ->> 'key' = r.state) as state,
			r.open, ST_X(d.point) as x, ST_Y(d.point) as y,
			(select count(*)::int from trail_damage_photo f where f.tenant_id = d.tenant_id and f.damage_id = d.id) as own_photos,
			(select count(*)::int from trail_damage_photo f where f.tenant_id = d.tenant_id and f.damage_id = d.id)
				+ (select count(*)::int from report_photo f where f.tenant_id = d.tenant_id and f.report_id = d.report_id) as photos
		from trail_damage d join account a on a.id = d.account_id left join trail_post p on p.tenant_id = d.tenant_id and p.id = d.post_id
		left join trail_section s on s.tenant_id = d.tenant_id and s.id = d.section_id left join trail_equipment e on e.tenant_id = d.tenant_id and e.id = d.equipment_id
		left join report r on r.tenant_id = d.tenant_id and r.id = d.report_id
		where d.tenant_id = :tenant and (:kind = 'all' or (:kind = 'open' and r.open) or (:kind = 'fixed' and d.fixed is not null))
			and (cast(:postId as uuid) is null or d.post_id = cast(:postId as uuid)) and (cast(:roundKey as uuid) is null or d.round_key = cast(:roundKey as uuid))
		order by d.found_at desc, d.id limit cast(:limit as int)`,
		{ kind: filter.kind, postId: filter.postId ?? null, roundKey: filter.roundKey ?? null, limit: filter.limit }
	);
}

/** @returns key of the stored photo, null where there is none */
export async function selectDamagePhotoKey(scope: TenantScope, damageId: string, position: number, small: boolean): Promise<string | null> {
	const [row] = await scope.query<{ key: string }>(
		`select f.key from trail_damage_photo p
		join file f on f.tenant_id = p.tenant_id and f.id = case when cast(:small as boolean) then p.thumbnail_file_id else p.file_id end
		where p.tenant_id = :tenant and p.damage_id = :damageId and p.position = :position`,
		{ damageId, position, small }
	);
	return row?.key ?? null;
}

export interface OrderRow {
	id: string;
	state: string;
	items: { item: string; count: number; text: string }[];
	note: string;
	by: string;
	post: string | null;
	post_id: string | null;
	sign: { kind: string; lines: { text: string; km: number | null; minutes: number | null }[] } | null;
	ordered_at: Date;
	changed_at: Date;
}

export function selectMaterialOrders(scope: TenantScope, accountId: string | null = null): Promise<OrderRow[]> {
	return scope.query<OrderRow & Record<string, unknown>>(
		`select o.id, o.state, o.items, o.note, a.name as by, nullif(concat_ws(' ', p.number, p.name), '') as post, o.post_id,
			case when g.id is null then null else jsonb_build_object('kind', g.kind, 'lines', g.lines) end as sign, o.ordered_at, o.changed_at
		from material_order o join account a on a.id = o.account_id left join trail_post p on p.tenant_id = o.tenant_id and p.id = o.post_id
		left join trail_sign g on g.tenant_id = o.tenant_id and g.id = o.sign_id
		where o.tenant_id = :tenant and (cast(:accountId as uuid) is null or o.account_id = cast(:accountId as uuid))
		order by o.ordered_at desc, o.id limit 500`,
		{ accountId }
	);
}

export interface RoundRow {
	id: string;
	account_id: string;
	warden: string;
	key: string;
	started_at: Date;
	ended_at: Date;
	received_at: Date;
	by_hand: boolean;
	/** Of its track only the walked parts of the sections are kept. */
	cut: boolean;
	/** Metres on the ground; of a track that was cut down, on the sections. */
	walked: number | null;
	note: string;
	sections: { id: string; name: string; result: 'ohne-befund' | 'befund'; covered: number | null }[];
	posts: number;
	damages: number;
	fixed: number;
}

export interface RoundFilter {
	wardenId?: string | null;
	sectionId?: string | null;
	/** Instants: from (included) to (not included). */
	from?: Date | null;
	to?: Date | null;
	id?: string | null;
	limit?: number;
}

/** Rounds, newest first. */
export function selectRounds(scope: TenantScope, filter: RoundFilter): Promise<RoundRow[]> {
	return scope.query<RoundRow & Record<string, unknown>>(
		`select i.id, i.account_id, i.warden_name as warden, i.key, i.started_at, i.ended_at, i.received_at, i.track is null as by_hand,
			i.track is not null and coalesce(ST_M(ST_StartPoint(ST_GeometryN(i.track, 1))), 0) = 0 as cut,
			ST_Length(ST_Transform(ST_Force2D(i.track), 4326)::geography) as walked, i.note,
			(select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'result', x.result, 'covered', x.covered) order by s.ref), '[]')
				from trail_inspection_section x join trail_section s on s.tenant_id = x.tenant_id and s.id = x.section_id
				where x.tenant_id = i.tenant_id and x.inspection_id = i.id) as sections,
			(select count(*)::int from trail_visit v where v.tenant_id = i.tenant_id and v.inspection_id = i.id) as posts,
			(select count(*)::int from trail_damage d where d.tenant_id = i.tenant_id and d.round_key = i.key and d.fixed is null) as damages,
			(select count(*)::int from trail_damage d where d.tenant_id = i.tenant_id and d.round_key = i.key and d.fixed is not null) as fixed
		from trail_inspection i
		where i.tenant_id = :tenant and (cast(:wardenId as uuid) is null or i.account_id = cast(:wardenId as uuid))
			and (cast(:id as uuid) is null or i.id = cast(:id as uuid))
			and (cast(:from as timestamptz) is null or i.ended_at >= cast(:from as timestamptz)) and (cast(:to as timestamptz) is null or i.ended_at < cast(:to as timestamptz))
			and (cast(:sectionId as uuid) is null or exists (select from trail_inspection_section x
				where x.tenant_id = i.tenant_id and x.inspection_id = i.id and x.section_id = cast(:sectionId as uuid)))
		order by i.ended_at desc, i.id limit cast(:limit as int)`,
		{
			wardenId: filter.wardenId ?? null,
			sectionId: filter.sectionId ?? null,
			id: filter.id ?? null,
			from: filter.from ?? null,
			to: filter.to ?? null,
			limit: filter.limit ?? 1000
		}
	);
}

export interface TrackRow {
	role: 'base' | 'section' | 'track' | 'damage';
	kind: string;
	geometry: string;
}

/** Extent of a round's track and sections, EPSG:3857. */
export async function selectRoundExtent(scope: TenantScope, id: string): Promise<[number, number, number, number] | null> {
	const [row] = await scope.query<Record<string, number | null>>(
		`select ST_XMin(b) as w, ST_YMin(b) as s, ST_XMax(b) as e, ST_YMax(b) as n from (
			select ST_Extent(g) as b from (
				select ST_Force2D(i.track) as g from trail_inspection i where i.tenant_id = :tenant and i.id = :id and i.track is not null
				union all
				select s.geom from trail_inspection_section x join trail_section s on s.tenant_id = x.tenant_id and s.id = x.section_id
				where x.tenant_id = :tenant and x.inspection_id = :id) parts) box`,
		{ id }
	);
	return row && typeof row.w === 'number' ? [row.w, row.s!, row.e!, row.n!] : null;
}

/** What the picture of a round shows, from below to above: base map, sections, track, damages. EPSG:3857. */
export function selectRoundPicture(scope: TenantScope, id: string, [west, south, east, north]: readonly [number, number, number, number], detail: number): Promise<TrackRow[]> {
	return scope.query<TrackRow & Record<string, unknown>>(
		`with frame as (select ST_MakeEnvelope(:west, :south, :east, :north, 3857) as box),
		parts as (
			(select 1 as rank, 'base' as role, b.layer as kind, b.geom, b.id as place from base_feature b, frame
			where b.geom && frame.box and b.layer in ('water', 'landcover', 'street', 'building', 'railway')
				and (b.layer <> 'building' or ST_Area(b.geom) > power(cast(:detail as float8), 2) * 16) order by b.id limit 4000)
			union all select 2, 'section', x.result, s.geom, 0 from trail_inspection_section x
				join trail_section s on s.tenant_id = x.tenant_id and s.id = x.section_id where x.tenant_id = :tenant and x.inspection_id = :id
			union all select 3, 'track', '', ST_Force2D(i.track), 0 from trail_inspection i where i.tenant_id = :tenant and i.id = :id
			union all select 4, 'damage', '', d.point, 0 from trail_damage d join trail_inspection i on i.tenant_id = d.tenant_id and i.key = d.round_key
				where d.tenant_id = :tenant and i.id = :id
		)
		select role, kind, ST_AsGeoJSON(seen.geom, 2, 0) as geometry from parts, frame,
			lateral (select ST_ClipByBox2D(ST_Simplify(parts.geom, :detail, true), ST_Expand(frame.box, :margin)) as geom) seen
		where parts.geom is not null and not ST_IsEmpty(seen.geom)
		order by rank, case when role = 'base' then array_position(array['landcover', 'water', 'street', 'railway', 'building'], kind) end, place`,
		{ id, west, south, east, north, detail, margin: (east - west) / 10 }
	);
}

/** Posts ticked on a round, in the order of the way. */
export function selectVisits(scope: TenantScope, inspectionId: string): Promise<{ post: string; at: Date; result: string }[]> {
	return scope.query(
		`select concat_ws(' ', p.number, p.name) as post, v.at, v.result from trail_visit v join trail_post p on p.tenant_id = v.tenant_id and p.id = v.post_id
		where v.tenant_id = :tenant and v.inspection_id = :inspectionId order by v.at, p.number`,
		{ inspectionId }
	);
}
