import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { answer, submit } from '$lib/server/page.ts';
import { readDeletion, removePlan } from '$lib/server/plans/staff-plans.ts';
import { versionNumberOf } from '$lib/server/plans/version-number.ts';
import { getServices } from '$lib/server/services.ts';
import { deleteTexts } from '$lib/texts/admin-plans.ts';
import type { Actions, PageServerLoad } from './$types';

/** Asks before a version (`?fassung=`) or the whole plan is deleted. */
export const load: PageServerLoad = ({ locals: { account, tenant }, params, url }) =>
	answer(async () => {
		demand(account, tenant.id, 'plans.manage');
		const deletion = await readDeletion(forTenant(getServices().db.knex, tenant.id), params.planId, versionNumberOf(url.searchParams.get('fassung')));
		return { title: deletion.number === null ? deleteTexts.titlePlan : deleteTexts.title(deletion.number), deletion, planId: params.planId };
	});

export const actions: Actions = {
	default: ({ locals: { account, tenant }, params, url }) =>
		submit({}, async () => {
			demand(account, tenant.id, 'plans.manage');
			const services = getServices();
			const number = versionNumberOf(url.searchParams.get('fassung'));
			const gone = await removePlan(services, forTenant(services.db.knex, tenant.id), params.planId, number);
			redirect(303, gone ? `/${tenant.slug}/verwaltung/plaene` : `/${tenant.slug}/verwaltung/plaene/${params.planId}`);
		})
};
