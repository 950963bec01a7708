import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { answer } from '$lib/server/page.ts';
import { openOriginal } from '$lib/server/plans/staff-plans.ts';
import { versionNumberOf } from '$lib/server/plans/version-number.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

/** The uploaded file of `?fassung=`. */
export const GET: RequestHandler = ({ locals: { account, tenant }, params, url }) =>
	answer(() => {
		demand(account, tenant.id, 'staff.enter');
		const services = getServices();
		const number = versionNumberOf(url.searchParams.get('fassung')) ?? NaN;
		return openOriginal(services, forTenant(services.db.knex, tenant.id), params.planId, number);
	});
