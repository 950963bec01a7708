import { createHash } from 'node:crypto';
import { Feed } from 'feed';
import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import { DomainError } from '../../../../gis/errors.ts';
import { readProcedureFilter, writeProcedureFilter, type ProcedureFilter } from '../../forms/procedure-filter.ts';
import { feedTexts, STATUS_TEXTS, statusSentence } from '../../texts/landportal.ts';
import { nextDay } from '../participations/local-days.ts';
import type { Services } from '../services.ts';
import { listProceduresAcrossTenants } from './list.ts';
import { listPeriodsAcrossTenants } from './period-queries.ts';
import { placeFilter } from './place.ts';

const ENTRIES = 100;
const EVENTS = 1000;
/** Calendars keep what ended lately. */
const KEPT_DAYS = 92;
const DAY_MS = 86_400_000;

export interface FeedRequest {
	/** The query of the address: a filter (forms/procedure-filter.ts). */
	params: URLSearchParams;
	/** The tenant whose feed it is; null for the Land. */
	tenant: { id: string; slug: string; name: string };
	wholeLand: boolean;
	/** Address of the asking client, for limits of the place search. */
	client: string;
}

/** @throws DomainError `filter_invalid`: a feed is subscribed to, so nothing of its filter is left out silently */
async function feedFilter(services: Services, { params, client }: FeedRequest): Promise<ProcedureFilter> {
	const { filter, wrong } = readProcedureFilter(params);
	if (wrong[0]) throw new DomainError('filter_invalid', { name: wrong[0] });
	const placed = await placeFilter(services, filter, client);
	if (placed.unknown) throw new DomainError('filter_invalid', { name: 'ort' });
	return placed.filter;
}

const scopeOf = ({ tenant, wholeLand }: FeedRequest) => (wholeLand ? {} : { tenantId: tenant.id });
const pathOf = ({ tenant, wholeLand }: FeedRequest) => (wholeLand ? '' : `/${tenant.slug}`);

/** Newest change first (RFC 4287). An entry is a procedure: its id stays, `updated` is its last public change. */
export async function atomFeed(services: Services, request: FeedRequest): Promise<string> {
	const filter = await feedFilter(services, request);
	const { items } = await listProceduresAcrossTenants(services.db.knex, filter, { now: services.now(), ...scopeOf(request), order: 'changed', limit: ENTRIES });
	const { publicUrl } = services.config;
	const query = withMark(writeProcedureFilter(filter));
	const self = `${publicUrl}${pathOf(request)}/verfahren.atom${query}`;
	const feed = new Feed({
		id: self,
		title: plain(feedTexts.title(request.tenant.name)),
		description: feedTexts.subtitle,
		link: `${publicUrl}${pathOf(request) || '/'}${query}`,
		feedLinks: { atom: self },
		language: 'de',
		generator: 'Bauleitportal',
		// Never the time of asking: an unchanged feed is the same file.
		updated: items[0]?.updatedAt ?? new Date(0),
		author: { name: plain(request.tenant.name) }
	});
	for (const item of items) {
		const facts = [STATUS_TEXTS[item.status], statusSentence(item.status, item.step), item.kindName, item.municipality || item.tenantName].filter(Boolean);
		feed.addItem({
			id: `urn:uuid:${item.id}`,
			title: html(`${item.title} (${STATUS_TEXTS[item.status]})`),
			link: `${publicUrl}${item.href}`,
			date: item.updatedAt,
			published: item.publishedAt,
			description: html(facts.join(' · ')),
			content: html([facts.join(' · '), item.summary].filter(Boolean).join(' – ')),
			author: [{ name: plain(item.tenantName) }],
			category: [{ name: STATUS_TEXTS[item.status], term: item.status }]
		});
	}
	return feed.atom1();
}

/**
 * Periods in which the public can take part (RFC 5545): whole local days, the end exclusive. UID stays; SEQUENCE and DTSTAMP follow the last
 * change, so that importing or reading again moves the entry.
 */
export async function calendarFeed(services: Services, request: FeedRequest): Promise<string> {
	const filter = await feedFilter(services, request);
	const now = services.now();
	const since = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
	const periods = await listPeriodsAcrossTenants(services.db.knex, filter, { now, ...scopeOf(request), since, limit: EVENTS });
	const { publicUrl } = services.config;
	const calendar = ical({
		name: feedTexts.calendar(request.tenant.name),
		prodId: { company: 'Bauleitportal', product: 'Verfahren', language: 'DE' },
		method: ICalCalendarMethod.PUBLISH,
		ttl: 6 * 60 * 60
	});
	for (const period of periods) {
		const url = `${publicUrl}/${period.tenant}/verfahren/${period.procedureId}`;
		calendar.createEvent({
			id: `${period.stepId}@${new URL(publicUrl).hostname}`,
			start: atNoon(period.startsOn),
			end: atNoon(nextDay(period.endsOn)),
			allDay: true,
			summary: feedTexts.event(period.procedureTitle),
			description: feedTexts.eventText(period.stepTitle, period.endsOn, period.tenantName, url, period.changesOnly),
			location: period.municipality || period.tenantName,
			url,
			stamp: period.changedAt,
			lastModified: period.changedAt,
			sequence: Math.floor(period.changedAt.getTime() / 1000),
			transparency: ICalEventTransparency.TRANSPARENT
		});
	}
	return calendar.toString();
}

/** Noon keeps the calendar day whatever zone the library formats in. */
const atNoon = (day: string) => new Date(`${day}T12:00:00Z`);
const withMark = (params: URLSearchParams) => (params.size > 0 ? `?${params}` : '');

/** Signs that XML does not know. */
const plain = (text: string) => text.replace(/[^\P{C}\n\t]/gu, ' ');

/** Titles and texts of entries are HTML; the library escapes everything else. */
const html = (text: string) => plain(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A feed as an answer: nothing is sent again to whoever knows it. @param known header If-None-Match */
export function feedResponse(body: string, type: string, known: string | null): Response {
	const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
	const headers = { ETag: etag, 'Cache-Control': 'public, no-cache', 'Access-Control-Allow-Origin': '*' };
	if (known?.split(',').some((each) => each.trim().replace(/^W\//, '') === etag.slice(2))) return new Response(null, { status: 304, headers });
	return new Response(body, { headers: { ...headers, 'Content-Type': `${type}; charset=utf-8` } });
}
