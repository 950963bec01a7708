import { embeddedReports } from '$lib/server/embed/reports.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { embedTexts } from '$lib/texts/embed.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	answer(async () => {
		const services = getServices();
		const { tenant } = event.locals;
		return { title: embedTexts.reportListTitle(tenant.name), ...(await embeddedReports(services, tenant, clientAddress(event))) };
	});
