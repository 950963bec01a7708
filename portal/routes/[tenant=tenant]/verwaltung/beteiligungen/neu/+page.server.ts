import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { answer, submit } from '$lib/server/page.ts';
import { createParticipation } from '$lib/server/participations/service.ts';
import { versionChoices } from '$lib/server/participations/views.ts';
import { getServices } from '$lib/server/services.ts';
import { participationTexts } from '$lib/texts/participations.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url, locals: { tenant, account } }) =>
	answer(async () => {
		demand(account, tenant.id, 'participations.manage');
		const versions = await versionChoices(forTenant(getServices().db.knex, tenant.id));
		const start = { ...tenant.contact, planVersionId: url.searchParams.get('fassung') ?? '' } as Record<string, string>;
		return { title: participationTexts.createTitle, versions, start };
	});

export const actions: Actions = {
	default: async ({ request, locals: { tenant, account } }) => {
		const values = Object.fromEntries(await request.formData()) as Record<string, string>;
		return submit(values, async () => {
			const { id } = demand(account, tenant.id, 'participations.manage');
			const created = await createParticipation(forTenant(getServices().db.knex, tenant.id), values, id);
			redirect(303, `/${tenant.slug}/verwaltung/beteiligungen/${created}?gespeichert=1`);
		});
	}
};
