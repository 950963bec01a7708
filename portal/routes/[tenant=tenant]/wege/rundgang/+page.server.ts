import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { trailWarden } from '$lib/server/trails/warden.ts';
import { trailFieldTexts } from '$lib/texts/trail-field.ts';
import type { PageServerLoad } from './$types';

/** The page itself says nothing of the network: its script reads `netz.json`, from the device where there is no connection. */
export const load: PageServerLoad = ({ locals, url }) =>
	answer(() => {
		trailWarden(getServices(), locals, url.pathname);
		return { title: trailFieldTexts.fieldTitle };
	});
