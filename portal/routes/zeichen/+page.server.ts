import { answer } from '$lib/server/page.ts';
import { isVariant } from '$lib/server/signs/sign-files.ts';
import { signTexts } from '$lib/texts/signs.ts';
import { SIGNS, legalBasis, legendFor, signOf, type Variant } from '$styles/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) =>
	answer(() => {
		const asked = url.searchParams.get('darstellung');
		const variant: Variant = isVariant(asked) ? asked : 'colour';
		const entries = legendFor(
			SIGNS.map(({ id }) => id),
			variant
		).map((entry) => ({ ...entry, basis: legalBasis(signOf(entry.signId)) }));
		return { title: signTexts.title, variant, groups: [...Map.groupBy(entries, ({ group }) => group)] };
	});
