import { forTenant, type TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { readReportFilter, writeReportFilter, type ReportFilter, type WrongFilterValue } from '../../forms/report-filter.ts';
import { reportFilterTexts } from '../../texts/report-filter.ts';
import type { Account } from '../accounts/types.ts';
import { placeFilter } from '../landportal/place.ts';
import { selectReporters } from './reporter-queries.ts';
import { EMPTY_FILTER } from '../../forms/procedure-filter.ts';
import type { Services } from '../services.ts';
import { reportConditions, type ReportConditions } from './report-conditions-queries.ts';
import * as queries from './staff-list-queries.ts';
import type { ReportState } from './types.ts';

export const PAGE_SIZE = 50;
/** Cards of a column; its number says how many there are. */
export const PER_COLUMN = 20;

/** A state of one or several reporters: keys that are the same are one column. */
export interface StateChoice {
	key: string;
	label: string;
	open: boolean;
}

export interface StaffChoices {
	reporters: { id: string; slug: string; name: string; workflow: ReportState[] }[];
	states: StateChoice[];
	categories: { code: string; name: string; group: string; reporterId: string; active: boolean }[];
	bodies: { id: string; name: string; active: boolean }[];
	accounts: { id: string; name: string }[];
	areas: string[];
}

/** What the filter's form offers, and what values it may have. */
export async function readStaffChoices(scope: TenantScope): Promise<StaffChoices> {
	const reporters = (await selectReporters(scope)).map(({ id, slug, name, workflow }) => ({ id, slug, name, workflow }));
	const categories = await queries.listCategoryChoices(scope);
	return {
		reporters,
		states: statesOf(reporters),
		categories: categories.map(({ group_name, reporter_id, ...rest }) => ({ ...rest, group: group_name, reporterId: reporter_id })),
		bodies: (await queries.listBodies(scope)).map(({ id, name, active }) => ({ id, name, active })),
		accounts: (await queries.listWorkers(scope)).map(({ id, name }) => ({ id, name })),
		areas: await queries.listAreaNames(scope)
	};
}

function statesOf(reporters: { workflow: ReportState[] }[]): StateChoice[] {
	const states = new Map<string, StateChoice>();
	for (const { key, label, open311 } of reporters.flatMap((reporter) => reporter.workflow)) {
		if (!states.has(key)) states.set(key, { key, label, open: open311 === 'open' });
	}
	// Closed ones last, each in the order of the workflow.
	return [...states.values()].sort((a, b) => Number(b.open) - Number(a.open));
}

export interface StaffFilter {
	filter: ReportFilter;
	wrong: WrongFilterValue[];
	conditions: ReportConditions;
	choices: StaffChoices;
	/** The filter as it stands in addresses; without order and place of a page. */
	query: string;
}

interface AskingPerson {
	tenantId: string;
	account: Account;
	/** Address of the client, for limits of the search of places. */
	client: string;
}

/**
 * The filter of an address, checked against what the tenant has, with its place looked up.
 * @param strict refuses the whole where something was not understood: for what acts on all that fits
 * @throws DomainError `report_filter_wrong` where `strict`
 */
export async function readStaffFilter(services: Services, person: AskingPerson, params: URLSearchParams, strict = false): Promise<StaffFilter> {
	const scope = forTenant(services.db.knex, person.tenantId);
	const choices = await readStaffChoices(scope);
	const read = readReportFilter(params);
	const wrong = [...read.wrong];
	let filter = onlyKnown(read.filter, choices, wrong);
	if (filter.place && !filter.centre) {
		const placed = await placeFilter(services, { ...EMPTY_FILTER, place: filter.place }, person.client);
		if (placed.unknown) wrong.push({ name: 'ort', message: reportFilterTexts.placeUnknown(filter.place) });
		filter = { ...filter, centre: placed.filter.centre };
	}
	if (strict && wrong[0]) throw new DomainError('report_filter_wrong', { sentence: wrong[0].message });
	const conditions = await reportConditions(filter, { db: scope.db, tenantId: scope.tenantId, audience: 'staff', now: services.now(), accountId: person.account.id });
	return { filter, wrong, conditions, choices, query: writeReportFilter(filter).toString() };
}

/** Takes out what the tenant does not have, and says so. */
function onlyKnown(filter: ReportFilter, choices: StaffChoices, wrong: WrongFilterValue[]): ReportFilter {
	const refuse = (name: WrongFilterValue['name'], value: string) => void wrong.push({ name, message: reportFilterTexts.wrong(name, value) });
	const known = (name: WrongFilterValue['name'], values: string[], all: readonly string[]) =>
		values.filter((value) => all.includes(value) || refuse(name, value));
	const body = filter.body && filter.body !== 'keine' && !choices.bodies.some(({ id }) => id === filter.body) ? null : filter.body;
	if (body !== filter.body) refuse('zustaendig', filter.body!);
	const area = filter.area && filter.area !== '(außerhalb)' && !choices.areas.includes(filter.area) ? '' : filter.area;
	if (area !== filter.area) refuse('gebiet', filter.area);
	return {
		...filter,
		body,
		area,
		states: known('status', filter.states, choices.states.map(({ key }) => key)),
		reporters: known('melder', filter.reporters, choices.reporters.map(({ slug }) => slug)),
		categories: known('kategorie', filter.categories, choices.categories.map(({ code }) => code))
	};
}

/** A report as pages show it: plain values. */
export interface ReportItem {
	id: string;
	ref: string;
	reporterId: string;
	category: string;
	title: string;
	excerpt: string;
	address: string;
	state: string;
	open: boolean;
	receivedAt: Date;
	changedAt: Date;
	dueAt: Date | null;
	overdue: boolean;
	confirmed: boolean;
	assignee: string | null;
	body: string | null;
	bodyState: queries.ReportRow['body_state'];
	/** Text, photos: an editor has not looked yet. */
	textPending: boolean;
	photosPending: number;
	photos: number;
	photoId: string | null;
	private: boolean;
	supporters: number;
	/** EPSG:3857. */
	point: [number, number];
	listed: boolean;
}

export function itemOf(row: queries.ReportRow, now: Date): ReportItem {
	return {
		id: row.id,
		ref: row.public_ref,
		reporterId: row.reporter_id,
		category: row.category,
		title: row.title,
		excerpt: row.excerpt,
		address: row.address,
		state: row.state,
		open: row.open,
		receivedAt: row.received_at,
		changedAt: row.changed_at,
		dueAt: row.due_at,
		overdue: row.open && row.due_at !== null && row.due_at < now,
		confirmed: row.accepted_at !== null,
		assignee: row.assigned_name,
		body: row.body_name,
		bodyState: row.body_state,
		textPending: row.body_release === 'pending' && row.has_text,
		photosPending: row.photos_pending,
		photos: row.photos,
		photoId: row.photo_id,
		private: row.private,
		supporters: row.support_count,
		point: [row.x, row.y],
		listed: row.listed
	};
}

export interface ReportTable {
	items: ReportItem[];
	/** Value of `nach` for the next page. */
	next: string | null;
}

/** So many are fetched and sorted as quickly as a page is found by walking. */
const FEW = 5000;

/**
 * @param after value of `nach`; what is no key begins anew
 * @param total how many fit, where that is known
 */
export async function readTable(
	services: Pick<Services, 'now'>,
	scope: TenantScope,
	{ filter, conditions }: Pick<StaffFilter, 'filter' | 'conditions'>,
	me: string,
	after: string | null,
	{ size = PAGE_SIZE, total = Infinity }: { size?: number; total?: number } = {}
): Promise<ReportTable> {
	const rows = await queries.listReportRows(scope, conditions, { sort: filter.sort, after: readKey(after, filter.sort), limit: size + 1, me, few: total <= FEW });
	const last = rows.length > size ? rows[size - 1]! : null;
	return { items: rows.slice(0, size).map((row) => itemOf(row, services.now())), next: last && `${last.sort_key}_${last.id}` };
}

function readKey(text: string | null, sort: ReportFilter['sort']): queries.ReportKey | null {
	const found = /^([^_]+)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(text ?? '');
	const value = sort === 'unterstuetzung' ? /^\d{1,9}$/ : /^(infinity|\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?)$/;
	return found && value.test(found[1]!) ? { key: found[1]!, id: found[2]! } : null;
}

export interface BoardColumn extends StateChoice {
	count: number;
	items: ReportItem[];
}

/**
 * Every report that fits stands in exactly one column: the one of its state.
 * @param counts of `countByState` for the same conditions
 */
export async function readBoard(
	services: Pick<Services, 'now'>,
	scope: TenantScope,
	{ filter, conditions, choices }: Pick<StaffFilter, 'filter' | 'conditions' | 'choices'>,
	me: string,
	counts: Awaited<ReturnType<typeof queries.countByState>>
): Promise<BoardColumn[]> {
	const asked = choices.reporters.filter((reporter) => filter.reporters.length === 0 || filter.reporters.includes(reporter.slug));
	const states = statesOf(asked).filter(({ key, open }) => (filter.states.length === 0 || filter.states.includes(key)) && (!filter.open || open === (filter.open === 'ja')));
	// Reports may be in a state that no workflow has any more.
	for (const { state, open } of counts) if (!states.some(({ key }) => key === state)) states.push({ key: state, label: state, open });
	const filled = states.map(({ key }) => key).filter((key) => counts.some(({ state }) => state === key));
	const rows = await queries.listBoardRows(scope, conditions, { sort: filter.sort, states: filled, perState: PER_COLUMN, me });
	return states.map((state) => ({
		...state,
		count: counts.find((each) => each.state === state.key)?.count ?? 0,
		items: rows.filter((row) => row.state === state.key).map((row) => itemOf(row, services.now()))
	}));
}

/** How many fit. */
export async function countReports(scope: TenantScope, conditions: ReportConditions): Promise<number> {
	return (await queries.countByState(scope, conditions)).reduce((sum, { count }) => sum + count, 0);
}
