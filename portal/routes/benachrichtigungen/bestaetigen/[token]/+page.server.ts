import { redirect } from '@sveltejs/kit';
import { alertToConfirm, confirmAlert } from '$lib/server/alerts/subscribe.ts';
import { describeAlert } from '$lib/server/alerts/describe.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { alertTexts } from '$lib/texts/alerts.ts';
import type { Actions, PageServerLoad } from './$types';

/** Looking confirms nothing: mail filters open every link. */
export const load: PageServerLoad = ({ params, setHeaders }) =>
	answer(async () => {
		setHeaders({ 'Cache-Control': 'no-store' });
		const services = getServices();
		const alert = await alertToConfirm(services, params.token);
		return { title: alertTexts.confirmTitle, alert: await describeAlert(services, alert) };
	});

export const actions: Actions = {
	default: ({ params }) =>
		answer(async () => {
			const token = await confirmAlert(getServices(), params.token);
			redirect(303, `/benachrichtigungen/${token}?bestaetigt=1`);
		})
};
