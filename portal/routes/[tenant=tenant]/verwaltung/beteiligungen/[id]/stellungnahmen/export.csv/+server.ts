import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { exportResponse } from '$lib/server/exports/respond.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, url, locals: { tenant, account } }) =>
	answer(() => {
		demand(account, tenant.id, 'statements.read');
		const { db, now } = getServices();
		return exportResponse('csv', forTenant(db.knex, tenant.id), params.id, url.searchParams, now());
	});
