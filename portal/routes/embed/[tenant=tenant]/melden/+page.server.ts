import { embeddedReporters } from '$lib/server/embed/reports.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { embedTexts } from '$lib/texts/embed.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { tenant } }) =>
	answer(async () => ({ title: embedTexts.reportTitle(tenant.name), reporters: await embeddedReporters(getServices(), tenant) }));
