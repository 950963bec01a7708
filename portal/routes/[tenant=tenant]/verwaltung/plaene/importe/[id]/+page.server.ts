import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { DomainError } from '$gis/errors.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { answer, submit } from '$lib/server/page.ts';
import { cancelImport, isUnderWay } from '$lib/server/plans/cancel-import.ts';
import { readImport } from '$lib/server/plans/import-service.ts';
import { getServices } from '$lib/server/services.ts';
import { importTexts } from '$lib/texts/admin-plans.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { account, tenant }, params, depends }) =>
	answer(async () => {
		depends('plan:import');
		demand(account, tenant.id, 'staff.enter');
		const row = await readImport(forTenant(getServices().db.knex, tenant.id), params.id);
		if (!row) throw new DomainError('not_found');
		return { title: importTexts.title, row, underWay: isUnderWay(row) };
	});

export const actions: Actions = {
	cancel: ({ locals: { account, tenant }, params }) =>
		submit({}, async () => {
			demand(account, tenant.id, 'plans.manage');
			const services = getServices();
			await cancelImport(services, forTenant(services.db.knex, tenant.id), params.id);
			redirect(303, `/${tenant.slug}/verwaltung/plaene/importe/${params.id}`);
		})
};
