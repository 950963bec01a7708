import type { Knex } from 'knex';
import { stretchAt } from '../../../../gis/plans/published.ts';
import { transformBetween } from '../../../../importers/xplan/crs.ts';
import { ASSIGNED_TO_ME, ASSIGNED_TO_NOBODY, NO_BODY, OUTSIDE, type ReportFilter } from '../../forms/report-filter.ts';
import { dayOf, endOfDay, startOfDay } from '../participations/local-days.ts';
import { searchConditions } from './report-search-queries.ts';

/**
 * The filter of reports as SQL: the one place for board, table, map, exports and dashboard, so that all show the same. Alias `r`: the
 * table `report` for staff, the view `public_report` for everybody. `:tenant` is bound by the scope.
 */

const toMap = transformBetween('EPSG:4326', 'EPSG:3857');

export interface ReportConditions {
	/** Joined by `and`, beginning with the tenant. */
	sql: string;
	bindings: Record<string, unknown>;
}

export interface Asking {
	db: Knex;
	/** Null: the whole Land. */
	tenantId: string | null;
	audience: 'staff' | 'public';
	now: Date;
	/** Who `ich` is. */
	accountId?: string | null;
}

/**
 * Areas as one geometry, which the server makes once for a statement; each form once, however many categories it is drawn for. An area may
 * have several parts, and places may lie in several areas.
 */
const areas = (which: string) =>
	`(select st_union(each.area) from (select distinct a.area from responsibility a where a.tenant_id = :tenant and a.area is not null and ${which}) each)`;
const OUTSIDE_ALL = `coalesce(not st_intersects(${areas("a.area_name <> ''")}, r.point), true)`;
const IN_AREA = `st_intersects(${areas('a.area_name = :areaName')}, r.point)`;
/** An editor has still to look at its words. */
export const PENDING_TEXT = "r.body_release = 'pending' and (r.body <> '' or r.title <> '')";
const PENDING_PHOTO = "r.id in (select f.report_id from report_photo f where f.tenant_id = :tenant and f.release = 'pending')";

/** What an editor has still to look at. */
export const UNRELEASED = `r.id in (
	select u.id from report u where u.tenant_id = :tenant and u.body_release = 'pending' and (u.body <> '' or u.title <> '')
	union select f.report_id from report_photo f where f.tenant_id = :tenant and f.release = 'pending')`;

/** @param filter with its place looked up (`centre`): a place without is not asked for */
export async function reportConditions(filter: ReportFilter, asking: Asking): Promise<ReportConditions> {
	const parts = ['r.tenant_id = :tenant'];
	const bindings: Record<string, unknown> = {};
	const add = (sql: string, values: Record<string, unknown> = {}) => {
		parts.push(sql);
		Object.assign(bindings, values);
	};
	if (filter.states.length > 0) add('r.state = any(cast(:states as text[]))', { states: filter.states });
	if (filter.open) add(`r.open = ${filter.open === 'ja'}`);
	if (filter.reporters.length > 0)
		add('r.reporter_id in (select d.id from defect_reporter d where d.tenant_id = :tenant and d.slug = any(cast(:reporters as text[])))', {
			reporters: filter.reporters
		});
	if (filter.categories.length > 0)
		add('r.category_id in (select k.id from report_category k where k.tenant_id = :tenant and k.code = any(cast(:categories as text[])))', {
			categories: filter.categories
		});
	if (filter.from) add('r.received_at >= :receivedFrom', { receivedFrom: startOfDay(filter.from) });
	if (filter.to) add('r.received_at < :receivedUntil', { receivedUntil: endOfDay(filter.to) });
	if (filter.changedFrom) add('r.changed_at >= :changedFrom', { changedFrom: startOfDay(filter.changedFrom) });
	if (filter.bbox) {
		const [west, south, east, north] = filter.bbox;
		const [left, bottom] = toMap(west, south);
		const [right, top] = toMap(east, north);
		add('r.point && st_makeenvelope(:left, :bottom, :right, :top, 3857)', { left, bottom, right, top });
	}
	if (filter.centre) {
		const [x, y] = toMap(...filter.centre) as [number, number];
		add('st_dwithin(r.point, st_setsrid(st_makepoint(cast(:centreX as float8), cast(:centreY as float8)), 3857), :reach)', {
			centreX: x,
			centreY: y,
			reach: filter.radius * stretchAt(y)
		});
	}
	if (filter.area === OUTSIDE) add(OUTSIDE_ALL);
	else if (filter.area) add(IN_AREA, { areaName: filter.area });
	if (filter.body === NO_BODY) add('r.body_id is null');
	else if (filter.body) add('r.body_id = cast(:body as uuid)', { body: filter.body });
	if (filter.text) await addText(add, filter.text, asking);
	if (asking.audience === 'staff') addStaff(add, filter, asking.now, asking.accountId ?? null);
	return { sql: parts.join('\n\tand '), bindings };
}

type Add = (sql: string, values?: Record<string, unknown>) => void;

async function addText(add: Add, text: string, { db, tenantId, audience }: Asking): Promise<void> {
	const { sql, bindings } = await searchConditions(db, tenantId, text, audience === 'staff' ? 'r.search' : 'r.public_search');
	const mail = audience === 'staff' && text.includes('@') ? ' or lower(r.author_email) = lower(:text)' : '';
	add(`(${sql} or r.public_ref = upper(:text)${mail})`, { ...bindings, text });
}

function addStaff(add: Add, filter: ReportFilter, now: Date, accountId: string | null): void {
	add(filter.confirmed === 'nein' ? 'r.accepted_at is null' : 'r.accepted_at is not null');
	if (filter.assignee === ASSIGNED_TO_NOBODY) add('r.assigned_to is null');
	else if (filter.assignee) add('r.assigned_to = cast(:assignee as uuid)', { assignee: filter.assignee === ASSIGNED_TO_ME ? accountId : filter.assignee });
	if (filter.due) {
		const today = dayOf(now);
		const week = new Date(endOfDay(today).getTime() + 6 * 86_400_000);
		const until = { ueberfaellig: now, heute: endOfDay(today), woche: endOfDay(dayOf(new Date(week.getTime() - 1))) }[filter.due];
		add('r.open and r.due_at < :dueUntil', { dueUntil: until });
		if (filter.due !== 'ueberfaellig') add('r.due_at >= :dueFrom', { dueFrom: now });
	}
	if (filter.target === 'gehalten') add('r.closed_at <= r.due_at');
	if (filter.target === 'verfehlt') add('(r.closed_at > r.due_at or (r.closed_at is null and r.due_at < :targetNow))', { targetNow: now });
	if (filter.release === 'text') add(PENDING_TEXT);
	if (filter.release === 'foto') add(PENDING_PHOTO);
	if (filter.release === 'ungeprueft') add(UNRELEASED);
}
