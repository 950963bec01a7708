import { forTenant } from '$gis/db/tenant-scope.ts';
import { feedResponse } from '$lib/server/landportal/feeds.ts';
import { answer } from '$lib/server/page.ts';
import { reportFeed } from '$lib/server/reports/alerts/public-feeds.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

/** What happens to one report. */
export const GET: RequestHandler = ({ params, locals: { tenant }, request }) =>
	answer(async () => {
		const services = getServices();
		const body = await reportFeed(services, forTenant(services.db.knex, tenant.id), tenant, params.publicRef);
		return feedResponse(body, 'application/atom+xml', request.headers.get('if-none-match'));
	});
