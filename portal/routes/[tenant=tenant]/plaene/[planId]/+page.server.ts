import { forTenant } from '$gis/db/tenant-scope.ts';
import { basemapOf } from '$lib/map/basemap.ts';
import { answer } from '$lib/server/page.ts';
import { listProceduresOfPlan } from '$lib/server/procedure-page/page-queries.ts';
import { planView, readPublicPlan } from '$lib/server/plans/plan-view.ts';
import { getServices } from '$lib/server/services.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, url, locals }) =>
	answer(async () => {
		const { db, config, now } = getServices();
		const scope = forTenant(db.knex, locals.tenant.id);
		const found = await readPublicPlan(scope, locals.tenant.slug, params.planId, url.searchParams.get('fassung'), now());
		const plan = await planView(scope, found);
		const procedures = await listProceduresOfPlan(scope, plan.id, now());
		return { title: plan.name, plan, procedures, basemap: basemapOf(config.basemap), start: url.searchParams.get('objekt') };
	});
