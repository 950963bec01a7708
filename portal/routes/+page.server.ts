import { basemapOf } from '$lib/map/basemap.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { readLandportal } from '$lib/server/landportal/home.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { planTexts } from '$lib/texts/plans.ts';
import type { PageServerLoad } from './$types';

/** The whole Land: procedures on map and list, plans without one, who takes part. */
export const load: PageServerLoad = (event) =>
	answer(async () => {
		const { url, locals } = event;
		const services = getServices();
		const request = { params: url.searchParams, tenant: locals.tenant, wholeLand: locals.wholeLand, client: clientAddress(event) };
		return { title: planTexts.landTitle, basemap: basemapOf(services.config.basemap), view: await readLandportal(services, request) };
	});
