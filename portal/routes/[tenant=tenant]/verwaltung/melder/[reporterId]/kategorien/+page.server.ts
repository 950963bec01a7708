import { answer } from '$lib/server/page.ts';
import { openAdministration } from '$lib/server/reports/administration/opened.ts';
import { selectCategories } from '$lib/server/reports/reporter-queries.ts';
import { readReporter } from '$lib/server/reports/reporters.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
	answer(async () => {
		const { scope } = openAdministration(locals);
		const { id, name } = await readReporter(scope, params.reporterId);
		const categories = (await selectCategories(scope, id)).map(({ id, name, group_name, icon, active, code }) => ({ id, name, group: group_name, icon, active, code }));
		return { title: name, reporter: { id, name }, categories, removed: url.searchParams.has('geloescht') };
	});
