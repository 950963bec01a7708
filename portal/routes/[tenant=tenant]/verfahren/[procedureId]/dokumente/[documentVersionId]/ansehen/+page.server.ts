import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer } from '$lib/server/page.ts';
import { readShownPdf } from '$lib/server/procedures/documents/open-document.ts';
import { getServices } from '$lib/server/services.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals, url }) =>
	answer(async () => {
		const { db, now } = getServices();
		const ids = { procedureId: params.procedureId, versionId: params.documentVersionId };
		const { title, name, procedureTitle, size } = await readShownPdf(forTenant(db.knex, locals.tenant.id), ids, now());
		const documents = `/${locals.tenant.slug}/verfahren/${params.procedureId}/dokumente`;
		return {
			title,
			document: { title, name, size, href: `${documents}/${params.documentVersionId}` },
			procedure: { title: procedureTitle, href: documents },
			start: Number(/^\d{1,5}$/.exec(url.searchParams.get('seite') ?? '')?.[0] ?? 1)
		};
	});
