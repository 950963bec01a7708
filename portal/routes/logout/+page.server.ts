import { redirect } from '@sveltejs/kit';
import { closeSession, SESSION_COOKIE } from '$lib/server/accounts/sessions.ts';
import { getServices } from '$lib/server/services.ts';
import type { Actions, PageServerLoad } from './$types';

/** Signing out is a form, not a link: a picture on a foreign page must not sign anybody out. */
export const load: PageServerLoad = () => redirect(303, '/');

export const actions: Actions = {
	default: async ({ cookies }) => {
		await closeSession(getServices(), cookies.get(SESSION_COOKIE));
		cookies.delete(SESSION_COOKIE, { path: '/' });
		redirect(303, '/');
	}
};
