import { openPage, PRIVATE_HEADERS } from '$lib/server/invitations/open-page.ts';
import { answer } from '$lib/server/page.ts';
import { readShownPdf, startPage } from '$lib/server/procedures/documents/open-document.ts';
import { getServices } from '$lib/server/services.ts';
import { invitedTexts } from '$lib/texts/invitations.ts';
import type { PageServerLoad } from './$types';

/** A PDF of the step to which a body is invited, in the page. */
export const load: PageServerLoad = (event) =>
	answer(async () => {
		const services = getServices();
		event.setHeaders(PRIVATE_HEADERS);
		const { scope, invited, path } = await openPage(services, event);
		const { documentVersionId: versionId } = event.params;
		const base = `${path}/dokumente`;
		const audience = { kind: 'toeb', stepId: invited.step.id } as const;
		const { title, name, size } = await readShownPdf(scope, { procedureId: invited.procedure.id, versionId }, services.now(), base, audience);
		return { title, document: { title, name, size, href: `${base}/${versionId}` }, back: { href: path, title: invitedTexts.back }, start: startPage(event.url) };
	});
