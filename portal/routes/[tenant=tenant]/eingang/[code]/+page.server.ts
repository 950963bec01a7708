import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { answer, submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { confirmEmail, resendReceipt } from '$lib/server/statements/after-receipt.ts';
import { readStatus } from '$lib/server/statements/status-view.ts';
import { statusTexts } from '$lib/texts/statements.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, url, setHeaders, locals: { tenant } }) =>
	answer(async () => {
		const { db, now } = getServices();
		// The address is a secret: it must not travel on to caches or search engines. Other sites never get it (security-headers.ts); with
		// `no-referrer` the browser would not say either that the form on this page is ours.
		setHeaders({ 'Cache-Control': 'private, no-store', 'X-Robots-Tag': 'noindex' });
		const status = await readStatus(forTenant(db.knex, tenant.id), tenant.slug, params.code, now());
		return {
			title: statusTexts.title(status.number),
			status,
			fresh: url.searchParams.has('neu'),
			resent: url.searchParams.has('gesendet'),
			confirmed: url.searchParams.has('bestaetigt'),
			token: url.searchParams.get('bestaetigung')
		};
	});

export const actions: Actions = {
	/** A press of a button, because programs that check links in mails must not confirm anything. */
	bestaetigen: async ({ params, request, locals: { tenant } }) => {
		const token = String((await request.formData()).get('token') ?? '');
		const { db, now } = getServices();
		return submit({ token }, async () => {
			await confirmEmail(forTenant(db.knex, tenant.id), params.code, token, now());
			redirect(303, `/${tenant.slug}/eingang/${params.code}?bestaetigt=1`);
		});
	},
	senden: (event) => {
		const { params, locals } = event;
		const services = getServices();
		return submit({}, async () => {
			await resendReceipt(services, forTenant(services.db.knex, locals.tenant.id), params.code, clientAddress(event));
			redirect(303, `/${locals.tenant.slug}/eingang/${params.code}?gesendet=1`);
		});
	}
};
