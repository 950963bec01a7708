import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { versionsOf } from '$lib/server/procedures/procedures-queries.ts';
import { addIteration, readProcedure } from '$lib/server/procedures/service.ts';
import { getServices } from '$lib/server/services.ts';
import { procedureTexts } from '$lib/texts/procedures.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals: { tenant, account } }) =>
	answer(async () => {
		demand(account, tenant.id, 'procedures.manage');
		const { db, now } = getServices();
		const scope = forTenant(db.knex, tenant.id);
		const procedure = await readProcedure(scope, params.id, now());
		const versions = await versionsOf(scope, procedure.planId);
		const last = procedure.steps.filter(({ publishedAt, planVersionId }) => publishedAt && planVersionId).at(-1);
		const compare = last?.planVersionId ?? '';
		const newest = versions[0]?.id ?? '';
		// Nothing to compare before the changed version is there: it can be chosen later at the step.
		const unchanged = newest !== '' && newest === compare;
		return { title: procedureTexts.renewTitle, procedureId: procedure.id, versions, newest: unchanged ? '' : newest, compare, unchanged, planId: procedure.planId };
	});

export const actions: Actions = {
	default: async ({ params, request, locals: { tenant, account } }) => {
		const form = await request.formData();
		const values = { ...textsOf(form, ['track', 'planVersionId', 'compareVersionId', 'shorteningReason', 'changesOnly', 'restricted', 'shortened']) };
		return submit(values, async () => {
			const who = demand(account, tenant.id, 'procedures.manage');
			const { db, now } = getServices();
			const [first] = await addIteration(forTenant(db.knex, tenant.id), params.id, values, who, now());
			redirect(303, `/${tenant.slug}/verwaltung/verfahren/${params.id}/schritte/${first}?gespeichert=1`);
		});
	}
};
