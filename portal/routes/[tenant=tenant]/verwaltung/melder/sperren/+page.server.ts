import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { liftBan, listBans, saveBan } from '$lib/server/reports/administration/bans.ts';
import { openAdministration } from '$lib/server/reports/administration/opened.ts';
import { bodyAdminTexts } from '$lib/texts/reporter-admin.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	answer(async () => ({ title: bodyAdminTexts.banTitle, bans: await listBans(openAdministration(locals).scope) }));

export const actions: Actions = {
	sperren: async ({ request, locals }) => {
		const values = textsOf(await request.formData(), ['sender', 'reason']);
		return submit(values, async () => {
			const { services, scope } = openAdministration(locals);
			await saveBan(scope, values, services.now());
			return { done: true };
		});
	},
	aufheben: async ({ request, locals }) => {
		const values = textsOf(await request.formData(), ['sender']);
		return submit({ ...values, reason: '' }, async () => {
			await liftBan(openAdministration(locals).scope, values.sender);
			return { done: true };
		});
	}
};
