import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer } from '$lib/server/page.ts';
import { photoResponse } from '$lib/server/reports/photos/serve-photo.ts';
import { publicPhotoKey } from '$lib/server/reports/public-report.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

/** A released photo; `?klein` its thumbnail. */
export const GET: RequestHandler = ({ params, url, locals: { tenant } }) =>
	answer(async () => {
		const services = getServices();
		const key = await publicPhotoKey(forTenant(services.db.knex, tenant.id), params.publicRef, params.photo, url.searchParams.has('klein'));
		return photoResponse(services, key);
	});
