import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { answer } from '$lib/server/page.ts';
import { findingsResponse } from '$lib/server/plans/check-downloads.ts';
import { versionNumberOf } from '$lib/server/plans/version-number.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

/** All findings of `?fassung=`, for the list with filters and the map. */
export const GET: RequestHandler = ({ locals: { account, tenant }, params, url }) =>
	answer(() => {
		demand(account, tenant.id, 'staff.enter');
		const scope = forTenant(getServices().db.knex, tenant.id);
		return findingsResponse(scope, params.planId, versionNumberOf(url.searchParams.get('fassung')));
	});
