import { clientAddress } from '$lib/server/http-guards.ts';
import { feedResponse } from '$lib/server/landportal/feeds.ts';
import { answer } from '$lib/server/page.ts';
import { reportsFeed } from '$lib/server/reports/alerts/public-feeds.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

/** Reports by their last change; the query is the filter of the list. */
export const GET: RequestHandler = (event) =>
	answer(async () => {
		const { url, locals, request } = event;
		const body = await reportsFeed(getServices(), { params: url.searchParams, tenant: locals.tenant, client: clientAddress(event) });
		return feedResponse(body, 'application/atom+xml', request.headers.get('if-none-match'));
	});
