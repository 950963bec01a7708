import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { publishVersion, unpublishVersion } from '$gis/plans/plans.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { readStaffPlan, removeVersion } from '$lib/server/plans/staff-plans.ts';
import { versionNumberOf } from '$lib/server/plans/version-number.ts';
import { getServices } from '$lib/server/services.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { account, tenant }, params, url }) =>
	answer(async () => {
		demand(account, tenant.id, 'staff.enter');
		const { db, config } = getServices();
		const plan = await readStaffPlan(forTenant(db.knex, tenant.id), params.planId, versionNumberOf(url.searchParams.get('fassung')));
		return { title: plan.name, plan, maxBytes: config.maxGmlBytes };
	});

/** The scope in which plans may be changed, and the version the form names. */
async function openVersion({ account, tenant }: App.Locals, request: Request) {
	const { versionId } = textsOf(await request.formData(), ['versionId']);
	return { versionId, scope: () => (demand(account, tenant.id, 'plans.manage'), forTenant(getServices().db.knex, tenant.id)) };
}

export const actions: Actions = {
	publish: async ({ locals, request }) => {
		const { versionId, scope } = await openVersion(locals, request);
		return submit({}, async () => {
			await publishVersion(scope(), versionId, getServices().now());
			return { done: 'published' as const };
		});
	},
	unpublish: async ({ locals, request }) => {
		const { versionId, scope } = await openVersion(locals, request);
		return submit({}, async () => {
			await unpublishVersion(scope(), versionId);
			return { done: 'taken' as const };
		});
	},
	remove: async ({ locals, request }) => {
		const { versionId, scope } = await openVersion(locals, request);
		return submit({}, async () => {
			await removeVersion(getServices(), scope(), versionId);
			redirect(303, `/${locals.tenant.slug}/verwaltung/plaene`);
		});
	}
};
