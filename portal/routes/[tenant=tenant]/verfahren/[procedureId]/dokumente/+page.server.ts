import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer } from '$lib/server/page.ts';
import { documentsPage } from '$lib/server/procedures/documents/page.ts';
import { getServices } from '$lib/server/services.ts';
import { documentTexts } from '$lib/texts/documents.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals, url, getClientAddress }) =>
	answer(async () => {
		const page = await documentsPage(getServices(), forTenant(getServices().db.knex, locals.tenant.id), params.procedureId, {
			query: url.searchParams.get('suche') ?? '',
			client: getClientAddress()
		});
		return { title: `${documentTexts.title}: ${page.procedure.title}`, ...page };
	});
