import { basemapOf } from '$lib/map/basemap.ts';
import { answer } from '$lib/server/page.ts';
import { readExtent, readHome } from '$lib/server/plans/home.ts';
import { getServices } from '$lib/server/services.ts';
import type { PageServerLoad } from './$types';

/** One tenant's plans and participations. */
export const load: PageServerLoad = ({ url, locals }) =>
	answer(async () => {
		const { db, config, now } = getServices();
		const search = url.searchParams.get('suche') ?? '';
		const tenantId = locals.tenant.id;
		return {
			search,
			basemap: basemapOf(config.basemap),
			extent: await readExtent(db.knex, tenantId),
			...(await readHome(db.knex, { tenantId, text: search, after: url.searchParams.get('nach'), now: now() }))
		};
	});
