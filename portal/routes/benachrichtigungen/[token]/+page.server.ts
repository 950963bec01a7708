import { redirect } from '@sveltejs/kit';
import { basemapOf } from '$lib/map/basemap.ts';
import { describeAlert } from '$lib/server/alerts/describe.ts';
import { alertFormData, readAlertForm } from '$lib/server/alerts/form-page.ts';
import { changeAlert, endAlert, readAlert } from '$lib/server/alerts/subscribe.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { answer, submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { alertTexts } from '$lib/texts/alerts.ts';
import type { Actions, PageServerLoad } from './$types';

/** Page behind the link in every mail: change or end. After the end there is nothing to read. */
export const load: PageServerLoad = ({ params, url, setHeaders, locals }) =>
	answer(async () => {
		setHeaders({ 'Cache-Control': 'no-store' });
		if (params.token === 'beendet') return { title: alertTexts.ended, alert: null, form: null, confirmed: false };
		const services = getServices();
		const alert = await readAlert(services, params.token);
		const form = { basemap: basemapOf(services.config.basemap), ...(await alertFormData(services, alert.tenantId ?? locals.tenant.id, alert.tenantId === null)) };
		return { title: alertTexts.manageTitle, alert: await describeAlert(services, alert), form, confirmed: url.searchParams.has('bestaetigt') };
	});

export const actions: Actions = {
	speichern: async (event) => {
		const { posted } = readAlertForm(await event.request.formData());
		return submit(posted, async () => {
			await changeAlert(getServices(), event.params.token, posted as never, clientAddress(event));
			return { saved: true };
		});
	},
	beenden: async ({ params }) => {
		await endAlert(getServices(), params.token);
		redirect(303, '/benachrichtigungen/beendet');
	}
};
