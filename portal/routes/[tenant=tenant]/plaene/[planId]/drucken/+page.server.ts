import { basemapOf } from '$lib/map/basemap.ts';
import { answer } from '$lib/server/page.ts';
import { printForm } from '$lib/server/print/print-form.ts';
import { getServices } from '$lib/server/services.ts';
import { printTexts } from '$lib/texts/print.ts';
import type { PageServerLoad } from './$types';
import { printRequest } from './request.ts';

export const load: PageServerLoad = (event) =>
	answer(async () => {
		const services = getServices();
		const form = await printForm(services, printRequest(event));
		return { title: `${printTexts.title}: ${form.name}`, form, basemap: basemapOf(services.config.basemap) };
	});
