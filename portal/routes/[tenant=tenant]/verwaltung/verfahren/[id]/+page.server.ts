import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { can, demand } from '$lib/server/accounts/permissions.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { addStep, discardProcedure, readProcedure } from '$lib/server/procedures/service.ts';
import { procedureOverview, staffPaths } from '$lib/server/procedures/staff-views.ts';
import { getServices } from '$lib/server/services.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ params, url, locals: { tenant, account } }) =>
	answer(async () => {
		demand(account, tenant.id, 'staff.enter');
		const { db, now } = getServices();
		const scope = forTenant(db.knex, tenant.id);
		const procedure = await readProcedure(scope, params.id, now());
		return {
			title: procedure.title,
			procedure: await procedureOverview(scope, tenant.slug, procedure, now()),
			paths: { ...staffPathsOf(tenant.slug, procedure.id) },
			saved: url.searchParams.has('gespeichert'),
			mayManage: can(account, tenant.id, 'procedures.manage')
		};
	});

function staffPathsOf(slug: string, id: string) {
	const { facts, documents, protocol, renew, public: publicPage } = staffPaths(slug, id);
	return { facts, documents, protocol, renew, publicPage };
}

const opened = ({ locals: { account, tenant } }: RequestEvent) => {
	const { db, now } = getServices();
	return { who: demand(account, tenant.id, 'procedures.manage'), scope: forTenant(db.knex, tenant.id), now: now() };
};

export const actions: Actions = {
	schritt: async (event) => {
		const values = textsOf(await event.request.formData(), ['key']);
		return submit(values, async () => {
			const { who, scope, now } = opened(event);
			const stepId = await addStep(scope, event.params.id, values, who, now);
			redirect(303, `/${event.locals.tenant.slug}/verwaltung/verfahren/${event.params.id}/schritte/${stepId}`);
		});
	},
	verwerfen: (event) =>
		submit(null, async () => {
			const { who, scope, now } = opened(event);
			await discardProcedure(scope, event.params.id, who, now);
			redirect(303, `/${event.locals.tenant.slug}/verwaltung/verfahren?verworfen=1`);
		})
};
