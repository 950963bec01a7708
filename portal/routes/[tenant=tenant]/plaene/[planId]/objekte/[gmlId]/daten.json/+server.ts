import { json } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer } from '$lib/server/page.ts';
import { readObjectView } from '$lib/server/plans/object-view.ts';
import { readPublicPlan } from '$lib/server/plans/plan-view.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

/** The object's page as data, for the panel beside the map. */
export const GET: RequestHandler = ({ params, url, locals }) =>
	answer(async () => {
		const { db, now } = getServices();
		const scope = forTenant(db.knex, locals.tenant.id);
		const found = await readPublicPlan(scope, locals.tenant.slug, params.planId, url.searchParams.get('fassung'), now());
		return json(await readObjectView(scope, found.plan, params.gmlId, found.addresses));
	});
