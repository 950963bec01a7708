import { demand } from '$lib/server/accounts/permissions.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { answer } from '$lib/server/page.ts';
import { readPrinted } from '$lib/server/reports/print-page.ts';
import { getServices } from '$lib/server/services.ts';
import { reportListTexts } from '$lib/texts/report-list.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	answer(async () => {
		const { tenant } = event.locals;
		const account = demand(event.locals.account, tenant.id, 'reports.work');
		const request = { tenantId: tenant.id, account, client: clientAddress(event) };
		return { title: reportListTexts.printTitle, printed: await readPrinted(getServices(), request, event.url.searchParams) };
	});
