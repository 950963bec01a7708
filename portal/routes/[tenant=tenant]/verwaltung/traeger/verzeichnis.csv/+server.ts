import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { exportBodies } from '$lib/server/invitations/bodies.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals }) =>
	answer(async () => {
		demand(locals.account, locals.tenant.id, 'staff.enter');
		const csv = await exportBodies(forTenant(getServices().db.knex, locals.tenant.id));
		return new Response(csv, { headers: { 'Content-Type': 'text/csv; charset=utf-8', 'Content-Disposition': 'attachment; filename="traeger.csv"' } });
	});
