import { json } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { problemOf } from '$lib/server/errors.ts';
import { readFieldForm, takeFieldChange } from '$lib/server/reports/field.ts';
import { getServices } from '$lib/server/services.ts';
import { uploadsOf } from '$lib/server/uploads/multipart.ts';
import type { RequestHandler } from './$types';

const HEADERS = { 'Cache-Control': 'no-store' };

/** A change of the outbox; the same `idempotencyKey` again gives the first answer. */
export const POST: RequestHandler = async ({ request, locals: { tenant, account } }) => {
	try {
		// Signed out meanwhile: the outbox waits until somebody signs in again.
		if (!account) return json({ code: 'login_failed', message: '' }, { status: 401, headers: HEADERS });
		const person = demand(account, tenant.id, 'reports.work');
		const services = getServices();
		const form = await request.formData();
		const answer = await takeFieldChange(services, forTenant(services.db.knex, tenant.id), person, readFieldForm(form), uploadsOf(form, 'fotos'));
		return json(answer, { headers: HEADERS });
	} catch (error) {
		const problem = problemOf(error);
		if (!problem) throw error;
		return json({ code: problem.code, message: problem.message }, { status: problem.status, headers: HEADERS });
	}
};
