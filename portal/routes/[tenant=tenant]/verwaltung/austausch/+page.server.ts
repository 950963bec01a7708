import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { sendAgain } from '$lib/server/exchange/deliver.ts';
import { addPartner, changePartner, readPartner, renewToken, switchPartner } from '$lib/server/exchange/partners.ts';
import { exchangeView } from '$lib/server/exchange/views.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { exchangeTexts } from '$lib/texts/exchange.ts';
import type { Actions, PageServerLoad } from './$types';

function openScope(locals: App.Locals) {
	demand(locals.account, locals.tenant.id, 'settings.change');
	return forTenant(getServices().db.knex, locals.tenant.id);
}

export const load: PageServerLoad = ({ locals, url }) =>
	answer(async () => {
		const { config } = getServices();
		const view = await exchangeView(openScope(locals), locals.tenant.slug, url.searchParams);
		return { title: exchangeTexts.title, ...view, endpoint: `${config.publicUrl}/api/xbeteiligung`, folders: config.xbeteiligung.folder !== null };
	});

const FIELDS = ['partnerId', 'name', 'url', 'folder', 'version', 'secret'] as const;
function partnerValues(form: FormData) {
	const { partnerId, ...values } = textsOf(form, FIELDS);
	return { partnerId, values: { ...values, receives: form.getAll('receives').map(String) } };
}

export const actions: Actions = {
	add: async ({ locals, request }) => {
		const { values } = partnerValues(await request.formData());
		return submit({ ...values, secret: '' }, async () => {
			const services = getServices();
			const { token } = await addPartner(services, openScope(locals), values, services.now());
			return { done: 'added' as const, token, name: values.name };
		});
	},
	change: async ({ locals, request }) => {
		const { partnerId, values } = partnerValues(await request.formData());
		return submit({ ...values, secret: '', partnerId }, async () => {
			await changePartner(getServices(), openScope(locals), partnerId, values);
			return { done: 'changed' as const };
		});
	},
	token: async ({ locals, request }) => {
		const { partnerId } = textsOf(await request.formData(), ['partnerId']);
		return submit({ partnerId }, async () => {
			const scope = openScope(locals);
			const { name } = await readPartner(scope, partnerId);
			return { done: 'token' as const, token: await renewToken(scope, partnerId), name };
		});
	},
	switch: async ({ locals, request }) => {
		const { partnerId, on } = textsOf(await request.formData(), ['partnerId', 'on']);
		return submit({ partnerId }, async () => {
			await switchPartner(openScope(locals), partnerId, on === '1', getServices().now());
			return { done: on === '1' ? ('on' as const) : ('off' as const) };
		});
	},
	again: async ({ locals, request }) => {
		const { messageId } = textsOf(await request.formData(), ['messageId']);
		return submit({ messageId }, async () => {
			await sendAgain(getServices(), openScope(locals), messageId);
			return { done: 'again' as const };
		});
	}
};
