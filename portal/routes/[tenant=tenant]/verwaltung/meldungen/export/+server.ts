import { demand } from '$lib/server/accounts/permissions.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { answer } from '$lib/server/page.ts';
import { exportReports } from '$lib/server/reports/export.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	answer(() => {
		const { tenant } = event.locals;
		const account = demand(event.locals.account, tenant.id, 'reports.work');
		return exportReports(getServices(), { tenantId: tenant.id, account, client: clientAddress(event) }, event.url.searchParams);
	});
