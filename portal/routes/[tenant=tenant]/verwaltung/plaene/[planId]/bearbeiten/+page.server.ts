import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { answer, submit } from '$lib/server/page.ts';
import { editRequest, editValues, partOf } from '$lib/server/plans/edit/read-form.ts';
import { readEdit, saveEdit } from '$lib/server/plans/edit/save.ts';
import { versionNumberOf } from '$lib/server/plans/version-number.ts';
import { getServices } from '$lib/server/services.ts';
import { editTexts } from '$lib/texts/plan-edit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { account, tenant }, params, url }) =>
	answer(async () => {
		demand(account, tenant.id, 'plans.manage');
		const part = partOf(url.searchParams.get('teil'));
		const edit = await readEdit(forTenant(getServices().db.knex, tenant.id), params.planId, versionNumberOf(url.searchParams.get('fassung')), part);
		return { title: editTexts.title(edit.name), edit, part, planId: params.planId };
	});

export const actions: Actions = {
	default: async ({ locals: { account, tenant }, params, request }) => {
		const form = await request.formData();
		return submit(editValues(form), async () => {
			const { id } = demand(account, tenant.id, 'plans.manage');
			const services = getServices();
			const importId = await saveEdit(services, forTenant(services.db.knex, tenant.id), editRequest(form, params.planId, id));
			redirect(303, `/${tenant.slug}/verwaltung/plaene/importe/${importId}`);
		});
	}
};
