import { json } from '@sveltejs/kit';
import { demand } from '$lib/server/accounts/permissions.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { answer } from '$lib/server/page.ts';
import { readMapMarks } from '$lib/server/reports/staff-page.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	answer(async () => {
		const { tenant } = event.locals;
		const account = demand(event.locals.account, tenant.id, 'reports.work');
		const found = await readMapMarks(getServices(), { tenantId: tenant.id, account, client: clientAddress(event) }, event.url.searchParams);
		return json(found, { headers: { 'Cache-Control': 'private, no-store' } });
	});
