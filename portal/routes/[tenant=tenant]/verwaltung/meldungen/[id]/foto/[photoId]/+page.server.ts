import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { MAX_RECTANGLES } from '$lib/forms/redaction.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { DomainError } from '$gis/errors.ts';
import { answer, submit } from '$lib/server/page.ts';
import { redactPhoto } from '$lib/server/reports/redaction/redact.ts';
import { readWorkPage } from '$lib/server/reports/work-page/work-page.ts';
import { getServices } from '$lib/server/services.ts';
import { redactionTexts } from '$lib/texts/redaction.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals: { tenant, account } }) =>
	answer(async () => {
		demand(account, tenant.id, 'reports.work');
		const { db, now } = getServices();
		const report = await readWorkPage(forTenant(db.knex, tenant.id), params.id, now());
		const photo = report.photos.find(({ id }) => id === params.photoId);
		if (!photo) throw new DomainError('not_found');
		return { title: redactionTexts.title, photo, number: report.photos.indexOf(photo) + 1, ref: report.publicRef };
	});

/** One set of numbers per rectangle; those left empty are none. */
function rectanglesFrom(form: FormData) {
	const of = (name: string, index: number) => String(form.get(`${name}-${index}`) ?? '').trim();
	return Array.from({ length: MAX_RECTANGLES }, (_, index) => ({ left: of('links', index), top: of('oben', index), width: of('breite', index), height: of('hoehe', index) })).filter(
		(each) => Object.values(each).some((value) => value !== '')
	);
}

export const actions: Actions = {
	default: async ({ params, request, locals: { tenant, account } }) => {
		const form = await request.formData();
		const values = { rectangles: rectanglesFrom(form), rotation: String(form.get('drehung') ?? '0') };
		return submit(values, async () => {
			const person = demand(account, tenant.id, 'reports.work');
			const services = getServices();
			const scope = forTenant(services.db.knex, tenant.id);
			await redactPhoto(services, scope, params.id, params.photoId, values, { account: person.id }, services.now());
			redirect(303, `/${tenant.slug}/verwaltung/meldungen/${params.id}?getan=schwaerzen#fotos`);
		});
	}
};
