import { forTenant } from '$gis/db/tenant-scope.ts';
import { basemapOf } from '$lib/map/basemap.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { readPublicNetwork } from '$lib/server/trails/public-network.ts';
import { trailPublicTexts } from '$lib/texts/trail-public.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { tenant } }) =>
	answer(async () => {
		const { db, config, now } = getServices();
		const network = await readPublicNetwork(forTenant(db.knex, tenant.id), tenant.slug, now());
		return { title: trailPublicTexts.title, network, basemap: basemapOf(config.basemap) };
	});
