import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { answer } from '$lib/server/page.ts';
import { openForStaff } from '$lib/server/procedures/documents/open-document.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

/** Any version of a document, published or not, also one that was replaced. */
export const GET: RequestHandler = ({ params, request, url, locals: { account, tenant } }) =>
	answer(() => {
		demand(account, tenant.id, 'staff.enter');
		const { db, files } = getServices();
		const asked = { headers: request.headers, save: url.searchParams.has('herunterladen') };
		return openForStaff(forTenant(db.knex, tenant.id), files, { procedureId: params.id, versionId: params.documentVersionId }, asked);
	});
