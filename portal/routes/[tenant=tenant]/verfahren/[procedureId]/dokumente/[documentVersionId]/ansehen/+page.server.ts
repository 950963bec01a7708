import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer } from '$lib/server/page.ts';
import { readShownPdf, startPage } from '$lib/server/procedures/documents/open-document.ts';
import { getServices } from '$lib/server/services.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals, url }) =>
	answer(async () => {
		const { db, now } = getServices();
		const ids = { procedureId: params.procedureId, versionId: params.documentVersionId };
		const base = `/${locals.tenant.slug}/verfahren/${params.procedureId}/dokumente`;
		const { title, name, procedureTitle, size } = await readShownPdf(forTenant(db.knex, locals.tenant.id), ids, now(), base);
		return { title, document: { title, name, size, href: `${base}/${params.documentVersionId}` }, back: { href: base, title: procedureTitle }, start: startPage(url) };
	});
