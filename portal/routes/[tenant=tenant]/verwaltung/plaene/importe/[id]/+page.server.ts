import { forTenant } from '$gis/db/tenant-scope.ts';
import { DomainError } from '$gis/errors.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { answer } from '$lib/server/page.ts';
import { readImport } from '$lib/server/plans/import-service.ts';
import { getServices } from '$lib/server/services.ts';
import { importTexts } from '$lib/texts/admin-plans.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { account, tenant }, params, depends }) =>
	answer(async () => {
		depends('plan:import');
		demand(account, tenant.id, 'staff.enter');
		const row = await readImport(forTenant(getServices().db.knex, tenant.id), params.id);
		if (!row) throw new DomainError('not_found');
		return { title: importTexts.title, row };
	});
