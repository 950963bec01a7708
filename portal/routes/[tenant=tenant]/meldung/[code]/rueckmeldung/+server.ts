import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer } from '$lib/server/page.ts';
import { readByCode } from '$lib/server/reports/author.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

/** The link of the mail that asks; the form is on the status page. */
export const GET: RequestHandler = ({ params, locals: { tenant } }) =>
	answer(async () => {
		await readByCode(forTenant(getServices().db.knex, tenant.id), params.code);
		redirect(303, `/${tenant.slug}/meldung/${params.code}#rueckmeldung`);
	});
