import { redirect } from '@sveltejs/kit';
import { basemapOf } from '$lib/map/basemap.ts';
import { FIELD } from '$lib/forms/statement-steps.ts';
import { checkForm } from '$lib/server/check-form.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { answerForm, composedText, receiveAs } from '$lib/server/invitations/invited.ts';
import { openPage, PRIVATE_HEADERS } from '$lib/server/invitations/open-page.ts';
import { invitedParticipation } from '$lib/server/invitations/views.ts';
import { answer, submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { emptyForm, readStatementForm } from '$lib/server/statements/form/read-form.ts';
import { submitStatementForm } from '$lib/server/statements/form/submit-form.ts';
import { uploadsOf } from '$lib/server/uploads/multipart.ts';
import { invitedTexts } from '$lib/texts/invitations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	answer(async () => {
		const services = getServices();
		event.setHeaders(PRIVATE_HEADERS);
		const { invited, path } = await openPage(services, event);
		return {
			title: invitedTexts.formTitle,
			participation: invitedParticipation(invited, event.locals.tenant, path),
			body: invited.body,
			basemap: basemapOf(services.config.basemap),
			start: { ...emptyForm(), email: invited.row.email }
		};
	});

export const actions: Actions = {
	default: async (event) => {
		const services = getServices();
		const form = await event.request.formData();
		const posted = readStatementForm(form);
		const more = textsOf(form, ['plans', 'monitoring']);
		return submit({ ...posted.state, more }, async () => {
			const { scope, invited } = await openPage(services, event);
			const fields = checkForm(answerForm, more);
			const sender = {
				address: clientAddress(event),
				uploads: () => uploadsOf(form, FIELD.files),
				contact: event.locals.tenant.contact,
				invited: {
					participation: invited.participation,
					open: invited.open,
					receiveAs: () => receiveAs(invited),
					compose: (text: string, name: string) => ({ text: composedText(text, fields), name: [invited.body, name].filter(Boolean).join(', ') })
				}
			};
			const { sent, state } = await submitStatementForm(services, scope, invited.participation.id, posted, sender);
			if (sent) redirect(303, `/${event.locals.tenant.slug}/eingang/${sent.code}?neu=1`);
			return { state: { ...state, more } };
		});
	}
};
