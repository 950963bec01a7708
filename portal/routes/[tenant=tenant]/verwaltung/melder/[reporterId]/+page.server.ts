import { redirect } from '@sveltejs/kit';
import { DAYS } from '$lib/forms/reporter-admin.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { listReporterLines } from '$lib/server/reports/administration/administration-queries.ts';
import { calendarOf } from '$lib/server/procedures/procedures-queries.ts';
import { isLand, inLand } from '$lib/server/law/laender.ts';
import { openAdministration } from '$lib/server/reports/administration/opened.ts';
import { removeReporter, saveReporter } from '$lib/server/reports/administration/reporters.ts';
import { readReporter } from '$lib/server/reports/reporters.ts';
import type { Actions, PageServerLoad } from './$types';

const FIELDS = [
	'name', 'slug', 'icon', 'intro', 'position', 'acceptance', 'deleteUnconfirmedAfterDays', 'releaseAfterDays', 'emergencyNote', 'anonymiseAfterDays', 'reopenWithinDays',
	'feedbackAfterDays', 'messageOutside', 'mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'
] as const;

export const load: PageServerLoad = ({ locals, params, url }) =>
	answer(async () => {
		const { scope } = openAdministration(locals);
		const { id, name, slug, icon, intro, active, settings } = await readReporter(scope, params.reporterId);
		const position = (await listReporterLines(scope)).find((line) => line.id === id)!.position;
		const { land } = await calendarOf(scope);
		return { title: name, inLand: isLand(land) ? inLand(land) : '', reporter: { id, name, slug, icon, intro, active, settings, position }, saved: url.searchParams.has('gespeichert') };
	});

export const actions: Actions = {
	speichern: async ({ request, locals, params }) => {
		const form = await request.formData();
		const values = textsOf(form, FIELDS);
		return submit({ ...values, active: form.has('active') ? 'ja' : '', publicDashboard: form.has('publicDashboard') ? 'ja' : '', targetInWorkingDays: form.has('targetInWorkingDays') ? 'ja' : '' }, async () => {
			const { scope, base } = openAdministration(locals);
			const hours = Object.fromEntries(DAYS.map((day) => [day, values[day]]));
			const flags = { active: form.has('active'), publicDashboard: form.has('publicDashboard'), targetInWorkingDays: form.has('targetInWorkingDays') };
			await saveReporter(scope, params.reporterId, { ...values, hours, ...flags });
			redirect(303, `${base}/${params.reporterId}?gespeichert`);
		});
	},
	loeschen: async ({ locals, params }) =>
		submit({} as Record<string, string>, async () => {
			const { scope, base } = openAdministration(locals);
			await removeReporter(scope, params.reporterId);
			redirect(303, `${base}?geloescht`);
		})
};
