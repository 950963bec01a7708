import { clientAddress } from '$lib/server/http-guards.ts';
import { atomFeed, feedResponse } from '$lib/server/landportal/feeds.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

/** Newest changes of procedures; the query is a filter. */
export const GET: RequestHandler = (event) =>
	answer(async () => {
		const { url, locals, request } = event;
		const body = await atomFeed(getServices(), { params: url.searchParams, tenant: locals.tenant, wholeLand: locals.wholeLand, client: clientAddress(event) });
		return feedResponse(body, 'application/atom+xml', request.headers.get('if-none-match'));
	});
