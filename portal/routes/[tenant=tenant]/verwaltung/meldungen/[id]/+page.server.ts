import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { basemapOf } from '$lib/map/basemap.ts';
import { can, demand } from '$lib/server/accounts/permissions.ts';
import { answer, submit } from '$lib/server/page.ts';
import { WORK_ACTIONS, type WorkAction } from '$lib/server/reports/work-page/actions.ts';
import { listWorkers } from '$lib/server/reports/work-page/workers-queries.ts';
import { readWorkPage } from '$lib/server/reports/work-page/work-page.ts';
import { getServices } from '$lib/server/services.ts';
import { reportWorkTexts } from '$lib/texts/report-work.ts';
import type { Action, Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, url, locals: { tenant, account } }) =>
	answer(async () => {
		demand(account, tenant.id, 'reports.work');
		const { db, config, now } = getServices();
		const scope = forTenant(db.knex, tenant.id);
		const report = await readWorkPage(scope, params.id, now());
		return {
			title: reportWorkTexts.title(report.publicRef),
			report,
			workers: await listWorkers(scope),
			basemap: basemapOf(config.basemap),
			done: url.searchParams.get('getan'),
			mayErase: can(account, tenant.id, 'reports.manage')
		};
	});

const run =
	(name: WorkAction): Action =>
	async ({ params, request, locals: { tenant, account } }) => {
		const form = await request.formData();
		const field = (key: string) => (typeof form.get(key) === 'string' ? String(form.get(key)) : '');
		const values: Record<string, string> = { action: name };
		for (const [key, value] of form) if (typeof value === 'string') values[key] = value;
		return submit(values, async () => {
			const person = demand(account, tenant.id, 'reports.work');
			const services = getServices();
			const scope = forTenant(services.db.knex, tenant.id);
			const fields = (key: string) => form.getAll(key).filter((value): value is string => typeof value === 'string');
			const asked = { services, scope, reportId: params.id, account: person, by: { account: person.id }, now: services.now(), seen: field('stand-von') || undefined, field, fields };
			await WORK_ACTIONS[name](asked);
			redirect(303, `/${tenant.slug}/verwaltung/meldungen/${params.id}?getan=${name}`);
		});
	};

export const actions: Actions = Object.fromEntries((Object.keys(WORK_ACTIONS) as WorkAction[]).map((name) => [name, run(name)]));
