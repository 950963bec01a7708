import { readFile } from 'node:fs/promises';
import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { DomainError } from '$gis/errors.ts';
import { basemapOf } from '$lib/map/basemap.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { answer, submit } from '$lib/server/page.ts';
import { addAuthorPhoto, confirmAuthor, readByCode, resendAuthorMail, withdrawReport } from '$lib/server/reports/author.ts';
import { readAuthorReport } from '$lib/server/reports/author-view.ts';
import { takeFeedback } from '$lib/server/reports/feedback/feedback.ts';
import { getServices } from '$lib/server/services.ts';
import { uploadsOf } from '$lib/server/uploads/multipart.ts';
import { statusPageTexts } from '$lib/texts/report-public.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, url, setHeaders, locals: { tenant } }) =>
	answer(async () => {
		const { db, config, now } = getServices();
		// The address is a secret: it must not travel on to caches or search engines.
		setHeaders({ 'Cache-Control': 'private, no-store', 'X-Robots-Tag': 'noindex' });
		const report = await readAuthorReport(forTenant(db.knex, tenant.id), tenant.slug, params.code, now());
		const token = url.searchParams.get('bestaetigung');
		const said = ['neu', 'bestaetigt', 'gesendet', 'foto', 'zurueckgezogen', 'danke'].find((name) => url.searchParams.has(name)) ?? null;
		return { title: statusPageTexts.title(report.publicRef), report, token, said, basemap: basemapOf(config.basemap) };
	});

export const actions: Actions = {
	/** A press of a button, because programs that check links in mails must not confirm anything. */
	bestaetigen: async ({ params, request, locals: { tenant } }) => {
		const token = String((await request.formData()).get('token') ?? '');
		const { db, now } = getServices();
		return submit({ token }, async () => {
			await confirmAuthor(forTenant(db.knex, tenant.id), params.code, token, now());
			redirect(303, `/${tenant.slug}/meldung/${params.code}?bestaetigt=1`);
		});
	},
	senden: (event) => {
		const { params, locals } = event;
		const services = getServices();
		return submit({}, async () => {
			await resendAuthorMail(services, forTenant(services.db.knex, locals.tenant.id), params.code, clientAddress(event));
			redirect(303, `/${locals.tenant.slug}/meldung/${params.code}?gesendet=1`);
		});
	},
	foto: async (event) => {
		const { params, request, locals } = event;
		const services = getServices();
		const form = await request.formData();
		return submit({}, async () => {
			const [upload] = uploadsOf(form, 'foto');
			if (!upload) throw new DomainError('upload_missing');
			await addAuthorPhoto(services, forTenant(services.db.knex, locals.tenant.id), params.code, await readFile(upload.path), clientAddress(event));
			redirect(303, `/${locals.tenant.slug}/meldung/${params.code}?foto=1`);
		});
	},
	zurueckziehen: ({ params, locals: { tenant } }) => {
		const { db, now } = getServices();
		return submit({}, async () => {
			await withdrawReport(forTenant(db.knex, tenant.id), params.code, now());
			redirect(303, `/${tenant.slug}/meldung/${params.code}?zurueckgezogen=1`);
		});
	},
	rueckmeldung: async ({ params, request, locals: { tenant } }) => {
		const services = getServices();
		const form = await request.formData();
		const values = { helped: String(form.get('geholfen') ?? ''), text: String(form.get('text') ?? ''), reopen: form.has('oeffnen') };
		return submit(values, async () => {
			const scope = forTenant(services.db.knex, tenant.id);
			await takeFeedback(services, scope, (await readByCode(scope, params.code)).id, values, services.now());
			redirect(303, `/${tenant.slug}/meldung/${params.code}?danke=1`);
		});
	}
};
