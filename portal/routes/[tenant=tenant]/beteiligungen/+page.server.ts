import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer } from '$lib/server/page.ts';
import { participationItems } from '$lib/server/participations/views.ts';
import { getServices } from '$lib/server/services.ts';
import { participationTexts } from '$lib/texts/participations.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { tenant } }) =>
	answer(async () => {
		const { db, now } = getServices();
		return { title: participationTexts.listTitle, items: await participationItems(forTenant(db.knex, tenant.id), tenant.slug, now()) };
	});
