import { forTenant } from '$gis/db/tenant-scope.ts';
import { members } from '$lib/server/accounts/members.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { accountTexts } from '$lib/texts/accounts.ts';
import type { Actions, PageServerLoad } from './$types';

function openScope(locals: App.Locals) {
	const account = demand(locals.account, locals.tenant.id, 'accounts.manage');
	return { account, scope: forTenant(getServices().db.knex, locals.tenant.id) };
}

export const load: PageServerLoad = ({ locals }) =>
	answer(async () => {
		const { account, scope } = openScope(locals);
		return { title: accountTexts.title, members: await members.list(scope), ownId: account.id };
	});

export const actions: Actions = {
	create: async ({ locals, request }) => {
		const values = textsOf(await request.formData(), ['email', 'name', 'role']);
		return submit(values, async () => {
			const { password } = await members.create(openScope(locals).scope, values);
			return { done: 'created' as const, password, email: values.email };
		});
	},
	role: async ({ locals, request }) => {
		const values = textsOf(await request.formData(), ['accountId', 'role']);
		return submit(values, async () => {
			await members.changeRole(openScope(locals).scope, values.accountId, values.role);
			return { done: 'role' as const };
		});
	},
	remove: async ({ locals, request }) => {
		const values = textsOf(await request.formData(), ['accountId']);
		return submit(values, async () => {
			await members.remove(openScope(locals).scope, values.accountId);
			return { done: 'removed' as const };
		});
	},
	reset: async ({ locals, request }) => {
		const values = textsOf(await request.formData(), ['accountId', 'email']);
		return submit(values, async () => {
			const { account, scope } = openScope(locals);
			return { done: 'reset' as const, password: await members.resetPassword(scope, values.accountId, account.operator), email: values.email };
		});
	}
};
