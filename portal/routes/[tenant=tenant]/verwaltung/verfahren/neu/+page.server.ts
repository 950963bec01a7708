import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { listKinds } from '$lib/server/procedures/kinds/kinds.ts';
import { plansOf } from '$lib/server/procedures/procedures-queries.ts';
import { createProcedure } from '$lib/server/procedures/service.ts';
import { getServices } from '$lib/server/services.ts';
import { procedureTexts } from '$lib/texts/procedures.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals: { tenant, account } }) =>
	answer(async () => {
		demand(account, tenant.id, 'procedures.manage');
		const scope = forTenant(getServices().db.knex, tenant.id);
		const kinds = (await listKinds(scope)).filter(({ retired }) => !retired);
		return {
			title: procedureTexts.newTitle,
			kinds: kinds.map(({ key, name, group, explanation, law }) => ({ key, name, group, explanation, law })),
			plans: await plansOf(scope),
			planId: url.searchParams.get('plan') ?? ''
		};
	});

export const actions: Actions = {
	default: async ({ request, locals: { tenant, account } }) => {
		const values = textsOf(await request.formData(), ['kindKey', 'planId', 'title', 'number', 'municipality']);
		return submit(values, async () => {
			const who = demand(account, tenant.id, 'procedures.manage');
			const { db, now } = getServices();
			const id = await createProcedure(forTenant(db.knex, tenant.id), values, who, now());
			redirect(303, `/${tenant.slug}/verwaltung/verfahren/${id}?gespeichert=1`);
		});
	}
};
