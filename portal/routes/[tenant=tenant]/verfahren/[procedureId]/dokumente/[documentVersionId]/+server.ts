import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer } from '$lib/server/page.ts';
import { openShown } from '$lib/server/procedures/documents/open-document.ts';
import { orPage } from '$lib/server/procedures/documents/replaced.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

/** A document of a published step: without cookie, login or JavaScript (§ 3 (2) S. 1 BauGB). */
export const GET: RequestHandler = (event) =>
	answer(() => {
		const { params, request, url, locals } = event;
		const { db, files, now } = getServices();
		const asked = { headers: request.headers, save: url.searchParams.has('herunterladen') };
		const ids = { procedureId: params.procedureId, versionId: params.documentVersionId };
		const base = `/${locals.tenant.slug}/verfahren/${params.procedureId}/dokumente`;
		return orPage(event, () => openShown(forTenant(db.knex, locals.tenant.id), files, ids, now(), asked, base));
	});
