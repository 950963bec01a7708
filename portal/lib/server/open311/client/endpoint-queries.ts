import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import type { ReportState } from '../../reports/types.ts';

export interface CategoryCode {
	id: string;
	code: string;
	name: string;
	reporterId: string;
}

export function categoryCodes(scope: TenantScope): Promise<CategoryCode[]> {
	return scope.table('report_category').select('id', 'code', 'name', 'reporter_id as reporterId').orderBy(['name', 'id']);
}

/** Of all reporters of the tenant, each key once. */
export async function workflowStates(scope: TenantScope): Promise<{ key: string; label: string }[]> {
	const rows: { workflow: ReportState[] }[] = await scope.table('defect_reporter').select('workflow');
	return [...new Map(rows.flatMap(({ workflow }) => workflow.map(({ key, label }) => [key, { key, label }] as const))).values()];
}

export function bodies(scope: TenantScope): Promise<{ id: string; name: string }[]> {
	return scope.table('responsible_body').where({ active: true }).select('id', 'name').orderBy(['name', 'id']);
}
