import { forTenant } from '$gis/db/tenant-scope.ts';
import { unpublishVersion } from '$gis/plans/plans.ts';
import { demand, type Action } from '$lib/server/accounts/permissions.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { checkAgain } from '$lib/server/plans/check-requests.ts';
import { overrideGeometry, publishChecked } from '$lib/server/plans/publish.ts';
import { readStaffPlan } from '$lib/server/plans/staff-plans.ts';
import { pageNumberOf, versionNumberOf } from '$lib/server/plans/version-number.ts';
import { listRasters } from '$lib/server/rasters/raster-queries.ts';
import { retryRasters } from '$lib/server/rasters/raster-requests.ts';
import { queuePlanTexts } from '$lib/server/procedures/documents/text-job.ts';
import { getServices } from '$lib/server/services.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ locals: { account, tenant }, params, url, depends }) =>
	answer(async () => {
		depends('plan:check');
		demand(account, tenant.id, 'staff.enter');
		const { db, config } = getServices();
		const scope = forTenant(db.knex, tenant.id);
		const plan = await readStaffPlan(scope, params.planId, versionNumberOf(url.searchParams.get('fassung')), pageNumberOf(url.searchParams.get('befunde')));
		return { title: plan.name, plan, rasters: await listRasters(scope, plan.version.id), maxBytes: config.maxGmlBytes };
	});

/** What the form says, and what changes plans: only for who may. */
async function opened({ locals: { account, tenant }, request }: RequestEvent) {
	const values = textsOf(await request.formData(), ['versionId', 'begruendung']);
	const may = (action: Action) => ({ account: demand(account, tenant.id, action), scope: forTenant(getServices().db.knex, tenant.id) });
	return { ...values, may };
}

export const actions: Actions = {
	publish: async (event) => {
		const { versionId, may } = await opened(event);
		return submit({}, async () => {
			const { account, scope } = may('plans.manage');
			await publishChecked(scope, versionId, account.id, getServices().now());
			await queuePlanTexts(getServices(), scope, versionId);
			return { done: 'published' as const };
		});
	},
	unpublish: async (event) => {
		const { versionId, may } = await opened(event);
		return submit({}, async () => {
			await unpublishVersion(may('plans.manage').scope, versionId);
			return { done: 'taken' as const };
		});
	},
	check: async (event) => {
		const { versionId, may } = await opened(event);
		return submit({}, async () => {
			const { account, scope } = may('plans.manage');
			await checkAgain(getServices(), scope, versionId, account.id);
			return { done: 'asked' as const };
		});
	},
	rasters: async (event) => {
		const { versionId, may } = await opened(event);
		return submit({}, async () => {
			await retryRasters(getServices(), may('plans.manage').scope, versionId);
			return { done: 'rasters' as const };
		});
	},
	override: async (event) => {
		const { versionId, begruendung, may } = await opened(event);
		return submit({ begruendung }, async () => {
			const { account, scope } = may('plans.override');
			await overrideGeometry(scope, versionId, account, begruendung, getServices().now());
			return { done: 'overridden' as const };
		});
	}
};
