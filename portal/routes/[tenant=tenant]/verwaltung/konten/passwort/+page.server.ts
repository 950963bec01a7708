import { redirect } from '@sveltejs/kit';
import { members } from '$lib/server/accounts/members.ts';
import { demandStaff } from '$lib/server/accounts/permissions.ts';
import { SESSION_COOKIE } from '$lib/server/accounts/sessions.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { passwordTexts } from '$lib/texts/accounts.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { account } }) => ({
	title: account?.mustChangePassword ? passwordTexts.firstTitle : passwordTexts.title
});

export const actions: Actions = {
	default: async ({ locals, request, cookies }) => {
		const { current, next } = textsOf(await request.formData(), ['current', 'next']);
		return submit({}, async () => {
			const account = demandStaff(locals.account, locals.tenant.id);
			await members.changeOwnPassword(getServices(), account.id, { current, next, token: cookies.get(SESSION_COOKIE) });
			if (account.mustChangePassword) redirect(303, `/${locals.tenant.slug}/verwaltung`);
			return { changed: true };
		});
	}
};
