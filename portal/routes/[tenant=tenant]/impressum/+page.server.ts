import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { readLegalPage } from '$lib/server/tenants/legal-pages.ts';
import { legalTexts } from '$lib/texts/legal.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	answer(async () => ({ title: legalTexts.impressum, blocks: await readLegalPage(getServices(), locals.tenant.id, 'impressum') }));
