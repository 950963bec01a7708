import { forTenant } from '$gis/db/tenant-scope.ts';
import { basemapOf } from '$lib/map/basemap.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { answer, submit } from '$lib/server/page.ts';
import { readExtent } from '$lib/server/plans/home.ts';
import { listChoices } from '$lib/server/reports/alerts/alert-queries.ts';
import { readReportAlertForm } from '$lib/server/reports/alerts/form-page.ts';
import { followReport, orderReportAlert } from '$lib/server/reports/alerts/subscribe.ts';
import { readPublicReport } from '$lib/server/reports/public-report.ts';
import { getServices } from '$lib/server/services.ts';
import { reportAlertTexts } from '$lib/texts/report-alerts.ts';
import type { Actions, PageServerLoad } from './$types';

/** `?meldung=<ref>`: what happens to one report; without: new ones of an area. */
export const load: PageServerLoad = ({ url, locals: { tenant } }) =>
	answer(async () => {
		const { config, db } = getServices();
		const scope = forTenant(db.knex, tenant.id);
		const ref = url.searchParams.get('meldung');
		const publicRef = ref === null ? null : (await readPublicReport(scope, ref)).publicRef;
		const choices = await listChoices(scope);
		const title = publicRef ? reportAlertTexts.followTitle(publicRef) : reportAlertTexts.title;
		return { title, publicRef, choices, basemap: basemapOf(config.basemap), extent: await readExtent(db.knex, tenant.id) };
	});

export const actions: Actions = {
	default: async (event) => {
		const { tenant } = event.locals;
		const { posted, sender } = readReportAlertForm(await event.request.formData());
		return submit(posted, async () => {
			const services = getServices();
			const scope = forTenant(services.db.knex, tenant.id);
			const from = { ...sender, address: clientAddress(event) };
			const ref = event.url.searchParams.get('meldung');
			return { ordered: ref === null ? await orderReportAlert(services, scope, tenant, posted, from) : await followReport(services, scope, tenant, ref, posted, from) };
		});
	}
};
