import { downloadPage } from '$lib/server/exports/plan-downloads.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { planExportTexts } from '$lib/texts/plan-exports.ts';
import { downloadRequest } from '../request.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	answer(async () => {
		event.depends('plan:export');
		const page = await downloadPage(getServices(), downloadRequest(event), event.params.kind);
		return { title: `${planExportTexts.kinds[page.kind].name}: ${page.name}`, page };
	});
