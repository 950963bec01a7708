import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { assign, saveSection } from '$lib/server/trails/edit.ts';
import { listWardens, readNetwork } from '$lib/server/trails/network.ts';
import { trailStaff } from '$lib/server/trails/staff.ts';
import { trailStaffTexts } from '$lib/texts/trail-staff.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	answer(async () => {
		const services = getServices();
		const scope = trailStaff(services, locals);
		const { sections, routes } = await readNetwork(scope, services.now());
		return { title: trailStaffTexts.assign, sections: sections.map(({ line: _line, ...section }) => section), routes, wardens: await listWardens(scope) };
	});

export const actions: Actions = {
	assign: async ({ locals, request }) => {
		const form = await request.formData();
		const values = { ...textsOf(form, ['wardenId', 'deputyId']), sectionId: '' };
		return submit(values, async () => {
			const sections = form.getAll('sections').filter((each) => typeof each === 'string');
			return { assigned: await assign(trailStaff(getServices(), locals), { ...values, sections }) };
		});
	},
	save: async ({ locals, request }) => {
		const values = textsOf(await request.formData(), ['sectionId', 'name', 'wardenId', 'deputyId', 'intervalDays']);
		return submit(values, async () => {
			await saveSection(trailStaff(getServices(), locals), values.sectionId, values);
			return { done: 'saved' as const };
		});
	}
};
