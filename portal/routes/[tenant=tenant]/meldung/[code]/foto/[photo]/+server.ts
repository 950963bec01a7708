import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer } from '$lib/server/page.ts';
import { authorThumbnail } from '$lib/server/reports/author.ts';
import { photoResponse } from '$lib/server/reports/photos/serve-photo.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, locals: { tenant } }) =>
	answer(async () => {
		const services = getServices();
		return photoResponse(services, await authorThumbnail(forTenant(services.db.knex, tenant.id), params.code, params.photo));
	});
