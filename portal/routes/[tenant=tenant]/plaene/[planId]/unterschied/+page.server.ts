import { forTenant } from '$gis/db/tenant-scope.ts';
import { basemapOf } from '$lib/map/basemap.ts';
import { answer } from '$lib/server/page.ts';
import { differenceView } from '$lib/server/plans/difference/view.ts';
import { getServices } from '$lib/server/services.ts';
import { differenceTexts } from '$lib/texts/difference.ts';
import type { PageServerLoad } from './$types';

/** Two versions of a plan compared: `?von=1&nach=2`. */
export const load: PageServerLoad = ({ params, url, locals }) =>
	answer(async () => {
		const services = getServices();
		const viewer = { slug: locals.tenant.slug, planId: params.planId, staff: false };
		const view = await differenceView(services, forTenant(services.db.knex, locals.tenant.id), viewer, url.searchParams);
		return { title: `${differenceTexts.title} ${view.plan.name}`, view, basemap: basemapOf(services.config.basemap) };
	});
