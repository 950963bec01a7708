import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';

export interface AuthorRow {
	author_name: string | null;
	author_email: string | null;
	author_phone: string | null;
	address: string;
	address_found: boolean;
}

export function authorOf(scope: TenantScope, reportId: string): Promise<AuthorRow> {
	return scope.table('report').where({ id: reportId }).first('author_name', 'author_email', 'author_phone', 'address', 'address_found');
}
