import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { listKinds } from '$lib/server/procedures/kinds/kinds.ts';
import { copyKind } from '$lib/server/procedures/kinds/templates.ts';
import { getServices } from '$lib/server/services.ts';
import { kindTexts } from '$lib/texts/procedure-kinds.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { tenant, account } }) =>
	answer(async () => {
		demand(account, tenant.id, 'procedures.manage');
		const kinds = await listKinds(forTenant(getServices().db.knex, tenant.id));
		return { title: kindTexts.title, kinds: kinds.map(({ key, name, group, explanation, law, own, retired, steps }) => ({ key, name, group, explanation, law, own, retired, steps: steps.length })) };
	});

export const actions: Actions = {
	default: async ({ request, locals: { tenant, account } }) => {
		const values = textsOf(await request.formData(), ['key', 'name']);
		return submit(values, async () => {
			demand(account, tenant.id, 'procedures.manage');
			const { db, now } = getServices();
			const key = await copyKind(forTenant(db.knex, tenant.id), values.key, values.name, now());
			redirect(303, `/${tenant.slug}/verwaltung/verfahrensarten/${key}`);
		});
	}
};
