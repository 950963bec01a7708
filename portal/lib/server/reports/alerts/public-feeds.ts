import { Feed } from 'feed';
import type { TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../../gis/errors.ts';
import { EMPTY_FILTER } from '../../../forms/procedure-filter.ts';
import { readReportFilter, writeReportFilter } from '../../../forms/report-filter.ts';
import { reportFeedTexts } from '../../../texts/report-alerts.ts';
import { placeFilter } from '../../landportal/place.ts';
import { listPublicReportsAcrossTenants } from '../../report-map/list-queries.ts';
import type { Services } from '../../services.ts';
import { publicTimeline, readPublicReport } from '../public-report.ts';

const ENTRIES = 100;

/** Signs that XML does not know. */
const plain = (text: string) => text.replace(/[^\P{C}\n\t]/gu, ' ');
/** Titles and texts of entries are HTML; the library escapes everything else. */
const html = (text: string) => plain(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

interface Request {
	/** The query of the address: a filter (forms/report-filter.ts). */
	params: URLSearchParams;
	tenant: { id: string; slug: string; name: string };
	/** Address of the asking client, for limits of the place search. */
	client: string;
}

/**
 * Reports of a tenant, latest change first (RFC 4287). An entry is a report: its id stays, `updated` is its last change.
 * @throws DomainError `filter_invalid`: a feed is subscribed to, so nothing of its filter is left out silently
 */
export async function reportsFeed(services: Services, { params, tenant, client }: Request): Promise<string> {
	const { filter, wrong } = readReportFilter(params, 'public');
	if (wrong[0]) throw new DomainError('filter_invalid', { name: wrong[0].name });
	const placed = await placeFilter(services, { ...EMPTY_FILTER, place: filter.place, centre: filter.centre, radius: filter.radius }, client);
	if (placed.unknown) throw new DomainError('filter_invalid', { name: 'ort' });
	const used = { ...filter, centre: placed.filter.centre, sort: 'geaendert' as const };
	const question = { filter: used, tenantId: tenant.id, now: services.now() };
	const { rows } = await listPublicReportsAcrossTenants(services.db.knex, question, { offset: 0, limit: ENTRIES });
	const { publicUrl } = services.config;
	const asked = writeReportFilter(filter);
	const query = asked.size > 0 ? `?${asked}` : '';
	const self = `${publicUrl}/${tenant.slug}/meldungen.atom${query}`;
	const feed = open({
		id: self,
		title: reportFeedTexts.title(tenant.name),
		link: `${publicUrl}/${tenant.slug}/meldungen${query}`,
		// Never the time of asking: an unchanged feed is the same file.
		updated: rows.reduce((latest, row) => (row.changedAt > latest ? row.changedAt : latest), new Date(0)),
		author: tenant.name
	});
	for (const row of rows) {
		const state = row.state ?? '';
		const facts = [state, row.address].filter(Boolean).join(' · ');
		feed.addItem({
			id: `${publicUrl}/${row.tenant}/meldungen/${row.ref}`,
			title: html(`${row.title || row.category} (${row.ref})`),
			link: `${publicUrl}/${row.tenant}/meldungen/${row.ref}`,
			date: row.changedAt,
			published: row.receivedAt,
			description: html(facts),
			content: html([facts, row.bodyPending ? reportFeedTexts.pending : row.body].filter(Boolean).join(' – ')),
			author: [{ name: plain(tenant.name) }],
			category: [{ name: plain(row.category) }]
		});
	}
	return feed.atom1();
}

/** What happens to one report. @throws DomainError `not_found` */
export async function reportFeed(services: Pick<Services, 'config'>, scope: TenantScope, tenant: Pick<Request['tenant'], 'slug' | 'name'>, ref: string): Promise<string> {
	const report = await readPublicReport(scope, ref);
	const events = (await publicTimeline(scope, report)).toReversed().slice(0, ENTRIES);
	const link = `${services.config.publicUrl}/${tenant.slug}/meldungen/${report.publicRef}`;
	const feed = open({
		id: `${link}/verlauf.atom`,
		title: reportFeedTexts.one(report.publicRef, report.category.name),
		link,
		updated: events[0]?.at ?? report.receivedAt,
		author: tenant.name
	});
	for (const event of events) {
		feed.addItem({
			id: `${link}#${event.id}`,
			title: html(event.state ?? reportFeedTexts.event),
			link,
			date: event.at,
			published: event.at,
			description: html(event.text),
			content: html(event.text),
			author: [{ name: plain(tenant.name) }]
		});
	}
	return feed.atom1();
}

function open({ id, title, link, updated, author }: { id: string; title: string; link: string; updated: Date; author: string }): Feed {
	const name = plain(author);
	return new Feed({ id, title: plain(title), description: reportFeedTexts.subtitle, link, feedLinks: { atom: id }, language: 'de', generator: 'Bauleitportal', updated, author: { name } });
}
