import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer } from '$lib/server/page.ts';
import { draftThumbnail } from '$lib/server/reports/photos/serve-photo.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

/** Thumbnail of a photo that waits for its report; its id is known to its sender only. */
export const GET: RequestHandler = ({ params, locals: { tenant } }) =>
	answer(() => draftThumbnail(getServices(), forTenant(getServices().db.knex, tenant.id), params.photo));
