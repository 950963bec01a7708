import { redirect } from '@sveltejs/kit';
import { listChoicesAcrossTenants } from '$lib/server/alerts/alert-queries.ts';
import { describeAlert } from '$lib/server/alerts/describe.ts';
import { readAlertForm } from '$lib/server/alerts/form-page.ts';
import { changeAlert, endAlert, readAlert } from '$lib/server/alerts/subscribe.ts';
import { answer, submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { alertTexts } from '$lib/texts/alerts.ts';
import type { Actions, PageServerLoad } from './$types';

/** Page behind the link in every mail: change or end. After the end there is nothing to read. */
export const load: PageServerLoad = ({ params, url, setHeaders }) =>
	answer(async () => {
		setHeaders({ 'Cache-Control': 'no-store' });
		if (params.token === 'beendet') return { title: alertTexts.ended, alert: null, choices: null, confirmed: false };
		const services = getServices();
		const alert = await readAlert(services, params.token);
		const choices = await listChoicesAcrossTenants(services.db.knex, alert.tenantId);
		return { title: alertTexts.manageTitle, alert: await describeAlert(services, alert), choices, confirmed: url.searchParams.has('bestaetigt') };
	});

export const actions: Actions = {
	speichern: async ({ params, request }) => {
		const { planTypes, kinds, topics, frequency } = readAlertForm(await request.formData()).posted;
		return submit({ planTypes, kinds, topics, frequency }, async () => {
			await changeAlert(getServices(), params.token, { planTypes, kinds, topics, frequency: frequency as 'daily' });
			return { saved: true };
		});
	},
	beenden: async ({ params }) => {
		await endAlert(getServices(), params.token);
		redirect(303, '/benachrichtigungen/beendet');
	}
};
