import { basemapOf } from '$lib/map/basemap.ts';
import { alertFormData, readAlertForm } from '$lib/server/alerts/form-page.ts';
import { orderAlert } from '$lib/server/alerts/subscribe.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { answer, submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { alertTexts } from '$lib/texts/alerts.ts';
import type { Actions, PageServerLoad } from './$types';

/** Alerts for the whole Land. */
export const load: PageServerLoad = ({ locals: { tenant } }) =>
	answer(async () => {
		const services = getServices();
		return { title: alertTexts.title, basemap: basemapOf(services.config.basemap), ...(await alertFormData(services, tenant.id, true)) };
	});

export const actions: Actions = {
	default: async (event) => {
		const { posted, sender } = readAlertForm(await event.request.formData());
		return submit(posted, async () => ({ ordered: await orderAlert(getServices(), null, posted, { ...sender, address: clientAddress(event) }) }));
	}
};
