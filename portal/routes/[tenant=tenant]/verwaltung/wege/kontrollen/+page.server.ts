import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { listSections, listWardens } from '$lib/server/trails/network.ts';
import { listRounds, readProofRequest } from '$lib/server/trails/proof.ts';
import { trailStaff } from '$lib/server/trails/staff.ts';
import { changeTrackDays, readTrackDays } from '$lib/server/trails/track-retention.ts';
import { trailStaffTexts } from '$lib/texts/trail-staff.ts';
import type { Actions, PageServerLoad } from './$types';

const SHOWN = 100;

export const load: PageServerLoad = ({ locals, url }) =>
	answer(async () => {
		const services = getServices();
		const scope = trailStaff(services, locals);
		const request = readProofRequest(url.searchParams, services.now());
		const rounds = await listRounds(scope, request);
		const sections = (await listSections(scope, services.now())).map(({ line: _line, ...section }) => section);
		return {
			title: trailStaffTexts.inspections,
			request,
			rounds: rounds.slice(0, SHOWN),
			total: rounds.length,
			sections,
			wardens: await listWardens(scope),
			trackDays: await readTrackDays(services, scope.tenantId)
		};
	});

export const actions: Actions = {
	tracks: async ({ locals, request }) => {
		const values = textsOf(await request.formData(), ['trackDays']);
		return submit(values, async () => {
			const services = getServices();
			await changeTrackDays(services, trailStaff(services, locals).tenantId, values);
			return { done: 'saved' as const };
		});
	}
};
