import { forTenant } from '$gis/db/tenant-scope.ts';
import { basemapOf } from '$lib/map/basemap.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { answer, submit } from '$lib/server/page.ts';
import { clearShortlist, moveInShortlist, orderShortlist, planRoute, readShortlist, removeFromShortlist } from '$lib/server/reports/shortlist.ts';
import { readStaffChoices } from '$lib/server/reports/staff-list.ts';
import { getServices } from '$lib/server/services.ts';
import { shortlistTexts } from '$lib/texts/report-field.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const opened = ({ locals: { tenant, account } }: Pick<RequestEvent, 'locals'>) => {
	const { id } = demand(account, tenant.id, 'reports.work');
	const services = getServices();
	return { services, scope: forTenant(services.db.knex, tenant.id), me: id };
};

export const load: PageServerLoad = (event) =>
	answer(async () => {
		const { services, scope, me } = opened(event);
		return {
			title: shortlistTexts.title,
			basemap: basemapOf(services.config.basemap),
			shortlist: await readShortlist(services, scope, me),
			states: (await readStaffChoices(scope)).states
		};
	});

const act = (work: (context: ReturnType<typeof opened>, form: FormData) => Promise<unknown>) => async (event: RequestEvent) => {
	const form = await event.request.formData();
	return submit({}, async () => void (await work(opened(event), form)));
};
const text = (form: FormData, name: string) => String(form.get(name) ?? '');

export const actions: Actions = {
	bewegen: act(({ scope, me }, form) => moveInShortlist(scope, me, text(form, 'meldung'), text(form, 'richtung') === 'hoch' ? -1 : 1)),
	ordnen: act(({ scope, me }, form) => orderShortlist(scope, me, text(form, 'folge').split(','))),
	entfernen: act(({ scope, me }, form) => removeFromShortlist(scope, me, [text(form, 'meldung')])),
	leeren: act(({ scope, me }) => clearShortlist(scope, me)),
	weg: act(({ services, scope, me }, form) => {
		const [lon, lat] = [Number(text(form, 'lon')), Number(text(form, 'lat'))];
		const known = text(form, 'lon') !== '' && Math.abs(lon) <= 180 && Math.abs(lat) <= 85;
		return planRoute(services, scope, me, known ? [lon, lat] : null);
	})
};
