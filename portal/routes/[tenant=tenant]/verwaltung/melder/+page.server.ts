import { redirect } from '@sveltejs/kit';
import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { listReporterLines } from '$lib/server/reports/administration/administration-queries.ts';
import { openAdministration } from '$lib/server/reports/administration/opened.ts';
import { createReporter } from '$lib/server/reports/administration/reporters.ts';
import { melderTexts } from '$lib/texts/reporter-admin.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
	answer(async () => {
		const { scope } = openAdministration(locals);
		return { title: melderTexts.title, reporters: await listReporterLines(scope), removed: url.searchParams.has('geloescht') };
	});

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await request.formData();
		const values = textsOf(form, ['name']);
		return submit(values, async () => {
			const { scope, base } = openAdministration(locals);
			redirect(303, `${base}/${await createReporter(scope, values.name, form.has('starter'))}?neu`);
		});
	}
};
