import { forTenant } from '$gis/db/tenant-scope.ts';
import { basemapOf } from '$lib/map/basemap.ts';
import { documentsOf, publicParticipation } from '$lib/server/participations/views.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals: { tenant } }) =>
	answer(async () => {
		const { config, db, now } = getServices();
		const scope = forTenant(db.knex, tenant.id);
		const participation = await publicParticipation(scope, tenant.slug, params.id, tenant.contact, now());
		return { title: participation.title, participation, basemap: basemapOf(config.basemap), documents: await documentsOf(scope, participation, now()) };
	});
