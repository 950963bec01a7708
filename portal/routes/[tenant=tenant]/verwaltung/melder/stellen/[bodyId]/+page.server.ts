import { redirect } from '@sveltejs/kit';
import { basemapOf } from '$lib/map/basemap.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { readExtent } from '$lib/server/plans/home.ts';
import { listCategoryNames, otherTenants, rulesOf } from '$lib/server/reports/administration/administration-queries.ts';
import { addRule, readBody, removeBody, removeRule, saveBody } from '$lib/server/reports/administration/bodies.ts';
import { openAdministration } from '$lib/server/reports/administration/opened.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
	answer(async () => {
		const { services, scope } = openAdministration(locals);
		const { id, name, level, email, forward_tenant_id, is_default, active } = await readBody(scope, params.bodyId);
		const values: Record<string, string> = { name, level, email: email ?? '', forwardTenantId: forward_tenant_id ?? '', isDefault: is_default ? 'ja' : '', active: active ? 'ja' : '' };
		const rules = (await rulesOf(scope, id)).map((rule) => ({ id: rule.id, category: rule.category, areaName: rule.area === null ? null : rule.area_name, size: rule.size, area: rule.area && JSON.parse(rule.area) }));
		return {
			title: name, body: { id, name, values }, rules, tenants: await otherTenants(scope),
			categories: (await listCategoryNames(scope)).map(({ id, name, reporter }) => ({ id, name, reporter })),
			saved: url.searchParams.has('gespeichert'), extent: await readExtent(services.db.knex, locals.tenant.id), basemap: basemapOf(services.config.basemap)
		};
	});

const EMPTY: Record<string, string> = {};

export const actions: Actions = {
	speichern: async ({ request, locals, params }) => {
		const form = await request.formData();
		const values: Record<string, string> = { ...textsOf(form, ['name', 'level', 'email', 'forwardTenantId']), isDefault: form.has('isDefault') ? 'ja' : '', active: form.has('active') ? 'ja' : '' };
		return submit(values, async () => {
			const { scope, base } = openAdministration(locals);
			await saveBody(scope, params.bodyId, { ...values, isDefault: form.has('isDefault'), active: form.has('active') });
			redirect(303, `${base}/stellen/${params.bodyId}?gespeichert`);
		});
	},
	loeschen: async ({ locals, params }) =>
		submit(EMPTY, async () => {
			const { scope, base } = openAdministration(locals);
			await removeBody(scope, params.bodyId);
			redirect(303, `${base}/stellen?geloescht`);
		}),
	regel: async ({ request, locals, params }) => {
		const values: Record<string, string> = textsOf(await request.formData(), ['categoryId', 'where', 'drawn', 'geojson', 'areaName']);
		return submit(values, async () => {
			const { scope, base } = openAdministration(locals);
			await addRule(scope, params.bodyId, values);
			redirect(303, `${base}/stellen/${params.bodyId}?gespeichert#regeln`);
		});
	},
	regelLoeschen: async ({ request, locals, params }) => {
		const { rule } = textsOf(await request.formData(), ['rule']);
		return submit(EMPTY, async () => {
			const { scope, base } = openAdministration(locals);
			await removeRule(scope, params.bodyId, rule);
			redirect(303, `${base}/stellen/${params.bodyId}?gespeichert#regeln`);
		});
	}
};
