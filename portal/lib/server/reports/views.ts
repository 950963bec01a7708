import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { readReportFilter, writeReportFilter } from '../../forms/report-filter.ts';
import { isUuid } from './states/work-on.ts';
import * as queries from './views-queries.ts';

const MAX_NAME = 80;
const MAX_VIEWS = 30;
export const VIEW_KINDS = ['tabelle', 'tafel', 'karte'] as const;
export type ViewKind = (typeof VIEW_KINDS)[number];

export const listViews = queries.listViews;

/**
 * Keeps a filter under a name, for this account.
 * @param params the address of the list
 * @throws DomainError `report_view_invalid`
 */
export async function saveView(scope: TenantScope, accountId: string, name: string, params: URLSearchParams): Promise<void> {
	const clean = name.replace(/\s+/g, ' ').trim();
	const known = await queries.listViews(scope, accountId);
	const full = known.length >= MAX_VIEWS && !known.some((view) => view.name === clean);
	if (!clean || clean.length > MAX_NAME || full) throw new DomainError('report_view_invalid');
	const query = writeReportFilter(readReportFilter(params).filter);
	const kind = VIEW_KINDS.find((each) => each === params.get('ansicht'));
	if (kind && kind !== 'tabelle') query.set('ansicht', kind);
	await queries.putView(scope, accountId, clean, query.toString());
}

export async function forgetView(scope: TenantScope, accountId: string, id: string): Promise<void> {
	if (isUuid(id)) await queries.deleteView(scope, accountId, id);
}
