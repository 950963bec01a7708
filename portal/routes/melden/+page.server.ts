import { clientAddress } from '$lib/server/http-guards.ts';
import { answer } from '$lib/server/page.ts';
import { findReporters } from '$lib/server/reports/find-reporters.ts';
import { getServices } from '$lib/server/services.ts';
import { findReporterTexts } from '$lib/texts/report-form.ts';
import type { PageServerLoad } from './$types';

/** Whose reporter: `?suche=` an address, or `?lat&lon`. */
export const load: PageServerLoad = (event) =>
	answer(async () => {
		return { title: findReporterTexts.title, found: await findReporters(getServices(), event.url.searchParams, clientAddress(event)) };
	});
