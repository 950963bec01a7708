import { demand } from '$lib/server/accounts/permissions.ts';
import { exportResponse } from '$lib/server/exports/respond.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, url, locals: { tenant, account } }) =>
	answer(() => {
		demand(account, tenant.id, 'statements.read');
		return exportResponse(getServices(), 'geojson', tenant.id, params.id, url.searchParams);
	});
