import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { ReportConditions } from './report-conditions-queries.ts';
import type { Release, ReportOrigin } from './types.ts';

export interface ReportExportRow {
	id: string;
	public_ref: string;
	reporter_id: string;
	reporter: string;
	group_name: string;
	category: string;
	title: string;
	body: string;
	address: string;
	lon: number;
	lat: number;
	state: string;
	open: boolean;
	received_at: Date;
	changed_at: Date;
	due_at: Date | null;
	closed_at: Date | null;
	body_name: string | null;
	assigned_name: string | null;
	body_release: Release;
	photos: number;
	support_count: number;
	origin: ReportOrigin;
	author_name: string | null;
	author_email: string | null;
	author_phone: string | null;
	sort_key: string;
}

/** A batch by key, oldest first: memory stays flat however many there are. */
export function selectExportBatch(scope: TenantScope, conditions: ReportConditions, after: { key: string; id: string } | null, limit: number): Promise<ReportExportRow[]> {
	return scope.query<ReportExportRow>(
		`select r.id, r.public_ref, r.reporter_id, d.name as reporter, k.group_name, k.name as category, r.title, r.body, r.address,
			st_x(st_transform(r.point, 4326)) as lon, st_y(st_transform(r.point, 4326)) as lat,
			r.state, r.open, r.received_at, r.changed_at, r.due_at, r.closed_at, b.name as body_name, a.name as assigned_name, r.body_release,
			(select cast(count(*) as integer) from report_photo p where p.report_id = r.id) as photos, r.support_count, r.origin,
			r.author_name, r.author_email, r.author_phone, cast(r.received_at at time zone 'UTC' as text) as sort_key
		from report r
		join defect_reporter d on d.id = r.reporter_id
		join report_category k on k.id = r.category_id
		left join responsible_body b on b.id = r.body_id
		left join account a on a.id = r.assigned_to
		where ${conditions.sql}
			${after ? "and (r.received_at, r.id) > (cast(cast(:afterKey as text) as timestamp) at time zone 'UTC', cast(:afterId as uuid))" : ''}
		order by r.received_at, r.id limit :limit`,
		{ ...conditions.bindings, afterKey: after?.key ?? null, afterId: after?.id ?? null, limit }
	);
}

/** Append-only: what was taken out or removed, by whom. */
export async function writeProtocol(scope: TenantScope, entry: { kind: 'export' | 'retention'; account?: string | null; detail: Record<string, unknown> }, now: Date): Promise<void> {
	await scope.insert('report_protocol', { kind: entry.kind, account_id: entry.account ?? null, detail: JSON.stringify(entry.detail), at: now });
}
