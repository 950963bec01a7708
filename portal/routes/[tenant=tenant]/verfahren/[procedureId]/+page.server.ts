import { forTenant } from '$gis/db/tenant-scope.ts';
import { basemapOf } from '$lib/map/basemap.ts';
import { answer } from '$lib/server/page.ts';
import { procedureView } from '$lib/server/procedure-page/view.ts';
import { getServices } from '$lib/server/services.ts';
import type { PageServerLoad } from './$types';

/** A published procedure, for everybody: without cookie, login or JavaScript. */
export const load: PageServerLoad = ({ params, locals: { tenant } }) =>
	answer(async () => {
		const { db, config, now } = getServices();
		const procedure = await procedureView(forTenant(db.knex, tenant.id), tenant, config, params.procedureId, now());
		return { title: procedure.title, procedure, basemap: basemapOf(config.basemap) };
	});
