import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { selectLayers } from '$lib/server/reports/assets/asset-queries.ts';
import { givenIn } from '$lib/server/reports/assets/given.ts';
import { createLayer } from '$lib/server/reports/assets/layers.ts';
import { getServices } from '$lib/server/services.ts';
import { assetTexts } from '$lib/texts/assets.ts';
import type { Actions, PageServerLoad } from './$types';

function openScope({ account, tenant }: App.Locals) {
	demand(account, tenant.id, 'reports.manage');
	return forTenant(getServices().db.knex, tenant.id);
}

export const load: PageServerLoad = ({ locals, url }) =>
	answer(async () => ({ title: assetTexts.title, layers: await selectLayers(openScope(locals)), removed: url.searchParams.has('entfernt') }));

export const actions: Actions = {
	default: async ({ locals, request }) => {
		const form = await request.formData();
		const values = textsOf(form, ['name', 'itemName', 'url', 'typeName']);
		return submit(values, async () => {
			const scope = openScope(locals);
			const id = await createLayer(getServices(), scope, values, await givenIn(form, values));
			redirect(303, `/${locals.tenant.slug}/verwaltung/melder/objekte/${id}?neu=1`);
		});
	}
};
