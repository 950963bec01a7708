import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import type { BodyLevel, ReasonOfResponsibility, ReportOrigin, ReportState, Release, ReporterSettings } from '../types.ts';

/** What everybody who changes a report needs of it. */
export interface WorkRow {
	id: string;
	reporter_id: string;
	category_id: string;
	public_ref: string;
	idempotency_key: string;
	origin: ReportOrigin;
	state: string;
	open: boolean;
	title: string;
	body: string;
	body_release: Release;
	author_email: string | null;
	email_confirmed_at: Date | null;
	accepted_at: Date | null;
	private: boolean;
	awaits_release: boolean;
	hidden_at: Date | null;
	body_id: string | null;
	body_reason: ReasonOfResponsibility;
	body_state: 'proposed' | 'accepted' | 'rejected' | 'manual';
	changed_at: Date;
	closed_at: Date | null;
	merged_into: string | null;
	external: { forwardedFrom?: { tenantId: string; reportId: string }; forwardedTo?: { tenantId: string; reportId: string; publicRef: string } };
	anonymised_at: Date | null;
	lon: number;
	lat: number;
	level: BodyLevel | null;
	body_name: string | null;
	reporter_name: string;
	workflow: ReportState[];
	settings: Partial<ReporterSettings>;
}

/** The report, locked until the transaction ends; point in EPSG:4326. */
export async function lockReport(scope: TenantScope, id: string): Promise<WorkRow | undefined> {
	const [row] = await scope.query<WorkRow>(
		`select r.id, r.reporter_id, r.category_id, r.public_ref, r.idempotency_key, r.origin, r.state, r.open, r.title, r.body, r.body_release,
			r.author_email, r.email_confirmed_at, r.accepted_at, r.private, r.awaits_release, r.hidden_at, r.body_id, r.body_reason, r.body_state,
			r.changed_at, r.closed_at, r.merged_into, r.external, r.anonymised_at,
			st_x(st_transform(r.point, 4326)) as lon, st_y(st_transform(r.point, 4326)) as lat,
			b.level, b.name as body_name, d.name as reporter_name, d.workflow, d.settings
		from report r
		join defect_reporter d on d.tenant_id = :tenant and d.id = r.reporter_id
		left join responsible_body b on b.tenant_id = :tenant and b.id = r.body_id
		where r.tenant_id = :tenant and r.id = :id
		for update of r`,
		{ id }
	);
	return row;
}

/** Columns of one report; `changed_at` moves with every change that somebody may see. */
export async function updateReport(scope: TenantScope, id: string, values: Record<string, unknown>, now: Date): Promise<void> {
	await scope.table('report').where({ id }).update({ ...values, changed_at: now });
}

export async function tenantNames(scope: TenantScope): Promise<{ slug: string; name: string }> {
	return scope.db('tenant').where({ id: scope.tenantId }).first('slug', 'name');
}
