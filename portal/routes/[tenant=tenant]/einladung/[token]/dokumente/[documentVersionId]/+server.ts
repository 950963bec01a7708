import { openPage, PRIVATE_HEADERS } from '$lib/server/invitations/open-page.ts';
import { answer } from '$lib/server/page.ts';
import { openShown } from '$lib/server/procedures/documents/open-document.ts';
import { orPage } from '$lib/server/procedures/documents/replaced.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

/** A document of the step to which a body is invited, also those that the public does not see. */
export const GET: RequestHandler = (event) =>
	answer(async () => {
		const services = getServices();
		const { scope, invited, path } = await openPage(services, event);
		const ids = { procedureId: invited.procedure.id, versionId: event.params.documentVersionId };
		const asked = { headers: event.request.headers, save: event.url.searchParams.has('herunterladen') };
		const audience = { kind: 'toeb', stepId: invited.step.id } as const;
		const response = await orPage(event, () => openShown(scope, services.files, ids, services.now(), asked, `${path}/dokumente`, audience));
		for (const name of ['Referrer-Policy', 'X-Robots-Tag'] as const) response.headers.set(name, PRIVATE_HEADERS[name]);
		return response;
	});
