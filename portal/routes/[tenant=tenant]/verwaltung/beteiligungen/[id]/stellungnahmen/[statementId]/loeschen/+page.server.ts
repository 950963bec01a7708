import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { eraseStatement, readErasure, REASON_LIMITS } from '$lib/server/statements/erase.ts';
import { erasureTexts } from '$lib/texts/statement-staff.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals: { tenant, account } }) =>
	answer(async () => {
		demand(account, tenant.id, 'statements.erase');
		const erasure = await readErasure(forTenant(getServices().db.knex, tenant.id), params.id, params.statementId);
		return { title: erasureTexts.title(erasure.number), erasure, limits: REASON_LIMITS, list: `/${tenant.slug}/verwaltung/beteiligungen/${params.id}/stellungnahmen` };
	});

export const actions: Actions = {
	default: async ({ params, request, locals: { tenant, account } }) => {
		const values = textsOf(await request.formData(), ['reason']);
		return submit(values, async () => {
			const { id, name } = demand(account, tenant.id, 'statements.erase');
			const services = getServices();
			const scope = forTenant(services.db.knex, tenant.id);
			await readErasure(scope, params.id, params.statementId);
			await eraseStatement(services, scope, params.statementId, { now: services.now(), accountId: id, by: name, reason: values.reason });
			redirect(303, `/${tenant.slug}/verwaltung/beteiligungen/${params.id}/stellungnahmen/${params.statementId}?geloescht=1`);
		});
	}
};
