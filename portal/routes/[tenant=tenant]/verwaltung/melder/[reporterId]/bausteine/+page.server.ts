import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { removeTemplate, saveTemplate, templatesOf } from '$lib/server/reports/administration/bodies.ts';
import { openAdministration } from '$lib/server/reports/administration/opened.ts';
import { readReporter } from '$lib/server/reports/reporters.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
	answer(async () => {
		const { scope } = openAdministration(locals);
		const { id, name, workflow } = await readReporter(scope, params.reporterId);
		return { title: name, reporter: { id, name }, states: workflow.map(({ key, label }) => ({ key, label })), templates: await templatesOf(scope, id) };
	});

export const actions: Actions = {
	speichern: async ({ request, locals, params }) => {
		const values = textsOf(await request.formData(), ['id', 'name', 'body', 'state']);
		return submit(values, async () => {
			const { scope } = openAdministration(locals);
			await readReporter(scope, params.reporterId);
			await saveTemplate(scope, params.reporterId, values.id || null, values);
			return { done: 'saved' as const };
		});
	},
	loeschen: async ({ request, locals, params }) => {
		const values = textsOf(await request.formData(), ['id']);
		return submit({ ...values, name: '', body: '', state: '' }, async () => {
			await removeTemplate(openAdministration(locals).scope, params.reporterId, values.id);
			return { done: 'removed' as const };
		});
	}
};
