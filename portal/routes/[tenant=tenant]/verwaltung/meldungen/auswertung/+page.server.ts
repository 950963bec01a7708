import { basemapOf } from '$lib/map/basemap.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { answer } from '$lib/server/page.ts';
import { readStaffDashboard } from '$lib/server/reports/dashboard/dashboard-page.ts';
import { getServices } from '$lib/server/services.ts';
import { dashboardTexts } from '$lib/texts/report-dashboard.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	answer(async () => {
		const { tenant } = event.locals;
		const account = demand(event.locals.account, tenant.id, 'reports.work');
		const services = getServices();
		const view = await readStaffDashboard(services, { tenantId: tenant.id, account, client: clientAddress(event) }, event.url.searchParams);
		return { title: dashboardTexts.title, basemap: basemapOf(services.config.basemap), view };
	});
