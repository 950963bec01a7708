import { answer } from '$lib/server/page.ts';
import { isVariant } from '$lib/server/signs/sign-files.ts';
import { signTexts } from '$lib/texts/signs.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) =>
	answer(() => {
		const variant = url.searchParams.get('darstellung');
		return { title: signTexts.sheet, variant: isVariant(variant) ? variant : ('colour' as const) };
	});
