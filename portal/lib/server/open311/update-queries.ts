import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { ReportState } from '../reports/types.ts';

export interface TargetRow {
	id: string;
	state: string;
	workflow: ReportState[];
}

/** A report by its reference, for who may change it. */
export async function findTarget(scope: TenantScope, ref: string): Promise<TargetRow | undefined> {
	const [row] = await scope.query<TargetRow>(
		`select r.id, r.state, d.workflow from report r join defect_reporter d on d.tenant_id = r.tenant_id and d.id = r.reporter_id
		where r.tenant_id = :tenant and r.public_ref = :ref and r.accepted_at is not null and r.merged_into is null`,
		{ ref }
	);
	return row;
}

/** @returns false when this source had sent an update of that id before */
export async function insertUpdate(scope: TenantScope, row: { source: string; updateId: string; reportId: string; at: Date }): Promise<boolean> {
	const rows = await scope
		.insert('open311_update', { source: row.source, update_id: row.updateId, report_id: row.reportId, taken_at: row.at })
		.onConflict(['source', 'update_id'])
		.ignore()
		.returning('update_id');
	return rows.length > 0;
}

/** Keeps which entry of the history an update became: the newest one. */
export async function setEvent(scope: TenantScope, { source, updateId, reportId }: { source: string; updateId: string; reportId: string }): Promise<void> {
	await scope.query(
		`update open311_update set event_id = (select max(id) from report_event where report_id = :reportId and tenant_id = :tenant)
		where tenant_id = :tenant and source = :source and update_id = :updateId`,
		{ source, updateId, reportId }
	);
}

export async function eventOf(scope: TenantScope, source: string, updateId: string): Promise<number | null> {
	const row = await scope.table('open311_update').where({ source, update_id: updateId }).first('event_id');
	return row?.event_id ?? null;
}
