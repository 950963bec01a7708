import { randomUUID } from 'node:crypto';
import { redirect } from '@sveltejs/kit';
import { textsOf } from '$lib/server/form-values.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { receiveAs, requestExtension } from '$lib/server/invitations/invited.ts';
import { openPage, PRIVATE_HEADERS } from '$lib/server/invitations/open-page.ts';
import { invitedView } from '$lib/server/invitations/views.ts';
import { answer, submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { receiveStatement } from '$lib/server/statements/service.ts';
import { passSpamGate } from '$lib/server/statements/spam-gate.ts';
import { contactLine } from '$lib/texts/participations.ts';
import { invitedTexts } from '$lib/texts/invitations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	answer(async () => {
		const services = getServices();
		event.setHeaders(PRIVATE_HEADERS);
		const { scope, invited, path } = await openPage(services, event);
		const view = await invitedView(scope, event.locals.tenant, invited, path, services.now());
		return { title: invitedTexts.title, ...view, path, key: randomUUID() };
	});

export const actions: Actions = {
	quick: async (event) => {
		const values = textsOf(await event.request.formData(), ['person', 'email', 'vorgang']);
		return submit(values, async () => {
			const services = getServices();
			const { scope, invited } = await openPage(services, event);
			const sender = { address: clientAddress(event), proof: '', honeypot: '' };
			const contact = contactLine({ ...event.locals.tenant.contact, ...invited.participation.contact });
			const { code } = await receiveStatement(
				services,
				scope,
				invited.participation.id,
				{ key: values.vorgang, text: invitedTexts.quickStatement, name: [invited.body, values.person.trim()].filter(Boolean).join(', '), email: values.email.trim() },
				{ origin: 'web', now: services.now(), invitation: receiveAs(invited), admit: () => passSpamGate(services, sender, contact) }
			);
			redirect(303, `/${event.locals.tenant.slug}/eingang/${code}?neu=1`);
		});
	},
	request: async (event) => {
		const values = textsOf(await event.request.formData(), ['until', 'reason']);
		return submit(values, async () => {
			const services = getServices();
			const { scope, invited } = await openPage(services, event);
			await requestExtension(scope, invited, values, services.now());
			return { done: 'requested' as const };
		});
	}
};
