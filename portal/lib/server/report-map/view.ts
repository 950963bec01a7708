import { forTenant } from '../../../../gis/db/tenant-scope.ts';
import { stretchAt } from '../../../../gis/plans/published.ts';
import type { Extent } from '../../../../gis/plans/types.ts';
import { transformBetween } from '../../../../importers/xplan/crs.ts';
import { EMPTY_FILTER } from '../../forms/procedure-filter.ts';
import { readReportFilter, writeReportFilter, type ReportFilter } from '../../forms/report-filter.ts';
import { formatDay } from '../../texts/dates.ts';
import { aroundText } from '../../texts/landportal.ts';
import { reportMapTexts as texts } from '../../texts/report-map.ts';
import { placeFilter } from '../landportal/place.ts';
import { dayOf } from '../participations/local-days.ts';
import { readExtent } from '../plans/home.ts';
import { selectReporters } from '../reports/reporter-queries.ts';
import { reporterSettings } from '../reports/workflow.ts';
import type { Services } from '../services.ts';
import { listCategoryChoices, listPublicReportsAcrossTenants, MOST_COUNTED, type CategoryChoice, type PublicReportRow } from './list-queries.ts';

const PAGE_SIZE = 25;
/** Beyond, a filter finds it sooner than turning pages. */
const MOST_PAGES = MOST_COUNTED / PAGE_SIZE;
const BODY_SHOWN = 180;

const toMap = transformBetween('EPSG:4326', 'EPSG:3857');

export interface PublicReportItem {
	ref: string;
	href: string;
	title: string;
	/** Category is the title where no other is released. */
	untitled: boolean;
	body: string | null;
	bodyPending: boolean;
	meta: string;
	state: string;
	open: boolean;
	received: string;
	supportCount: number;
	photoHref: string | null;
}

/** What `/meldungen` and `/<tenant>/meldungen` show. */
export interface ReportMapView {
	action: string;
	/** Where one reports; null where the tenant has no reporter. */
	reportHref: string | null;
	/** Feed of what the filter shows. */
	feedHref: string | null;
	/** What leads on from here: to subscribe, figures, the whole Land. */
	stay: { label: string; href: string }[];
	items: PublicReportItem[];
	count: number;
	countText: string;
	previousHref: string | null;
	nextHref: string | null;
	opens: { label: string; href: string; chosen: boolean }[];
	chips: { label: string; href: string }[];
	filter: Pick<ReportFilter, 'text' | 'from' | 'to' | 'place' | 'radius' | 'categories'>;
	/** Names and values that the form keeps. */
	kept: [string, string][];
	activeCount: number;
	categories: CategoryChoice[];
	unknownPlace: string | null;
	wrong: string[];
	extent: Extent;
	focus: Extent | null;
	tileQuery: string;
	hereHref: string;
	filtered: boolean;
}

export interface ReportMapRequest {
	params: URLSearchParams;
	tenant: { id: string; slug: string };
	wholeLand: boolean;
	client: string;
}

/** The public list of reports and what the map beside it needs. What the address says wrongly is left out and named. */
export async function readReportMap(services: Services, request: ReportMapRequest): Promise<ReportMapView> {
	const { params, tenant, wholeLand } = request;
	const db = services.db.knex;
	const scope = forTenant(db, tenant.id);
	const action = wholeLand ? '/meldungen' : `/${tenant.slug}/meldungen`;
	const { filter, wrong } = readReportFilter(params, 'public');
	const placed = await placeFilter(services, { ...EMPTY_FILTER, place: filter.place, centre: filter.centre, radius: filter.radius }, request.client);
	const used: ReportFilter = { ...filter, centre: placed.filter.centre, place: placed.unknown ? '' : filter.place };
	const number = Math.min(MOST_PAGES, Math.max(1, Number(params.get('seite')) || 1));
	const question = { tenantId: wholeLand ? null : tenant.id, filter: used, now: services.now() };
	const page = await listPublicReportsAcrossTenants(db, question, { offset: (number - 1) * PAGE_SIZE, limit: PAGE_SIZE });
	const address = (changed: Partial<ReportFilter>, seite = 1) => addressOf(action, { ...filter, ...changed }, seite);
	const categories = wholeLand ? [] : await listCategoryChoices(scope);
	const reporters = wholeLand ? [] : (await selectReporters(scope)).filter(({ active }) => active);
	const asked = writeReportFilter({ ...used, sort: 'neueste' });
	const feedHref = reporters.length > 0 ? `${action}.atom${asked.size > 0 ? `?${asked}` : ''}` : null;
	const tiles = writeReportFilter({ ...used, bbox: null, sort: 'neueste' });
	if (!wholeLand) tiles.set('mandant', tenant.slug);
	return {
		action,
		reportHref: wholeLand ? '/melden' : reporters.length > 0 ? `/${tenant.slug}/melden` : null,
		feedHref,
		stay: wholeLand ? [] : stayOf(action, feedHref, reporters.some(({ settings }) => reporterSettings(settings).publicDashboard)),
		items: page.rows.map((row) => itemOf(row, wholeLand)),
		count: page.count,
		countText: texts.count(page.count, MOST_COUNTED),
		previousHref: number > 1 ? address({}, number - 1) : null,
		nextHref: page.count > number * PAGE_SIZE && number < MOST_PAGES ? address({}, number + 1) : null,
		opens: ([null, 'ja', 'nein'] as const).map((open) => ({ label: texts.open[open ?? 'all'], href: address({ open }), chosen: filter.open === open })),
		chips: chipsOf(used, categories, address),
		filter: { text: filter.text, from: filter.from, to: filter.to, place: filter.place, radius: filter.radius, categories: filter.categories },
		kept: [...(filter.open ? [['offen', filter.open] as [string, string]] : []), ...(filter.bbox ? [['bbox', filter.bbox.join(',')] as [string, string]] : [])],
		activeCount: [filter.text, filter.from, filter.to, filter.place, filter.categories.length > 0].filter(Boolean).length,
		categories,
		unknownPlace: placed.unknown ? filter.place : null,
		wrong: wrong.map(({ message }) => message),
		extent: focusOf(used) ?? (await readExtent(db, tenant.id)),
		focus: focusOf(used),
		tileQuery: String(tiles),
		hereHref: address({ bbox: null }),
		filtered: writeReportFilter(filter).size > 0
	};
}

function stayOf(action: string, feedHref: string | null, figures: boolean): { label: string; href: string }[] {
	return [
		...(feedHref ? [{ label: texts.subscribe, href: `${action}/abonnieren` }, { label: texts.atom, href: feedHref }] : []),
		...(figures ? [{ label: texts.figures, href: `${action}/auswertung` }] : []),
		{ label: texts.wholeLand, href: '/meldungen' }
	];
}

function addressOf(action: string, filter: ReportFilter, page: number): string {
	const params = writeReportFilter(filter);
	if (page > 1) params.set('seite', String(page));
	return params.size > 0 ? `${action}?${params}` : action;
}

function focusOf({ bbox, centre, radius }: ReportFilter): Extent | null {
	if (bbox) return [...toMap(bbox[0], bbox[1]), ...toMap(bbox[2], bbox[3])] as Extent;
	if (!centre) return null;
	const [x, y] = toMap(...centre) as [number, number];
	const reach = radius * stretchAt(y);
	return [x - reach, y - reach, x + reach, y + reach];
}

function chipsOf(filter: ReportFilter, categories: CategoryChoice[], address: (changed: Partial<ReportFilter>) => string): { label: string; href: string }[] {
	const chips: { label: string; href: string }[] = [];
	const add = (label: string, changed: Partial<ReportFilter>) => chips.push({ label, href: address(changed) });
	if (filter.text) add(`„${filter.text}“`, { text: '' });
	for (const code of filter.categories)
		add(categories.find((each) => each.code === code)?.name ?? code, { categories: filter.categories.filter((each) => each !== code) });
	if (filter.from) add(`${texts.from} ${formatDay(filter.from)}`, { from: null });
	if (filter.to) add(`${texts.to} ${formatDay(filter.to)}`, { to: null });
	if (filter.centre) add(aroundText(filter.place || texts.view, filter.radius), { place: '', centre: null });
	if (filter.bbox) add(texts.view, { bbox: null });
	return chips;
}

function itemOf(row: PublicReportRow, wholeLand: boolean): PublicReportItem {
	const body = row.body && row.body.length > BODY_SHOWN ? `${row.body.slice(0, BODY_SHOWN).trimEnd()} …` : row.body;
	const href = `/${row.tenant}/meldungen/${row.ref}`;
	return {
		ref: row.ref,
		href,
		title: row.title || row.category,
		untitled: !row.title,
		body: body || null,
		bodyPending: row.bodyPending,
		meta: [wholeLand ? row.tenantName : null, row.title ? row.category : null, row.address].filter(Boolean).join(' · '),
		state: row.state,
		open: row.open,
		received: formatDay(dayOf(row.receivedAt)),
		supportCount: row.supportCount,
		photoHref: row.photoId && `${href}/fotos/${row.photoId}?klein`
	};
}
