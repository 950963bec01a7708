import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import type { Services } from '../../services.ts';
import { lockReport, type WorkRow } from './state-queries.ts';

/** What changing a report needs of the process. */
export type WorkServices = Pick<Services, 'config' | 'queue' | 'secret' | 'now'>;

/** Who changes it: an account, or author, contractor, body, system. */
export interface By {
	/** Id of the account. */
	account?: string | null;
	actor?: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const isUuid = (text: string): boolean => UUID.test(text);

/**
 * The report, locked; for the beginning of a transaction that changes it.
 * @param seen `changed_at` as the person saw it (ISO 8601), where that matters
 * @throws DomainError `not_found`; `report_outdated` when somebody else changed it since
 */
export async function workOn(scope: TenantScope, reportId: string, seen?: string): Promise<WorkRow> {
	const row = isUuid(reportId) ? await lockReport(scope, reportId) : undefined;
	if (!row) throw new DomainError('not_found');
	if (seen && new Date(seen).getTime() !== row.changed_at.getTime()) throw new DomainError('report_outdated');
	return row;
}
