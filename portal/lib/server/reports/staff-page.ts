import { forTenant } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { isEmptyReportFilter } from '../../forms/report-filter.ts';
import type { Account } from '../accounts/types.ts';
import { readExtent } from '../plans/home.ts';
import type { Services } from '../services.ts';
import { MAX_BULK, runBulk, type BulkAction, type BulkResult } from './bulk.ts';
import { shortlistIds } from './shortlist-queries.ts';
import { itemOf, readBoard, readStaffFilter, readTable, type ReportItem, type StaffFilter } from './staff-list.ts';
import * as queries from './staff-list-queries.ts';
import { listViews, VIEW_KINDS, type ViewKind } from './views.ts';

export interface StaffRequest {
	tenantId: string;
	account: Account;
	client: string;
}

const viewOf = (params: URLSearchParams): ViewKind => VIEW_KINDS.find((each) => each === params.get('ansicht')) ?? 'tabelle';

/** What the page of all reports shows: one filter, one of three views. */
export async function readStaffPage(services: Services, request: StaffRequest, params: URLSearchParams) {
	const scope = forTenant(services.db.knex, request.tenantId);
	const me = request.account.id;
	const asked = await readStaffFilter(services, request, params);
	const view = viewOf(params);
	const counts = await queries.countByState(scope, asked.conditions);
	const total = counts.reduce((sum, { count }) => sum + count, 0);
	const moving = params.get('verschieben');
	const [movingRow] = moving && /^[0-9a-f-]{36}$/.test(moving) ? await queries.readReportRows(scope, [moving], me) : [];
	return {
		view,
		query: asked.query,
		filter: asked.filter,
		empty: isEmptyReportFilter(asked.filter),
		wrong: asked.wrong,
		choices: asked.choices,
		me,
		total,
		numbers: await queries.countWork(scope, services.now(), me),
		views: await listViews(scope, me),
		listed: (await shortlistIds(scope, me)).length,
		mostAtOnce: MAX_BULK,
		moving: movingRow ? itemOf(movingRow, services.now()) : null,
		table: view === 'tabelle' ? { ...(await readTable(services, scope, asked, me, params.get('nach'), { total })), first: !params.has('nach') } : null,
		board: view === 'tafel' ? await readBoard(services, scope, asked, me, counts) : null,
		// Without a single report the map shows the tenant's area.
		map: view === 'karte' ? { extent: (await queries.extentOfReports(scope, asked.conditions)) ?? (await readExtent(scope.db, request.tenantId)) } : null
	};
}
export type StaffPage = Awaited<ReturnType<typeof readStaffPage>>;

/** What is sent by the form below the table. @throws DomainError as `runBulk` does, `report_filter_wrong`, `form_invalid` */
export async function bulkFromForm(services: Services, request: StaffRequest, params: URLSearchParams, form: FormData): Promise<BulkResult> {
	const scope = forTenant(services.db.knex, request.tenantId);
	const action = bulkAction(form);
	let ids = form.getAll('meldung').map(String);
	if (form.get('alle') === 'ja') {
		const { conditions } = await readStaffFilter(services, request, params, true);
		ids = await queries.listReportIds(scope, conditions, MAX_BULK + 1);
	}
	return runBulk(services, scope, ids, action, request.account);
}

function bulkAction(form: FormData): BulkAction {
	const text = (name: string) => String(form.get(name) ?? '').trim();
	switch (text('was')) {
		case 'zuweisen':
			return { kind: 'assign', accountId: text('konto') === 'niemand' ? null : text('konto') };
		case 'stand':
			return { kind: 'state', state: text('stand'), answer: text('antwort') };
		case 'zustaendig':
			return { kind: 'body', bodyId: text('stelle') };
		case 'merkliste':
			return { kind: 'shortlist' };
		case 'freigeben':
			return { kind: 'release' };
		default:
			throw new DomainError('form_invalid');
	}
}

/** Marks of the map in an extent. EPSG:3857; `zelle` metres within which reports become one. @throws DomainError `form_invalid` */
export async function readMapMarks(services: Services, request: StaffRequest, params: URLSearchParams): Promise<queries.MapMark[]> {
	const scope = forTenant(services.db.knex, request.tenantId);
	const { conditions } = await readStaffFilter(services, request, params);
	return queries.listMapMarks(scope, conditions, { extent: extentOf(params), cell: Math.max(0, Number(params.get('zelle')) || 0), limit: 2000 });
}

/** The reports in a small extent, for the panel beside the map. */
export async function readMapChoice(services: Services, request: StaffRequest, params: URLSearchParams): Promise<{ items: ReportItem[]; more: boolean }> {
	const scope = forTenant(services.db.knex, request.tenantId);
	const asked = await readStaffFilter(services, request, params);
	const [west, south, east, north] = extentOf(params);
	const conditions: StaffFilter['conditions'] = {
		sql: `${asked.conditions.sql}\n\tand r.point && st_makeenvelope(:hereWest, :hereSouth, :hereEast, :hereNorth, 3857)`,
		bindings: { ...asked.conditions.bindings, hereWest: west, hereSouth: south, hereEast: east, hereNorth: north }
	};
	const { items, next } = await readTable(services, scope, { filter: asked.filter, conditions }, request.account.id, null, { size: 20 });
	return { items, more: next !== null };
}

function extentOf(params: URLSearchParams): [number, number, number, number] {
	const numbers = (params.get('ausschnitt') ?? '').split(',').map(Number);
	if (numbers.length !== 4 || !numbers.every(Number.isFinite)) throw new DomainError('form_invalid');
	return numbers as [number, number, number, number];
}
