import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { trailStaff } from '$lib/server/trails/staff.ts';
import { selectDamages } from '$lib/server/trails/work-queries.ts';
import { trailStaffTexts } from '$lib/texts/trail-staff.ts';
import type { PageServerLoad } from './$types';

const FILTERS = { alle: 'all', offen: 'open', behoben: 'fixed' } as const;
const LIMIT = 200;

export const load: PageServerLoad = ({ locals, url }) =>
	answer(async () => {
		const wanted = url.searchParams.get('zeigen') ?? 'offen';
		const kind = Object.hasOwn(FILTERS, wanted) ? FILTERS[wanted as keyof typeof FILTERS] : 'open';
		const damages = await selectDamages(trailStaff(getServices(), locals), { kind, limit: LIMIT });
		return { title: trailStaffTexts.damages, damages, kind };
	});
