import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer, submit } from '$lib/server/page.ts';
import { readReportAlertForm } from '$lib/server/reports/alerts/form-page.ts';
import { changeReportAlert, endReportAlert, readReportAlert } from '$lib/server/reports/alerts/subscribe.ts';
import { subscribePath } from '$lib/server/reports/alerts/urls.ts';
import { getServices } from '$lib/server/services.ts';
import { reportAlertTexts } from '$lib/texts/report-alerts.ts';
import type { Actions, PageServerLoad } from './$types';

const ENDED = 'beendet';
const scopeOf = (locals: App.Locals) => forTenant(getServices().db.knex, locals.tenant.id);

/** Page behind the link in every mail: change or end. After the end there is nothing to read. */
export const load: PageServerLoad = ({ params, url, setHeaders, locals }) =>
	answer(async () => {
		setHeaders({ 'Cache-Control': 'no-store' });
		if (params.token === ENDED) return { title: reportAlertTexts.end, alert: null, confirmed: false };
		return { title: reportAlertTexts.manageTitle, alert: await readReportAlert(scopeOf(locals), params.token), confirmed: url.searchParams.has('bestaetigt') };
	});

export const actions: Actions = {
	speichern: async ({ params, request, locals }) => {
		const { categories } = readReportAlertForm(await request.formData()).posted;
		return submit({ categories }, async () => {
			await changeReportAlert(scopeOf(locals), params.token, { categories });
			return { saved: true };
		});
	},
	beenden: async ({ params, locals }) => {
		// The token is the permission; of another tenant it is unknown here.
		return answer(async () => {
			await readReportAlert(scopeOf(locals), params.token);
			await endReportAlert(getServices(), params.token);
			redirect(303, `${subscribePath(locals.tenant.slug)}/${ENDED}`);
		});
	}
};
