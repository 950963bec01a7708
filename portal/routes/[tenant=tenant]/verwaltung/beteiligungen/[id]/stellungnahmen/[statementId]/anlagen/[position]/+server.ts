import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { downloadAttachment } from '$lib/server/statements/download.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, locals: { tenant, account } }) =>
	answer(() => {
		demand(account, tenant.id, 'statements.read');
		const services = getServices();
		return downloadAttachment(services, forTenant(services.db.knex, tenant.id), params.id, params.statementId, params.position);
	});
