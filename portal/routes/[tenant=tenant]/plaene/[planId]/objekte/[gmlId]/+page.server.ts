import { forTenant } from '$gis/db/tenant-scope.ts';
import { basemapOf } from '$lib/map/basemap.ts';
import { answer } from '$lib/server/page.ts';
import { readObjectView } from '$lib/server/plans/object-view.ts';
import { readPublicPlan } from '$lib/server/plans/plan-view.ts';
import { getServices } from '$lib/server/services.ts';
import { objectTitle } from '$lib/texts/plans.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, url, locals }) =>
	answer(async () => {
		const { db, config, now } = getServices();
		const scope = forTenant(db.knex, locals.tenant.id);
		const found = await readPublicPlan(scope, locals.tenant.slug, params.planId, url.searchParams.get('fassung'), now());
		const object = await readObjectView(scope, found.plan, params.gmlId, found.addresses);
		const { name, version, class: planClass } = found.plan;
		return {
			title: objectTitle(object.title, object.label),
			plan: { name, href: found.addresses.plan, version: found.addresses.version, versionId: version.id, planClass },
			object,
			basemap: basemapOf(config.basemap)
		};
	});
