import { textsOf } from '$lib/server/form-values.ts';
import { basemapOf } from '$lib/map/basemap.ts';
import { answer, submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { removeRoute, saveRoute } from '$lib/server/trails/edit.ts';
import { readNetwork } from '$lib/server/trails/network.ts';
import { trailStaff } from '$lib/server/trails/staff.ts';
import { trailStaffTexts } from '$lib/texts/trail-staff.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	answer(async () => {
		const services = getServices();
		const network = await readNetwork(trailStaff(services, locals), services.now());
		return { title: trailStaffTexts.title, network, basemap: basemapOf(services.config.basemap) };
	});

const FIELDS = ['routeId', 'ref', 'name', 'colour', 'symbol'] as const;

export const actions: Actions = {
	save: async ({ locals, request }) => {
		const values = textsOf(await request.formData(), FIELDS);
		return submit(values, async () => {
			await saveRoute(trailStaff(getServices(), locals), values.routeId || null, values);
			return { done: 'saved' as const };
		});
	},
	remove: async ({ locals, request }) => {
		const values = textsOf(await request.formData(), ['routeId']);
		return submit(values, async () => {
			await removeRoute(trailStaff(getServices(), locals), values.routeId);
			return { done: 'removed' as const };
		});
	}
};
