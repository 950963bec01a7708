import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { answer, submit } from '$lib/server/page.ts';
import { eraseAuthor } from '$lib/server/reports/editing/erase.ts';
import { readWorkPage } from '$lib/server/reports/work-page/work-page.ts';
import { getServices } from '$lib/server/services.ts';
import { reportWorkTexts } from '$lib/texts/report-work.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals: { tenant, account } }) =>
	answer(async () => {
		demand(account, tenant.id, 'reports.manage');
		const { db, now } = getServices();
		const { publicRef, author, photos } = await readWorkPage(forTenant(db.knex, tenant.id), params.id, now());
		return { title: reportWorkTexts.eraseTitle, publicRef, author, photos: photos.length };
	});

export const actions: Actions = {
	default: async ({ params, request, locals: { tenant, account } }) => {
		const form = await request.formData();
		return submit({}, async () => {
			const person = demand(account, tenant.id, 'reports.manage');
			const services = getServices();
			await eraseAuthor(services, forTenant(services.db.knex, tenant.id), params.id, form.has('inhalt'), { account: person.id }, services.now());
			redirect(303, `/${tenant.slug}/verwaltung/meldungen/${params.id}?getan=loeschen`);
		});
	}
};
