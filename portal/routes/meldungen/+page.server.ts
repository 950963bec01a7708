import { basemapOf } from '$lib/map/basemap.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { answer } from '$lib/server/page.ts';
import { readReportMap } from '$lib/server/report-map/view.ts';
import { getServices } from '$lib/server/services.ts';
import { reportMapTexts } from '$lib/texts/report-map.ts';
import type { PageServerLoad } from './$types';

/** Public reports on map and list. */
export const load: PageServerLoad = (event) =>
	answer(async () => {
		const { url, locals } = event;
		const services = getServices();
		const request = { params: url.searchParams, tenant: locals.tenant, wholeLand: locals.wholeLand, client: clientAddress(event) };
		return { title: reportMapTexts.title, basemap: basemapOf(services.config.basemap), view: await readReportMap(services, request) };
	});
