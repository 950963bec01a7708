import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { answer } from '$lib/server/page.ts';
import { openPublicDocument } from '$lib/server/plans/documents.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

/** A document of any version, published or not. */
export const GET: RequestHandler = ({ params, request, locals: { account, tenant } }) =>
	answer(() => {
		demand(account, tenant.id, 'staff.enter');
		const { db, files } = getServices();
		return openPublicDocument(forTenant(db.knex, tenant.id), files, params, request.headers.get('if-none-match'), true);
	});
