import { clientAddress } from '$lib/server/http-guards.ts';
import { answer } from '$lib/server/page.ts';
import { chartCsv } from '$lib/server/reports/dashboard/dashboard-page.ts';
import { readPublicDashboard } from '$lib/server/reports/dashboard/public-dashboard.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	answer(async () => {
		const services = getServices();
		const { dashboard } = await readPublicDashboard(services, event.locals.tenant.id, event.url.searchParams, clientAddress(event));
		return chartCsv(dashboard.charts, event.url.searchParams.get('diagramm'), services.now());
	});
