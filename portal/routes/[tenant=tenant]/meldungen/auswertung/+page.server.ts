import { basemapOf } from '$lib/map/basemap.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { answer } from '$lib/server/page.ts';
import { readPublicDashboard } from '$lib/server/reports/dashboard/public-dashboard.ts';
import { getServices } from '$lib/server/services.ts';
import { dashboardTexts } from '$lib/texts/report-dashboard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	answer(async () => {
		const services = getServices();
		const { dashboard, choices, ...rest } = await readPublicDashboard(services, event.locals.tenant.id, event.url.searchParams, clientAddress(event));
		// Workflows are the staff's; here their names are enough.
		const shown = { ...choices, reporters: choices.reporters.map((reporter) => ({ ...reporter, workflow: [] })) };
		return { title: dashboardTexts.publicTitle, basemap: basemapOf(services.config.basemap), view: { ...rest, dashboard, choices: shown } };
	});
