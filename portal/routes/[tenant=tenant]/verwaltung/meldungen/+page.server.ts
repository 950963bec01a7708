import { forTenant } from '$gis/db/tenant-scope.ts';
import { basemapOf } from '$lib/map/basemap.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { answer, submit } from '$lib/server/page.ts';
import { addToShortlist, removeFromShortlist } from '$lib/server/reports/shortlist.ts';
import { bulkFromForm, readStaffPage } from '$lib/server/reports/staff-page.ts';
import { changeState } from '$lib/server/reports/states/change-state.ts';
import { forgetView, saveView } from '$lib/server/reports/views.ts';
import { getServices } from '$lib/server/services.ts';
import { reportListTexts } from '$lib/texts/report-list.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const opened = (event: RequestEvent | Parameters<PageServerLoad>[0]) => {
	const account = demand(event.locals.account, event.locals.tenant.id, 'reports.work');
	const services = getServices();
	return {
		services,
		scope: forTenant(services.db.knex, event.locals.tenant.id),
		request: { tenantId: event.locals.tenant.id, account, client: clientAddress(event) }
	};
};

export const load: PageServerLoad = (event) =>
	answer(async () => {
		const { services, request } = opened(event);
		return {
			title: reportListTexts.title,
			basemap: basemapOf(services.config.basemap),
			page: await readStaffPage(services, request, event.url.searchParams)
		};
	});

export const actions: Actions = {
	sammel: async (event) => {
		const form = await event.request.formData();
		return submit({ meldung: form.getAll('meldung').map(String) }, async () => {
			const { services, request } = opened(event);
			return { bulk: await bulkFromForm(services, request, event.url.searchParams, form) };
		});
	},
	stand: async (event) => {
		const form = await event.request.formData();
		const text = (name: string) => String(form.get(name) ?? '');
		const values = { meldung: text('meldung'), stand: text('stand'), antwort: text('antwort'), notiz: text('notiz') };
		return submit(values, async () => {
			const { services, scope, request } = opened(event);
			const change = { state: values.stand, answer: values.antwort, note: values.notiz, seen: text('gesehen') || undefined };
			await changeState(services, scope, values.meldung, change, { account: request.account.id }, services.now());
			return { moved: { ref: text('nummer'), state: values.stand } };
		});
	},
	merken: async (event) => {
		const id = String((await event.request.formData()).get('merken') ?? '');
		return submit({}, async () => {
			const { scope, request } = opened(event);
			if (!(await addToShortlist(scope, request.account.id, id))) await removeFromShortlist(scope, request.account.id, [id]);
		});
	},
	ansicht: async (event) => {
		const name = String((await event.request.formData()).get('name') ?? '');
		return submit({ name }, async () => {
			const { scope, request } = opened(event);
			await saveView(scope, request.account.id, name, event.url.searchParams);
		});
	},
	vergessen: async (event) => {
		const id = String((await event.request.formData()).get('ansicht') ?? '');
		return submit({}, async () => {
			const { scope, request } = opened(event);
			await forgetView(scope, request.account.id, id);
		});
	}
};
