import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { answer } from '$lib/server/page.ts';
import { reportResponse } from '$lib/server/plans/check-downloads.ts';
import { versionNumberOf } from '$lib/server/plans/version-number.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

/** The report of `?fassung=` as PDF, JSON or GeoJSON. */
export const GET: RequestHandler = ({ locals: { account, tenant }, params: { planId, format }, url }) =>
	answer(() => {
		demand(account, tenant.id, 'staff.enter');
		const services = getServices();
		const number = versionNumberOf(url.searchParams.get('fassung'));
		return reportResponse(services, forTenant(services.db.knex, tenant.id), { planId, number }, format);
	});
