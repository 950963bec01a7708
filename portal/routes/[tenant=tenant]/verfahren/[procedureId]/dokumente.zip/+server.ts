import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer } from '$lib/server/page.ts';
import { documentsZip } from '$lib/server/procedures/documents/zip.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, locals }) =>
	answer(() => {
		const { db, files, now } = getServices();
		return documentsZip(forTenant(db.knex, locals.tenant.id), files, params.procedureId, now());
	});
