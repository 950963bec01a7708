import { forTenant } from '$gis/db/tenant-scope.ts';
import { basemapOf } from '$lib/map/basemap.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { answer, submit } from '$lib/server/page.ts';
import { readField, readFieldForm, takeFieldChange } from '$lib/server/reports/field.ts';
import { getServices } from '$lib/server/services.ts';
import { uploadsOf } from '$lib/server/uploads/multipart.ts';
import { fieldTexts } from '$lib/texts/report-field.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { tenant, account } }) =>
	answer(async () => {
		const { id } = demand(account, tenant.id, 'reports.work');
		const services = getServices();
		const field = await readField(services, forTenant(services.db.knex, tenant.id), id);
		const base = `/${tenant.slug}/verwaltung/meldungen/aussendienst`;
		return {
			title: fieldTexts.title,
			basemap: basemapOf(services.config.basemap),
			field,
			// Kept on the device beside the page.
			offline: field.items.flatMap((item) => (item.photoId ? [`${base}/bild/${item.id}/${item.photoId}`] : []))
		};
	});

export const actions: Actions = {
	/** Without script. */
	default: async ({ request, locals: { tenant, account } }) => {
		const form = await request.formData();
		const change = readFieldForm(form);
		return submit({ meldung: change.reportId }, async () => {
			const person = demand(account, tenant.id, 'reports.work');
			const services = getServices();
			return { saved: await takeFieldChange(services, forTenant(services.db.knex, tenant.id), person, change, uploadsOf(form, 'fotos')) };
		});
	}
};
