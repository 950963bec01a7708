import { forTenant } from '../../../../gis/db/tenant-scope.ts';
import type { Services } from '../services.ts';
import { readShortlist } from './shortlist.ts';
import { itemOf, readStaffFilter, type ReportItem, type StaffChoices } from './staff-list.ts';
import { listReportIds, readReportRows } from './staff-list-queries.ts';
import type { StaffRequest } from './staff-page.ts';
import { isUuid } from './states/work-on.ts';

/** On paper, more would be a book. */
export const MAX_PRINTED = 200;

export interface PrintedReports {
	items: ReportItem[];
	states: StaffChoices['states'];
	/** There are more than are printed. */
	more: boolean;
}

/** Reports for paper: the shortlist (`merkliste=ja`), some (`meldung`, repeated), or what the filter leaves. */
export async function readPrinted(services: Services, request: StaffRequest, params: URLSearchParams): Promise<PrintedReports> {
	const scope = forTenant(services.db.knex, request.tenantId);
	const { conditions, choices } = await readStaffFilter(services, request, params);
	if (params.get('merkliste') === 'ja') {
		const { items } = await readShortlist(services, scope, request.account.id);
		return { items: items.slice(0, MAX_PRINTED), states: choices.states, more: items.length > MAX_PRINTED };
	}
	const named = params.getAll('meldung').filter(isUuid);
	const ids = named.length > 0 ? named : await listReportIds(scope, conditions, MAX_PRINTED + 1);
	const rows = new Map((await readReportRows(scope, ids.slice(0, MAX_PRINTED), request.account.id)).map((row) => [row.id, row]));
	const items = ids.flatMap((id) => rows.get(id) ?? []).map((row) => itemOf(row, services.now()));
	return { items, states: choices.states, more: ids.length > MAX_PRINTED };
}
