import { listDownloads } from '$lib/server/exports/plan-downloads.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { planExportTexts } from '$lib/texts/plan-exports.ts';
import type { PageServerLoad } from './$types';
import { downloadRequest } from './request.ts';

export const load: PageServerLoad = (event) =>
	answer(async () => {
		const downloads = await listDownloads(getServices(), downloadRequest(event));
		return { title: `${planExportTexts.title}: ${downloads.name}`, downloads };
	});
