import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer } from '$lib/server/page.ts';
import { readLibrary } from '$lib/server/plans/library.ts';
import { getServices } from '$lib/server/services.ts';
import { libraryTexts } from '$lib/texts/admin-plans.ts';
import type { PageServerLoad } from './$types';

/** Published plans of the tenant, for everybody. Who made them is not for the public. */
export const load: PageServerLoad = ({ locals: { tenant }, url }) =>
	answer(async () => {
		const found = await readLibrary(forTenant(getServices().db.knex, tenant.id), url.searchParams, `/${tenant.slug}/plaene`, true);
		const plans = found.plans.map(({ id, name, number, gemeinde, kind, status, rechtsstand }) => ({ id, name, number, gemeinde, kind, status, rechtsstand }));
		return { title: libraryTexts.publicTitle, found: { ...found, plans } };
	});
