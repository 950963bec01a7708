import { basemapOf } from '$lib/map/basemap.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { answer } from '$lib/server/page.ts';
import { readExtent, readHome } from '$lib/server/plans/home.ts';
import { findPlace } from '$lib/server/search/find-place.ts';
import { getServices } from '$lib/server/services.ts';
import type { PageServerLoad } from './$types';

/** One tenant's plans and participations. */
export const load: PageServerLoad = (event) =>
	answer(async () => {
		const { url, locals } = event;
		const services = getServices();
		const { db, config, now } = services;
		const search = url.searchParams.get('suche') ?? '';
		const tenantId = locals.tenant.id;
		return {
			search,
			basemap: basemapOf(config.basemap),
			extent: await readExtent(db.knex, tenantId),
			...(await readHome(db.knex, { tenantId, text: search, after: url.searchParams.get('nach'), now: now(), findPlace: (text) => findPlace(services, text, clientAddress(event)) }))
		};
	});
