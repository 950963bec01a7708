import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { REPORT_FIELD } from '$lib/forms/report-steps.ts';
import { basemapOf } from '$lib/map/basemap.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { answer, submit } from '$lib/server/page.ts';
import { readExtent } from '$lib/server/plans/home.ts';
import { withAssets } from '$lib/server/reports/assets/answer-assets.ts';
import { allAssets } from '$lib/report/find-assets.ts';
import { reporterView, startOfForm } from '$lib/server/reports/form/form-view.ts';
import { readReportForm } from '$lib/server/reports/form/read-form.ts';
import { submitReportForm } from '$lib/server/reports/form/submit-form.ts';
import { getServices } from '$lib/server/services.ts';
import { uploadsOf } from '$lib/server/uploads/multipart.ts';
import { reportFormTexts } from '$lib/texts/report-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, url, locals: { tenant } }) =>
	answer(async () => {
		const services = getServices();
		const { db, config } = services;
		const scope = forTenant(db.knex, tenant.id);
		const reporter = await reporterView(services, scope, params.reporter, await readExtent(db.knex, tenant.id));
		const start = await startOfForm(services, scope, reporter, url.searchParams);
		// Kept for use without a network.
		const offline = reporter.categories.filter(({ asset }) => asset).map(({ id }) => allAssets(`/${tenant.slug}/melden/objekte.json?kategorie=${id}`));
		return { title: reportFormTexts.title(reporter.name), reporter, basemap: basemapOf(config.basemap), start, offline };
	});

export const actions: Actions = {
	default: async (event) => {
		const { params, request, locals } = event;
		const services = getServices();
		const scope = forTenant(services.db.knex, locals.tenant.id);
		const form = await request.formData();
		const posted = readReportForm(services, form);
		return submit(posted.state, async () => {
			const reporter = await reporterView(services, scope, params.reporter, await readExtent(services.db.knex, locals.tenant.id));
			const context = { services, scope, slug: locals.tenant.slug, reporter, client: clientAddress(event) };
			const { sent, state } = await submitReportForm(context, posted, () => uploadsOf(form, REPORT_FIELD.files));
			if (sent) redirect(303, `/${locals.tenant.slug}/meldung/${sent.code}?neu=1`);
			return { state: await withAssets(scope, reporter, state) };
		});
	}
};
