import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import type { Answers, BodyLevel, CategoryField, ReasonOfResponsibility, Release, ReportOrigin, ReportState, ReporterSettings } from '../types.ts';

/** One report with everything that staff may see of it. Coordinates in EPSG:4326 (`lon`, `lat`) and EPSG:3857 (`x`, `y`). */
export interface FullRow {
	id: string;
	reporter_id: string;
	category_id: string;
	public_ref: string;
	origin: ReportOrigin;
	state: string;
	open: boolean;
	lon: number;
	lat: number;
	x: number;
	y: number;
	address: string;
	address_found: boolean;
	title: string;
	body: string;
	public_title: string | null;
	public_body: string | null;
	body_release: Release;
	answers: Answers;
	author_name: string | null;
	author_email: string | null;
	author_phone: string | null;
	email_confirmed_at: Date | null;
	accepted_at: Date | null;
	private: boolean;
	awaits_release: boolean;
	hidden_at: Date | null;
	is_public: boolean;
	body_id: string | null;
	body_reason: Partial<ReasonOfResponsibility>;
	body_state: 'proposed' | 'accepted' | 'rejected' | 'manual';
	body_name: string | null;
	body_level: BodyLevel | null;
	body_email: string | null;
	assigned_to: string | null;
	assigned_name: string | null;
	due_at: Date | null;
	received_at: Date;
	changed_at: Date;
	closed_at: Date | null;
	merged_into: string | null;
	merged_ref: string | null;
	split_from: string | null;
	split_ref: string | null;
	support_count: number;
	external: { forwardedFrom?: { tenantId: string; reportId: string }; forwardedTo?: { tenantId: string; reportId: string; publicRef: string } };
	anonymised_at: Date | null;
	category_name: string;
	group_name: string;
	fields: CategoryField[];
	support_threshold: number;
	reporter_name: string;
	reporter_slug: string;
	workflow: ReportState[];
	settings: Partial<ReporterSettings>;
	asset: string | null;
	other_tenant: string | null;
	/** With which key it came by Open311. */
	key_name: string | null;
	followers: number;
	banned: boolean;
}

export async function selectFull(scope: TenantScope, id: string): Promise<FullRow | undefined> {
	const [row] = await scope.query<FullRow>(
		`select r.id, r.reporter_id, r.category_id, r.public_ref, r.origin, r.state, r.open, r.address, r.address_found, r.title, r.body, r.public_title,
			r.public_body, r.body_release, r.answers, r.author_name, r.author_email, r.author_phone, r.email_confirmed_at, r.accepted_at, r.private,
			r.awaits_release, r.hidden_at, r.is_public, r.body_id, r.body_reason, r.body_state, r.assigned_to, r.due_at, r.received_at, r.changed_at,
			r.closed_at, r.merged_into, r.split_from, r.support_count, r.external, r.anonymised_at,
			st_x(st_transform(r.point, 4326)) as lon, st_y(st_transform(r.point, 4326)) as lat, st_x(r.point) as x, st_y(r.point) as y,
			b.name as body_name, b.level as body_level, b.email as body_email, a.name as assigned_name, c.name as category_name, c.group_name, c.fields,
			c.support_threshold, d.name as reporter_name, d.slug as reporter_slug, d.workflow, d.settings,
			into_.public_ref as merged_ref, from_.public_ref as split_ref, other.name as other_tenant,
			(select y.name from open311_key y where y.tenant_id = :tenant and cast(y.id as text) = r.external ->> 'open311Key') as key_name,
			(select trim(l.item_name || ' ' || s.ref) from asset s join asset_layer l on l.tenant_id = :tenant and l.id = s.layer_id
				where s.tenant_id = :tenant and s.id = r.asset_id) as asset,
			(select count(*)::integer from report_alert f where f.tenant_id = :tenant and f.report_id = r.id and f.confirmed_at is not null) as followers,
			exists (select from sender_ban x where x.tenant_id = :tenant
				and x.sender in (lower(r.author_email), substring(lower(r.author_email) from '@.*$'))) as banned
		from report r
		join report_category c on c.tenant_id = :tenant and c.id = r.category_id
		join defect_reporter d on d.tenant_id = :tenant and d.id = r.reporter_id
		left join responsible_body b on b.tenant_id = :tenant and b.id = r.body_id
		left join account a on a.id = r.assigned_to
		left join report into_ on into_.tenant_id = :tenant and into_.id = r.merged_into
		left join report from_ on from_.tenant_id = :tenant and from_.id = r.split_from
		left join tenant other on cast(other.id as text) = coalesce(r.external -> 'forwardedTo' ->> 'tenantId', r.external -> 'forwardedFrom' ->> 'tenantId')
		where r.tenant_id = :tenant and r.id = :id`,
		{ id }
	);
	return row;
}

export interface EventRow {
	id: number;
	kind: string;
	state: string | null;
	public_text: string | null;
	detail: Record<string, unknown>;
	actor: string;
	account_name: string | null;
	at: Date;
}

/** Newest first. */
export function eventsOf(scope: TenantScope, reportId: string): Promise<EventRow[]> {
	return scope.query<EventRow>(
		`select e.id, e.kind, e.state, e.public_text, e.detail, e.actor, a.name as account_name, e.at
		from report_event e left join account a on a.id = e.account_id
		where e.tenant_id = :tenant and e.report_id = :reportId order by e.id desc`,
		{ reportId }
	);
}

export function openFlags(scope: TenantScope, reportId: string): Promise<{ id: string; photo_id: string | null; reason: string; at: Date }[]> {
	return scope.table('report_flag').where({ report_id: reportId }).whereNull('settled_at').orderBy('at').select('id', 'photo_id', 'reason', 'at');
}

/** Reports that were merged into it, and those split from it. */
export async function relativesOf(scope: TenantScope, id: string): Promise<{ merged: { id: string; ref: string }[]; parts: { id: string; ref: string }[] }> {
	const of = (column: 'merged_into' | 'split_from') =>
		scope.table('report').where({ [column]: id }).orderBy('received_at').select('id', 'public_ref as ref');
	return { merged: await of('merged_into'), parts: await of('split_from') };
}

export function templatesFor(scope: TenantScope, reporterId: string): Promise<{ id: string; state: string | null; name: string; body: string }[]> {
	return scope
		.table('report_template')
		.where((query) => void query.whereNull('reporter_id').orWhere({ reporter_id: reporterId }))
		.orderBy(['name', 'id'])
		.select('id', 'state', 'name', 'body');
}

export function activeBodies(scope: TenantScope): Promise<{ id: string; name: string; level: BodyLevel }[]> {
	return scope.table('responsible_body').where({ active: true }).orderByRaw("array_position(array['amt', 'gemeinde', 'kreis', 'land'], level), name").select('id', 'name', 'level');
}

/** Open public reports near it, for „is it a duplicate?“. */
export function nearbyOf(scope: TenantScope, id: string): Promise<{ id: string; ref: string; category: string; metres: number; state: string; received_at: Date }[]> {
	return scope.query(
		`select o.id, o.public_ref as ref, c.name as category, o.state, o.received_at,
			round(st_distance(o.point, r.point) * cos(radians(st_y(st_transform(r.point, 4326)))))::integer as metres
		from report r
		join report o on o.tenant_id = :tenant and o.id <> r.id and o.open and o.is_public and o.reporter_id = r.reporter_id
			and st_dwithin(o.point, r.point, 250 / cos(radians(st_y(st_transform(r.point, 4326)))))
		join report_category c on c.tenant_id = :tenant and c.id = o.category_id
		where r.tenant_id = :tenant and r.id = :id
		order by (o.category_id = r.category_id) desc, st_distance(o.point, r.point), o.id limit 5`,
		{ id }
	);
}
