import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { dayOf } from '$lib/server/participations/local-days.ts';
import { getServices } from '$lib/server/services.ts';
import { closeSection, liftClosure } from '$lib/server/trails/edit.ts';
import { listClosures, listSections } from '$lib/server/trails/network.ts';
import { trailStaff } from '$lib/server/trails/staff.ts';
import { trailStaffTexts } from '$lib/texts/trail-staff.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	answer(async () => {
		const services = getServices();
		const scope = trailStaff(services, locals);
		const now = services.now();
		const sections = (await listSections(scope, now)).map(({ id, name }) => ({ id, name }));
		return { title: trailStaffTexts.closures, sections, closures: await listClosures(scope, now), today: dayOf(now) };
	});

export const actions: Actions = {
	close: async ({ locals, request }) => {
		const values = textsOf(await request.formData(), ['sectionId', 'from', 'until', 'reason', 'diversion']);
		return submit(values, async () => {
			const services = getServices();
			await closeSection(trailStaff(services, locals), values, services.now());
			return { done: 'saved' as const };
		});
	},
	lift: async ({ locals, request }) => {
		const values = textsOf(await request.formData(), ['closureId']);
		return submit(values, async () => {
			const services = getServices();
			await liftClosure(trailStaff(services, locals), values.closureId, services.now());
			return { done: 'lifted' as const };
		});
	}
};
