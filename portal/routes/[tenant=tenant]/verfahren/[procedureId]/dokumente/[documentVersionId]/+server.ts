import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer } from '$lib/server/page.ts';
import { openShown } from '$lib/server/procedures/documents/open-document.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

/** A document of a published step: without cookie, login or JavaScript (§ 3 (2) S. 1 BauGB). */
export const GET: RequestHandler = ({ params, request, url, locals }) =>
	answer(() => {
		const { db, files, now } = getServices();
		const asked = { headers: request.headers, save: url.searchParams.has('herunterladen') };
		return openShown(forTenant(db.knex, locals.tenant.id), files, { procedureId: params.procedureId, versionId: params.documentVersionId }, now(), asked);
	});
