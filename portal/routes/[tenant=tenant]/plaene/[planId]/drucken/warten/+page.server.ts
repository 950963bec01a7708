import { answer } from '$lib/server/page.ts';
import { printPage } from '$lib/server/print/print-form.ts';
import { getServices } from '$lib/server/services.ts';
import { printTexts } from '$lib/texts/print.ts';
import { printRequest } from '../request.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	answer(async () => {
		event.depends('plan:print');
		const page = await printPage(getServices(), printRequest(event));
		return { title: `${printTexts.title}: ${page.name}`, page };
	});
