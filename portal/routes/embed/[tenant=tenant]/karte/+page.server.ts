import { forTenant } from '$gis/db/tenant-scope.ts';
import { basemapOf } from '$lib/map/basemap.ts';
import { listEmbedAreas } from '$lib/server/embed/embed-queries.ts';
import { answer } from '$lib/server/page.ts';
import { readExtent } from '$lib/server/plans/home.ts';
import { tenantProcedures } from '$lib/server/procedure-page/list.ts';
import { getServices } from '$lib/server/services.ts';
import { embedTexts } from '$lib/texts/embed.ts';
import type { PageServerLoad } from './$types';

const SHOWN = 100;

export const load: PageServerLoad = ({ locals: { tenant } }) =>
	answer(async () => {
		const { db, config, now } = getServices();
		return {
			title: embedTexts.mapTitle(tenant.name),
			basemap: basemapOf(config.basemap),
			extent: await readExtent(db.knex, tenant.id),
			areas: await listEmbedAreas(forTenant(db.knex, tenant.id), now()),
			items: (await tenantProcedures(db.knex, tenant, { now: now(), limit: SHOWN })).items
		};
	});
