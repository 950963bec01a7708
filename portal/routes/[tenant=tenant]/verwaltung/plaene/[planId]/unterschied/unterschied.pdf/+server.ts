import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { answer } from '$lib/server/page.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { pdfResponse } from '$lib/server/plans/difference/downloads.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

/** The difference as a tagged PDF. */
export const GET: RequestHandler = (event) =>
	answer(() => {
		const { params, url, locals } = event;
		demand(locals.account, locals.tenant.id, 'staff.enter');
		const services = getServices();
		const viewer = { slug: locals.tenant.slug, planId: params.planId, staff: true };
		return pdfResponse(services, forTenant(services.db.knex, locals.tenant.id), viewer, url.searchParams, clientAddress(event));
	});
