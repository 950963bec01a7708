import { basemapOf } from '$lib/map/basemap.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { readLandportal } from '$lib/server/landportal/home.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import type { PageServerLoad } from './$types';

/** One tenant's procedures and plans. */
export const load: PageServerLoad = (event) =>
	answer(async () => {
		const { url, locals } = event;
		const services = getServices();
		const request = { params: url.searchParams, tenant: locals.tenant, wholeLand: locals.wholeLand, client: clientAddress(event) };
		return { basemap: basemapOf(services.config.basemap), view: await readLandportal(services, request) };
	});
