import { forTenant } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { EMPTY_FILTER } from '../../../forms/procedure-filter.ts';
import { readReportFilter, writeReportFilter } from '../../../forms/report-filter.ts';
import { placeFilter } from '../../landportal/place.ts';
import type { Services } from '../../services.ts';
import { reportConditions } from '../report-conditions-queries.ts';
import { reporterSettings } from '../workflow.ts';
import { readStaffChoices, type StaffChoices } from '../staff-list.ts';
import { selectReporters } from '../reporter-queries.ts';
import { namesFor, withPeriod } from './dashboard-page.ts';
import { readDashboard } from './dashboard.ts';

/**
 * Figures for everybody, of the reporters that show theirs: counted from the view of public reports alone, with the states' public names.
 * @throws DomainError `not_found` where no reporter shows figures
 */
export async function readPublicDashboard(services: Services, tenantId: string, address: URLSearchParams, client: string) {
	const now = services.now();
	const scope = forTenant(services.db.knex, tenantId);
	const shown = (await selectReporters(scope)).filter(({ active, settings }) => active && reporterSettings(settings).publicDashboard);
	if (shown.length === 0) throw new DomainError('not_found');
	const { params, period } = withPeriod(address, now);
	const { filter: read, wrong } = readReportFilter(params, 'public');
	let filter = read;
	if (filter.place && !filter.centre) {
		const placed = await placeFilter(services, { ...EMPTY_FILTER, place: filter.place }, client);
		filter = { ...filter, centre: placed.filter.centre };
	}
	const conditions = await reportConditions(filter, { db: scope.db, tenantId, audience: 'public', now });
	const own = {
		sql: `${conditions.sql}\n\tand r.reporter_id = any(cast(:shownReporters as uuid[]))`,
		bindings: { ...conditions.bindings, shownReporters: shown.map(({ id }) => id) }
	};
	const choices = publicChoices(await readStaffChoices(scope), shown.map(({ id }) => id));
	const dashboard = await readDashboard(scope, { source: 'public_report', conditions: own, now }, filter, await namesFor(scope, choices));
	return { period, filter, query: writeReportFilter(filter).toString(), wrong, choices, dashboard };
}

/** Without accounts and with the states' public names. */
function publicChoices(choices: StaffChoices, shown: string[]): StaffChoices {
	const reporters = choices.reporters.filter(({ id }) => shown.includes(id));
	const labels = new Map(reporters.flatMap(({ workflow }) => workflow.map(({ key, publicLabel }) => [key, publicLabel] as const)));
	return {
		...choices,
		reporters,
		accounts: [],
		categories: choices.categories.filter(({ reporterId }) => shown.includes(reporterId)),
		states: choices.states.filter(({ key }) => labels.has(key)).map((state) => ({ ...state, label: labels.get(state.key)! }))
	};
}
