import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { REPORT_FIELD } from '$lib/forms/report-steps.ts';
import { basemapOf } from '$lib/map/basemap.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { answer, submit } from '$lib/server/page.ts';
import { readPublicPage } from '$lib/server/reports/public-page.ts';
import { publicMergedInto } from '$lib/server/reports/public-report.ts';
import { newMark } from '$lib/server/reports/spam-gate.ts';
import { askToSupport, flagReport } from '$lib/server/reports/support.ts';
import { getServices } from '$lib/server/services.ts';
import { publicPageTexts } from '$lib/texts/report-public.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, url, locals: { tenant } }) =>
	answer(async () => {
		const services = getServices();
		const scope = forTenant(services.db.knex, tenant.id);
		const into = await publicMergedInto(scope, params.publicRef);
		if (into) redirect(302, `/${tenant.slug}/meldungen/${into}`);
		const report = await readPublicPage(scope, params.publicRef, services.now());
		const said = ['angefragt', 'mitgemacht', 'gemeldet'].find((name) => url.searchParams.has(name)) ?? null;
		return { title: publicPageTexts.pageTitle(report.category.name, report.publicRef), report, said, mark: newMark(services), basemap: basemapOf(services.config.basemap) };
	});

export const actions: Actions = {
	mitmachen: async (event) => {
		const { params, request, locals } = event;
		const services = getServices();
		const form = await request.formData();
		const field = (name: string) => String(form.get(name) ?? '');
		return submit({ email: field('email') }, async () => {
			const sender = { address: clientAddress(event), proof: field(REPORT_FIELD.proof), mark: field(REPORT_FIELD.mark), honeypot: field(REPORT_FIELD.honeypot) };
			await askToSupport(services, forTenant(services.db.knex, locals.tenant.id), params.publicRef, { email: field('email') }, sender);
			redirect(303, `/${locals.tenant.slug}/meldungen/${params.publicRef}?angefragt=1#mitmachen`);
		});
	},
	missbrauch: async (event) => {
		const { params, request, locals } = event;
		const services = getServices();
		const reason = String((await request.formData()).get('grund') ?? '');
		return submit({ reason }, async () => {
			await flagReport(services, forTenant(services.db.knex, locals.tenant.id), params.publicRef, { reason }, clientAddress(event));
			redirect(303, `/${locals.tenant.slug}/meldungen/${params.publicRef}?gemeldet=1`);
		});
	}
};
