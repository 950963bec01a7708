import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer } from '$lib/server/page.ts';
import { openPublicDocument } from '$lib/server/plans/documents.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, request, locals }) =>
	answer(() => {
		const { db, files } = getServices();
		return openPublicDocument(forTenant(db.knex, locals.tenant.id), files, params, request.headers.get('if-none-match'));
	});
