import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer } from '$lib/server/page.ts';
import { geojsonResponse } from '$lib/server/plans/difference/downloads.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

/** The difference as GeoJSON in EPSG:4326. */
export const GET: RequestHandler = ({ params, url, locals }) =>
	answer(() => {
		const services = getServices();
		const viewer = { slug: locals.tenant.slug, planId: params.planId, staff: false };
		return geojsonResponse(services, forTenant(services.db.knex, locals.tenant.id), viewer, url.searchParams);
	});
