import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { basemapOf } from '$lib/map/basemap.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { readExtent } from '$lib/server/plans/home.ts';
import { givenIn } from '$lib/server/reports/assets/given.ts';
import { changeLayer, readLayer, removeLayer, renewLayer } from '$lib/server/reports/assets/layers.ts';
import { describeLayer } from '$lib/server/reports/assets/describe-layer.ts';
import { getServices } from '$lib/server/services.ts';
import { uploadsOf } from '$lib/server/uploads/multipart.ts';
import type { Actions, PageServerLoad } from './$types';

function openScope({ account, tenant }: App.Locals) {
	demand(account, tenant.id, 'reports.manage');
	return forTenant(getServices().db.knex, tenant.id);
}

export const load: PageServerLoad = ({ locals, params, url }) =>
	answer(async () => {
		const scope = openScope(locals);
		const { config, db } = getServices();
		const layer = await describeLayer(scope, params.layerId);
		const extent = layer.extent ?? (await readExtent(db.knex, locals.tenant.id));
		return { title: layer.name, layer, extent, basemap: basemapOf(config.basemap), created: url.searchParams.has('neu') };
	});

export const actions: Actions = {
	speichern: async ({ locals, params, request }) => {
		const values = textsOf(await request.formData(), ['name', 'itemName', 'refAttribute', 'labelAttribute']);
		return submit(values, async () => {
			await changeLayer(openScope(locals), params.layerId, values);
			return { saved: true };
		});
	},
	einlesen: async ({ locals, params, request }) => {
		const form = await request.formData();
		const values = textsOf(form, ['url', 'typeName']);
		return submit(values, async () => {
			const scope = openScope(locals);
			await readLayer(scope, params.layerId);
			const given = uploadsOf(form, 'datei').some(({ size }) => size > 0) || values.url ? await givenIn(form, values) : null;
			return { counts: await renewLayer(getServices(), scope, params.layerId, given) };
		});
	},
	entfernen: async ({ locals, params }) =>
		submit({}, async () => {
			await removeLayer(openScope(locals), params.layerId);
			redirect(303, `/${locals.tenant.slug}/verwaltung/melder/objekte?entfernt=1`);
		})
};
