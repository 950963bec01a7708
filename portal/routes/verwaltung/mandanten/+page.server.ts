import { demandOperator } from '$lib/server/accounts/permissions.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { listTenants } from '$lib/server/tenants/tenants-queries.ts';
import { createTenant } from '$lib/server/tenants/tenants.ts';
import { tenantsTexts } from '$lib/texts/tenants.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	answer(async () => {
		demandOperator(locals.account);
		return { title: tenantsTexts.title, tenants: await listTenants(getServices().db.knex) };
	});

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const values = textsOf(await request.formData(), ['slug', 'name', 'kind', 'ags', 'administratorEmail', 'administratorName']);
		return submit(values, async () => {
			demandOperator(locals.account);
			const { slug, password } = await createTenant(getServices().db.knex, values);
			return { created: slug, password, email: values.administratorEmail };
		});
	}
};
