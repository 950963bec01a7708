import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer } from '$lib/server/page.ts';
import { readPublicPdf } from '$lib/server/plans/documents.ts';
import { startPage } from '$lib/server/procedures/documents/open-document.ts';
import { getServices } from '$lib/server/services.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals, url }) =>
	answer(async () => {
		const { title, name, planName, size } = await readPublicPdf(forTenant(getServices().db.knex, locals.tenant.id), params);
		const plan = `/${locals.tenant.slug}/plaene/${params.planId}`;
		return { title, document: { title, name, size, href: `${plan}/dokumente/${params.documentId}` }, plan: { name: planName, href: plan }, start: startPage(url) };
	});
