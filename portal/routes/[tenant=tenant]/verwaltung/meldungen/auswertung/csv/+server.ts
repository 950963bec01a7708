import { demand } from '$lib/server/accounts/permissions.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { answer } from '$lib/server/page.ts';
import { chartCsv, readStaffDashboard } from '$lib/server/reports/dashboard/dashboard-page.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	answer(async () => {
		const { tenant } = event.locals;
		const account = demand(event.locals.account, tenant.id, 'reports.work');
		const services = getServices();
		const { dashboard } = await readStaffDashboard(services, { tenantId: tenant.id, account, client: clientAddress(event) }, event.url.searchParams);
		return chartCsv(dashboard.charts, event.url.searchParams.get('diagramm'), services.now());
	});
