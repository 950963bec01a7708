import { clientAddress } from '$lib/server/http-guards.ts';
import { calendarFeed, feedResponse } from '$lib/server/landportal/feeds.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

/** Periods of participation; the query is a filter. */
export const GET: RequestHandler = (event) =>
	answer(async () => {
		const { url, locals, request } = event;
		const body = await calendarFeed(getServices(), { params: url.searchParams, tenant: locals.tenant, wholeLand: locals.wholeLand, client: clientAddress(event) });
		return feedResponse(body, 'text/calendar', request.headers.get('if-none-match'));
	});
