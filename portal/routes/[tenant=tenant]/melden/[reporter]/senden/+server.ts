import { json } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { REPORT_FIELD } from '$lib/forms/report-steps.ts';
import { problemOf } from '$lib/server/errors.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { readExtent } from '$lib/server/plans/home.ts';
import { reporterView } from '$lib/server/reports/form/form-view.ts';
import { readReportForm } from '$lib/server/reports/form/read-form.ts';
import { submitFromOutbox } from '$lib/server/reports/form/submit-form.ts';
import { getServices } from '$lib/server/services.ts';
import { uploadsOf } from '$lib/server/uploads/multipart.ts';
import type { RequestHandler } from './$types';

/** One report at once, `multipart/form-data` with the form's field names; the same `idempotencyKey` again gives the first answer. */
export const POST: RequestHandler = async (event) => {
	const { params, request, locals } = event;
	const services = getServices();
	const { tenant } = locals;
	try {
		const scope = forTenant(services.db.knex, tenant.id);
		const form = await request.formData();
		const reporter = await reporterView(services, scope, params.reporter, await readExtent(services.db.knex, tenant.id));
		const context = { services, scope, slug: tenant.slug, reporter, client: clientAddress(event) };
		const { publicRef, code, again } = await submitFromOutbox(context, readReportForm(services, form), () => uploadsOf(form, REPORT_FIELD.files));
		return json({ publicRef, code, again, statusUrl: `/${tenant.slug}/meldung/${code}` }, { headers: { 'Cache-Control': 'no-store' } });
	} catch (error) {
		const problem = problemOf(error);
		if (!problem) throw error;
		const { fields } = error as { fields?: Record<string, string> };
		return json({ code: problem.code, message: problem.message, fields }, { status: problem.status, headers: { 'Cache-Control': 'no-store' } });
	}
};
