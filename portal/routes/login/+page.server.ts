import { redirect } from '@sveltejs/kit';
import { destinationAfterLogin, login } from '$lib/server/accounts/login.ts';
import { accountOfToken, cookieOptions, SESSION_COOKIE } from '$lib/server/accounts/sessions.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { loginTexts } from '$lib/texts/accounts.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	if (locals.account) redirect(303, destinationAfterLogin(locals.account, url.searchParams.get('weiter')));
	return { title: loginTexts.title };
};

export const actions: Actions = {
	default: async (event) => {
		const services = getServices();
		const form = await event.request.formData();
		const email = String(form.get('email') ?? '');
		return submit({ email }, async () => {
			const session = await login(services, {
				email,
				password: String(form.get('password') ?? ''),
				address: clientAddress(event),
				previousToken: event.cookies.get(SESSION_COOKIE)
			});
			event.cookies.set(SESSION_COOKIE, session.token, cookieOptions(services, session));
			const account = await accountOfToken(services, session.token);
			redirect(303, destinationAfterLogin(account!, event.url.searchParams.get('weiter')));
		});
	}
};
