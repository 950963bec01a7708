import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { protocolResponse } from '$lib/server/evidence/protocol-exports.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

/** `protokoll.pdf`, `.csv`, `.json` */
export const GET: RequestHandler = ({ params, locals: { account, tenant } }) =>
	answer(() => {
		demand(account, tenant.id, 'staff.enter');
		const services = getServices();
		return protocolResponse(services, forTenant(services.db.knex, tenant.id), params.id, params.format);
	});
