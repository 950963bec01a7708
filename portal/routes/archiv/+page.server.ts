import { basemapOf } from '$lib/map/basemap.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { readLandportal } from '$lib/server/landportal/home.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { landportalTexts } from '$lib/texts/landportal.ts';
import type { PageServerLoad } from './$types';

/** Plans in force and procedures that ended. */
export const load: PageServerLoad = (event) =>
	answer(async () => {
		const { url, locals } = event;
		const services = getServices();
		const request = { params: url.searchParams, tenant: locals.tenant, wholeLand: locals.wholeLand, client: clientAddress(event), archive: true };
		return { title: landportalTexts.archiveTitle, basemap: basemapOf(services.config.basemap), view: await readLandportal(services, request) };
	});
