import { redirect } from '@sveltejs/kit';
import { basemapOf } from '$lib/map/basemap.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { readExtent } from '$lib/server/plans/home.ts';
import { listBodyRows, listCategoryNames, otherTenants } from '$lib/server/reports/administration/administration-queries.ts';
import { saveBody } from '$lib/server/reports/administration/bodies.ts';
import { openAdministration } from '$lib/server/reports/administration/opened.ts';
import { probeFrom } from '$lib/server/reports/administration/probe.ts';
import { bodyAdminTexts } from '$lib/texts/reporter-admin.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
	answer(async () => {
		const { services, scope } = openAdministration(locals);
		return {
			title: bodyAdminTexts.title,
			bodies: await listBodyRows(scope),
			tenants: await otherTenants(scope),
			categories: (await listCategoryNames(scope)).map(({ id, name, reporter }) => ({ id, name, reporter })),
			probe: await probeFrom(scope, url.searchParams),
			asked: { categoryId: url.searchParams.get('kategorie') ?? '' },
			removed: url.searchParams.has('geloescht'),
			extent: await readExtent(services.db.knex, locals.tenant.id),
			basemap: basemapOf(services.config.basemap)
		};
	});

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await request.formData();
		const values = { ...textsOf(form, ['name', 'level', 'email', 'forwardTenantId']), isDefault: form.has('isDefault') ? 'ja' : '' };
		return submit(values, async () => {
			const { scope, base } = openAdministration(locals);
			const id = await saveBody(scope, null, { ...values, isDefault: form.has('isDefault'), active: true });
			redirect(303, `${base}/stellen/${id}?gespeichert`);
		});
	}
};
