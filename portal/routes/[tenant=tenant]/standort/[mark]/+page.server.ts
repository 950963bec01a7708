import { forTenant } from '$gis/db/tenant-scope.ts';
import { basemapOf } from '$lib/map/basemap.ts';
import { answer } from '$lib/server/page.ts';
import { dayOf } from '$lib/server/participations/local-days.ts';
import { getServices } from '$lib/server/services.ts';
import { readPublicPost } from '$lib/server/trails/public-network.ts';
import { trailPublicTexts } from '$lib/texts/trail-public.ts';
import type { PageServerLoad } from './$types';

/** Where a scanned code and a typed number lead. */
export const load: PageServerLoad = ({ locals: { tenant }, params }) =>
	answer(async () => {
		const { db, config } = getServices();
		const { reports, ...page } = await readPublicPost(forTenant(db.knex, tenant.id), tenant.slug, params.mark);
		const title = trailPublicTexts.postTitle(page.post.number, page.post.name);
		return { title, ...page, reports: reports.map(({ receivedAt, ...report }) => ({ ...report, receivedOn: dayOf(new Date(receivedAt)) })), basemap: basemapOf(config.basemap) };
	});
