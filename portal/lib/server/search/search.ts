import { DomainError } from '../../../../gis/errors.ts';
import { listPublishedPlansAcrossTenants } from '../../../../gis/plans/published.ts';
import type { Extent } from '../../../../gis/plans/types.ts';
import { transformBetween } from '../../../../importers/xplan/crs.ts';
import type { SearchHit } from '../../map/search-types.ts';
import { EMPTY_FILTER } from '../../forms/procedure-filter.ts';
import { STATUS_TEXTS } from '../../texts/landportal.ts';
import { listProceduresAcrossTenants } from '../landportal/list.ts';
import { readExtent } from '../plans/home.ts';
import type { Services } from '../services.ts';
import { takeFrom } from '../throttle.ts';
import { geocode } from './geocode.ts';
import { readAddressFrom, type AddressText } from './parse-address.ts';
import { findAddresses, findPlaces, findStreets } from './search-queries.ts';
import type { SearchAnswer, SearchRequest } from './types.ts';

type Needs = Pick<Services, 'config' | 'db' | 'log' | 'now' | 'secret'>;

/** Per minute and address. A town hall shares one address, and every pause while typing asks. */
export const LIMITS = { search: 600, geocoder: 120 } as const;
const MINUTE = 60;
const MAX_TEXT = 200;
const MIN_TEXT = 2;
/** Shorter texts say too little to trouble a service with. */
const MIN_GEOCODER_TEXT = 4;
const MOST = { procedure: 4, plan: 6, place: 4, street: 5, address: 6 } as const;

/** How well a hit fits: 0 is exactly what was typed, 4 is something else with all its words. */
type Ranked = { rank: number; hit: SearchHit };

/**
 * Procedures, plans, places, streets and addresses for what somebody typed, the best first. A geocoder that does not answer takes nothing away from
 * the portal's own hits.
 * @throws DomainError `search_throttled`
 */
export async function search(services: Needs, request: SearchRequest): Promise<SearchAnswer> {
	const text = request.text.replace(/[\s\0]+/g, ' ').trim().slice(0, MAX_TEXT);
	if (text.length < MIN_TEXT) return { results: [], partial: false };
	const { allowed } = await takeFrom(services, `search:${request.client}`, LIMITS.search, MINUTE);
	if (!allowed) throw new DomainError('search_throttled');
	const near = request.near && mapBox(request.near);
	const address = readAddressFrom(text);
	const [procedures, plans, places, streets, distant] = await Promise.all([
		request.placesOnly ? [] : findProcedures(services, text),
		request.placesOnly ? [] : findPlans(services, text, near),
		placeHits(services, address, near),
		addressHits(services, address, near),
		askGeocoder(services, text, request.client)
	]);
	const found: Ranked[] = [...places, ...streets, ...procedures, ...plans];
	// A house that only the geocoder knows comes before the street that we know.
	for (const hit of distant ?? [])
		if (!found.some((known) => isSame(known.hit, hit))) found.push({ rank: hit.kind === 'address' ? 2.5 : 3.5, hit });
	const results = found.sort((a, b) => a.rank - b.rank).map(({ hit }) => hit);
	return { results: results.slice(0, request.limit ?? 12), partial: distant === null };
}

/** West, south, east, north in degrees, as in `?bbox=`; undefined for anything else. It is only a preference, so that is no error. */
export function readBox(text: string | null): [number, number, number, number] | undefined {
	const numbers = (text ?? '').split(',').map(Number);
	const [west, south, east, north] = numbers as [number, number, number, number];
	const valid = numbers.length === 4 && numbers.every(Number.isFinite) && west <= east && south <= north && south > -85 && north < 85;
	return valid && Math.abs(west) <= 180 && Math.abs(east) <= 180 ? [west, south, east, north] : undefined;
}

async function findProcedures({ db, now }: Needs, text: string): Promise<Ranked[]> {
	const { items } = await listProceduresAcrossTenants(db.knex, { ...EMPTY_FILTER, text }, { now: now(), limit: MOST.procedure });
	const exact = text.toLowerCase();
	return Promise.all(
		items.map(async ({ id, title, tenantName, tenantId, href, extent, status }) => ({
			rank: title.toLowerCase() === exact ? 0 : title.toLowerCase().includes(exact) ? 2 : 4,
			hit: {
				id: `procedure-${id}`,
				kind: 'procedure' as const,
				title,
				subtitle: [STATUS_TEXTS[status], tenantName].join(', '),
				href,
				extent: extent ?? (await readExtent(db.knex, tenantId))
			}
		}))
	);
}

async function findPlans({ db, now }: Needs, text: string, near: Extent | undefined): Promise<Ranked[]> {
	const { items } = await listPublishedPlansAcrossTenants(db.knex, { text, near, order: 'relevance', limit: MOST.plan, now: now() });
	return Promise.all(
		items.map(async (plan) => ({
			rank: plan.rank ?? 4,
			hit: {
				id: `plan-${plan.planId}`,
				kind: 'plan' as const,
				title: plan.name,
				subtitle: [plan.number && !plan.name.includes(plan.number) ? `Nr. ${plan.number}` : '', plan.tenantName].filter(Boolean).join(', '),
				href: `/${plan.tenantSlug}/plaene/${plan.planId}`,
				extent: plan.extent ?? (await readExtent(db.knex, plan.tenantId))
			}
		}))
	);
}

async function placeHits({ db }: Needs, { words, postcode }: AddressText, near: Extent | undefined): Promise<Ranked[]> {
	const rows = await findPlaces(db.knex, words, postcode, near, MOST.place * 2);
	const tenants = rows.filter((row) => row.slug !== null).map((row) => row.name.toLowerCase());
	return rows
		.filter((row) => row.slug !== null || !tenants.some((name) => name === row.name.toLowerCase() || name.endsWith(` ${row.name.toLowerCase()}`)))
		.slice(0, MOST.place)
		.map(({ slug, name, postcode: code, extent, exact }) => ({
			rank: exact ? 0 : 2,
			hit: { id: `place-${slug ?? name}`, kind: 'place', title: name, subtitle: code ?? undefined, extent }
		}));
}

/** The first reading of the text that finds something decides; a house number that is not there leaves its street. */
async function addressHits({ db }: Needs, { readings }: AddressText, near: Extent | undefined): Promise<Ranked[]> {
	for (const inside of [false, true]) {
		for (const reading of readings) {
			if (reading.street.length < MIN_TEXT) continue;
			if (reading.houseNumber) {
				const rows = await findAddresses(db.knex, reading, near, inside, MOST.address);
				if (rows.length > 0)
					return rows.map(({ id, street, houseNumber, postcode, place, x, y, exact }) => ({
						rank: exact ? 0 : 2,
						hit: { id: `address-${id}`, kind: 'address', title: `${street} ${houseNumber}`, subtitle: `${postcode} ${place}`, extent: [x, y, x, y] }
					}));
			}
			const rows = await findStreets(db.knex, reading, near, inside, MOST.street);
			if (rows.length > 0)
				return rows.map(({ street, postcode, place, extent, exact }) => ({
					rank: inside || reading.houseNumber ? 3 : exact ? 1 : 2,
					hit: { id: `street-${street}-${place}`, kind: 'street', title: street, subtitle: `${postcode} ${place}`, extent }
				}));
		}
	}
	return [];
}

async function askGeocoder(services: Needs, text: string, client: string): Promise<SearchHit[] | null> {
	if (!services.config.geocoder || text.length < MIN_GEOCODER_TEXT) return [];
	const { allowed } = await takeFrom(services, `geocoder:${client}`, LIMITS.geocoder, MINUTE);
	return allowed ? geocode(services, text, MOST.address) : null;
}

/** The gazetteer and the geocoder often know the same house. Metres of EPSG:3857. */
const SAME_PLACE = 500;

function isSame(a: SearchHit, b: SearchHit): boolean {
	if (a.kind !== b.kind || a.title.toLowerCase() !== b.title.toLowerCase()) return false;
	const apart = [0, 1].map((axis) => (a.extent[axis]! + a.extent[axis + 2]! - b.extent[axis]! - b.extent[axis + 2]!) / 2);
	return Math.hypot(apart[0]!, apart[1]!) < SAME_PLACE;
}

function mapBox([west, south, east, north]: [number, number, number, number]): Extent {
	const toMap = transformBetween('EPSG:4326', 'EPSG:3857');
	return [...toMap(west, south), ...toMap(east, north)] as Extent;
}
