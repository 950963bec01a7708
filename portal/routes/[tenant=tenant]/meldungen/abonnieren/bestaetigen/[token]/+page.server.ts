import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer } from '$lib/server/page.ts';
import { confirmReportAlert, reportAlertToConfirm } from '$lib/server/reports/alerts/subscribe.ts';
import { subscribePath } from '$lib/server/reports/alerts/urls.ts';
import { getServices } from '$lib/server/services.ts';
import { reportAlertTexts } from '$lib/texts/report-alerts.ts';
import type { Actions, PageServerLoad } from './$types';

/** Looking confirms nothing: mail filters open every link. */
export const load: PageServerLoad = ({ params, setHeaders, locals: { tenant } }) =>
	answer(async () => {
		setHeaders({ 'Cache-Control': 'no-store' });
		const alert = await reportAlertToConfirm(forTenant(getServices().db.knex, tenant.id), params.token);
		return { title: reportAlertTexts.confirmTitle, alert };
	});

export const actions: Actions = {
	default: ({ params, locals: { tenant } }) =>
		answer(async () => {
			const services = getServices();
			const token = await confirmReportAlert(services, forTenant(services.db.knex, tenant.id), params.token);
			redirect(303, `${subscribePath(tenant.slug)}/${token}?bestaetigt=1`);
		})
};
