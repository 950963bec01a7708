import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';

/** Categories of all reporters, also those that take no reports any more. */
export function categoryNames(scope: TenantScope): Promise<{ id: string; code: string; name: string }[]> {
	return scope.table('report_category').select('id', 'code', 'name').orderBy(['position', 'name', 'id']);
}
