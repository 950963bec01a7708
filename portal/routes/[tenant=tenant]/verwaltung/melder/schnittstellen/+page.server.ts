import { textsOf } from '$lib/server/form-values.ts';
import { addEndpoint, changeEndpoint, runNow, switchEndpoint } from '$lib/server/open311/client/endpoints.ts';
import { addKey, revokeKey } from '$lib/server/open311/keys.ts';
import { changeSettings, interfacesView, sendAgain } from '$lib/server/open311/staff-view.ts';
import { answer, submit } from '$lib/server/page.ts';
import { openAdministration } from '$lib/server/reports/administration/opened.ts';
import { open311Admin } from '$lib/texts/open311-admin.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	answer(async () => {
		const { services, scope } = openAdministration(locals);
		return { title: open311Admin.title, ...(await interfacesView(services, scope, locals.tenant.slug)) };
	});

const ENDPOINT = [
	'endpointId', 'name', 'direction', 'url', 'jurisdictionId', 'format', 'apiKey', 'minutes', 'reporterId', 'categories', 'otherwise', 'services', 'code', 'states'
] as const;
function endpointValues(form: FormData) {
	const { endpointId, apiKey, ...shown } = textsOf(form, ENDPOINT);
	const values = { ...shown, categoryIds: form.getAll('categoryIds').map(String), bodyIds: form.getAll('bodyIds').map(String) };
	return { endpointId, shown: { ...values, part: endpointId || shown.direction }, values: { ...values, apiKey } };
}

export const actions: Actions = {
	key: async ({ locals, request }) => {
		const form = await request.formData();
		const values = { ...textsOf(form, ['name', 'hourlyLimit']), scopes: form.getAll('scopes').map(String) };
		return submit({ ...values, part: 'key' }, async () => {
			const { services, scope, accountId } = openAdministration(locals);
			return { done: 'key' as const, ...(await addKey(scope, values, accountId, services.now())) };
		});
	},
	revoke: async ({ locals, request }) => {
		const { keyId } = textsOf(await request.formData(), ['keyId']);
		return submit({ part: 'keys' }, async () => {
			const { services, scope } = openAdministration(locals);
			await revokeKey(scope, keyId, services.now());
			return { done: 'revoked' as const };
		});
	},
	settings: async ({ locals, request }) => {
		const values = textsOf(await request.formData(), ['jurisdictionId', 'mediaUrls']);
		return submit({ ...values, part: 'settings' }, async () => {
			await changeSettings(openAdministration(locals).scope, values);
			return { done: 'settings' as const };
		});
	},
	add: async ({ locals, request }) => {
		const { shown, values } = endpointValues(await request.formData());
		return submit(shown, async () => {
			const { services, scope } = openAdministration(locals);
			await addEndpoint(services, scope, values);
			return { done: 'added' as const };
		});
	},
	change: async ({ locals, request }) => {
		const { endpointId, shown, values } = endpointValues(await request.formData());
		return submit(shown, async () => {
			const { services, scope } = openAdministration(locals);
			await changeEndpoint(services, scope, endpointId, values);
			return { done: 'changed' as const };
		});
	},
	switch: async ({ locals, request }) => {
		const { endpointId, on } = textsOf(await request.formData(), ['endpointId', 'on']);
		return submit({ part: endpointId }, async () => {
			const { services, scope } = openAdministration(locals);
			await switchEndpoint(services, scope, endpointId, on === '1');
			return { done: on === '1' ? ('on' as const) : ('off' as const) };
		});
	},
	now: async ({ locals, request }) => {
		const { endpointId } = textsOf(await request.formData(), ['endpointId']);
		return submit({ part: endpointId }, async () => {
			const { services, scope } = openAdministration(locals);
			await runNow(services, scope, endpointId);
			return { done: 'now' as const };
		});
	},
	again: async ({ locals, request }) => {
		const { linkId } = textsOf(await request.formData(), ['linkId']);
		return submit({ part: 'troubles' }, async () => {
			const { services, scope } = openAdministration(locals);
			await sendAgain(services, scope, linkId);
			return { done: 'again' as const };
		});
	}
};
