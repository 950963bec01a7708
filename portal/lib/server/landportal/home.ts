import type { Extent } from '../../../../gis/plans/types.ts';
import { transformBetween } from '../../../../importers/xplan/crs.ts';
import type { FilterChip, FilterFields, LandportalView, ProcedureItem, StatusChoice } from '../../components/landportal/types.ts';
import { FILTER_STATUSES, readProcedureFilter, STATUS_SLUGS, writeProcedureFilter, type FilterStatus, type ProcedureFilter } from '../../forms/procedure-filter.ts';
import { aroundText, landportalTexts as texts, PLAN_TYPE_TEXTS, STATUS_TEXTS, statusSentence } from '../../texts/landportal.ts';
import { formatDay } from '../../texts/dates.ts';
import { stretchAt } from '../../../../gis/plans/published.ts';
import { readExtent, readHome, type Home } from '../plans/home.ts';
import { findPlace } from '../search/find-place.ts';
import type { Services } from '../services.ts';
import { bboxLonLat } from './lon-lat.ts';
import { listProceduresAcrossTenants, readFacetsAcrossTenants } from './list.ts';
import { placeFilter } from './place.ts';
import type { Facets, ProcedureCard } from './types.ts';

/** In this order beside the list; the archive has what is over. */
const CURRENT: readonly FilterStatus[] = ['active', 'announced', 'recently-ended', 'evaluation', 'decision', 'in-force'];
const OVER: readonly FilterStatus[] = ['in-force', 'archived'];
/** Metres around a place that was searched for by words. */
const AROUND = 2000;

const toMap = transformBetween('EPSG:4326', 'EPSG:3857');

export interface LandportalRequest {
	params: URLSearchParams;
	tenant: { id: string; slug: string };
	wholeLand: boolean;
	client: string;
	archive?: boolean;
}

/** What the first page of the Land or of a tenant shows, or its archive. What cannot be read in the address is left out. */
export async function readLandportal(services: Services, request: LandportalRequest): Promise<LandportalView> {
	const { params, tenant, wholeLand, archive = false } = request;
	const db = services.db.knex;
	const now = services.now();
	const base = wholeLand ? '' : `/${tenant.slug}`;
	const action = archive ? `${base}/archiv` : base || '/';
	const tenantId = wholeLand ? undefined : tenant.id;
	const { filter, wrong } = readProcedureFilter(params);
	const placed = await placeFilter(services, filter, request.client);
	// Without its place the filter finds places everywhere, and its links must say so too.
	const used: ProcedureFilter = placed.unknown ? { ...placed.filter, place: '' } : placed.filter;
	const defaults = archive ? OVER : CURRENT;
	const shown: ProcedureFilter = { ...used, statuses: filter.statuses.length > 0 ? filter.statuses : [...defaults] };
	const page = await listProceduresAcrossTenants(db, shown, { now, tenantId, after: params.get('nach') });
	const facets = await knownFacets(services, tenantId);
	// Plans have neither status nor topic: they are listed where nobody asks for one.
	const showPlans = !archive && Object.keys(fieldsOf(filter, facets).values).every((name) => name === 'suche') && filter.statuses.length === 0 && !filter.bbox;
	const home = showPlans ? await readHome(db, { tenantId, text: filter.text, after: params.get('plaene'), now }) : NO_PLANS;
	const nothing = page.total + home.running.length + home.plans.length === 0;
	const near = filter.text && nothing && showPlans ? await around(services, request, shown, tenantId) : null;
	const address = (changed: ProcedureFilter, more: Record<string, string> = {}) => addressOf(action, changed, more);
	const tileFilter = { ...shown, bbox: null, tenants: wholeLand ? shown.tenants : [tenant.slug] };
	return {
		archive,
		action,
		search: filter.text,
		extent: focusOf(placed.filter) ?? (await readExtent(db, tenant.id)),
		focus: focusOf(placed.filter),
		items: page.items.map(itemOf),
		total: page.total,
		placeless: page.placeless,
		nextHref: page.next && address(filter, { nach: page.next }),
		continued: params.has('nach'),
		statuses: statusChoices(filter, archive ? OVER : [...CURRENT, ...filter.statuses.filter((status) => !CURRENT.includes(status))], page.counts, address),
		chips: chipsOf({ ...used, centre: filter.centre }, facets, address),
		fields: fieldsOf(filter, facets),
		tileQuery: String(writeProcedureFilter(tileFilter)),
		feedQuery: String(writeProcedureFilter({ ...used, centre: filter.centre })),
		hereHref: address({ ...filter, bbox: null }),
		filtered: writeProcedureFilter(filter).size > 0,
		unknownPlace: placed.unknown ? filter.place : null,
		wrong,
		near,
		running: home.running,
		plans: home.plans,
		plansNextHref: home.next && address(filter, { plaene: home.next }),
		showPlans,
		municipalities: archive ? [] : home.municipalities
	};
}

/** What can be chosen hardly changes, and counting it costs more than the list: a few seconds old is good enough for a form. */
const FACETS_MS = 10_000;
const facetsByDatabase = new WeakMap<object, Map<string, { read: number; facets: Promise<Facets> }>>();

function knownFacets({ db, now }: Services, tenantId: string | undefined): Promise<Facets> {
	const known = facetsByDatabase.get(db) ?? new Map<string, { read: number; facets: Promise<Facets> }>();
	facetsByDatabase.set(db, known);
	const key = tenantId ?? '';
	const found = known.get(key);
	if (found && Math.abs(now().getTime() - found.read) < FACETS_MS) return found.facets;
	const facets = readFacetsAcrossTenants(db.knex, { now: now(), tenantId });
	known.set(key, { read: now().getTime(), facets });
	facets.catch(() => known.delete(key));
	return facets;
}

const NO_PLANS: Home = { running: [], plans: [], next: null, municipalities: [], near: null };

/** Words that nothing has may be a place: what lies around it. */
async function around(services: Services, request: LandportalRequest, filter: ProcedureFilter, tenantId: string | undefined): Promise<LandportalView['near']> {
	const place = await findPlace(services, filter.text, request.client);
	if (!place) return null;
	const [west, south, east, north] = bboxLonLat(place.extent);
	const centre: [number, number] = [(west + east) / 2, (south + north) / 2];
	const page = await listProceduresAcrossTenants(services.db.knex, { ...filter, text: '', centre, radius: AROUND }, { now: services.now(), tenantId });
	const { near } = await readHome(services.db.knex, { tenantId, text: filter.text, now: services.now(), findPlace: async () => place });
	return { place: place.title, items: page.items.map(itemOf), plans: near?.plans ?? [] };
}

function focusOf({ bbox, centre, radius }: ProcedureFilter): Extent | null {
	if (bbox) return [...toMap(bbox[0], bbox[1]), ...toMap(bbox[2], bbox[3])] as Extent;
	if (!centre) return null;
	const [x, y] = toMap(...centre) as [number, number];
	const reach = radius * stretchAt(y);
	return [x - reach, y - reach, x + reach, y + reach];
}

function addressOf(action: string, filter: ProcedureFilter, more: Record<string, string>): string {
	const params = writeProcedureFilter(filter);
	for (const [name, value] of Object.entries(more)) params.set(name, value);
	return params.size > 0 ? `${action}?${params}` : action;
}

type Address = (filter: ProcedureFilter) => string;

function statusChoices(filter: ProcedureFilter, order: readonly FilterStatus[], counts: Partial<Record<FilterStatus, number>>, address: Address): StatusChoice[] {
	return order.map((status) => {
		const chosen = filter.statuses.includes(status);
		const statuses = chosen ? filter.statuses.filter((each) => each !== status) : FILTER_STATUSES.filter((each) => each === status || filter.statuses.includes(each));
		return { status, count: counts[status] ?? 0, chosen, href: address({ ...filter, statuses }) };
	});
}

function chipsOf(filter: ProcedureFilter, facets: Facets, address: Address): FilterChip[] {
	const chips: FilterChip[] = [];
	const add = (label: string, changed: Partial<ProcedureFilter>) => chips.push({ label, href: address({ ...filter, ...changed }) });
	const each = <Field extends 'statuses' | 'planTypes' | 'kinds' | 'tenants' | 'topics'>(field: Field, label: (value: string) => string) =>
		filter[field].forEach((value) => add(label(value), { [field]: filter[field].filter((other) => other !== value) }));
	if (filter.text) add(`„${filter.text}“`, { text: '' });
	each('statuses', (status) => STATUS_TEXTS[status as FilterStatus]);
	each('planTypes', (key) => PLAN_TYPE_TEXTS[key] ?? key);
	each('kinds', (key) => facets.kinds.find((kind) => kind.key === key)?.name ?? key);
	each('tenants', (slug) => facets.tenants.find((tenant) => tenant.slug === slug)?.name ?? slug);
	each('topics', (name) => name);
	if (filter.from) add(`${texts.from} ${formatDay(filter.from)}`, { from: null });
	if (filter.to) add(`${texts.to} ${formatDay(filter.to)}`, { to: null });
	if (filter.place || filter.centre) add(aroundText(filter.place || texts.view, filter.radius), { place: '', centre: null });
	if (filter.bbox) add(texts.view, { bbox: null });
	return chips;
}

function fieldsOf(filter: ProcedureFilter, facets: Facets): FilterFields {
	const all = Object.fromEntries(writeProcedureFilter({ ...filter, bbox: null, statuses: [] }));
	const { suche: _text, ...own } = all;
	return {
		values: own as FilterFields['values'],
		kept: [
			...(filter.text ? [['suche', filter.text] as ['suche', string]] : []),
			...filter.statuses.map((status): ['status', string] => ['status', STATUS_SLUGS[status]]),
			...(filter.bbox ? [['bbox', filter.bbox.join(',')] as ['bbox', string]] : [])
		],
		planTypes: facets.planTypes.map(({ key }) => ({ value: key, label: PLAN_TYPE_TEXTS[key] ?? key })),
		kinds: facets.kinds.map(({ key, name }) => ({ value: key, label: name || key })),
		tenants: facets.tenants.map(({ slug, name }) => ({ value: slug, label: name })),
		topics: facets.topics.map(({ name }) => ({ value: name, label: name })),
		count: Object.keys(own).filter((name) => name !== 'umkreis' && name !== 'mitte').length
	};
}

function itemOf(card: ProcedureCard): ProcedureItem {
	return {
		id: card.id,
		title: card.title,
		number: card.number,
		kindName: card.kindName,
		tenantName: card.tenantName,
		municipality: card.municipality,
		status: card.status,
		sentence: statusSentence(card.status, card.step),
		summary: card.summary.length > 180 ? `${card.summary.slice(0, 180).trimEnd()} …` : card.summary,
		href: card.href,
		extent: card.extent
	};
}
