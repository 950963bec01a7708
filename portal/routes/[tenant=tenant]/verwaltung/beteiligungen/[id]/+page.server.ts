import { redirect } from '@sveltejs/kit';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { can, demand } from '$lib/server/accounts/permissions.ts';
import { answer, submit } from '$lib/server/page.ts';
import { changeAsked, changeParticipation, countStatements, publishParticipation, readParticipation } from '$lib/server/participations/service.ts';
import { formValues, participationItem, versionChoices } from '$lib/server/participations/views.ts';
import { getServices } from '$lib/server/services.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, url, locals: { tenant, account } }) =>
	answer(async () => {
		const { db, now } = getServices();
		const scope = forTenant(db.knex, tenant.id);
		const participation = await readParticipation(scope, params.id, now());
		return {
			title: participation.title,
			item: participationItem(participation, tenant.slug),
			values: formValues(participation),
			versions: await versionChoices(scope),
			statements: (await countStatements(scope)).get(participation.id) ?? 0,
			procedureHref: participation.procedure && `/${tenant.slug}/verwaltung/verfahren/${participation.procedure.id}/schritte/${participation.procedure.stepId}`,
			audience: participation.audience,
			mayManage: can(account, tenant.id, 'participations.manage'),
			saved: url.searchParams.has('gespeichert'),
			published: url.searchParams.has('veroeffentlicht')
		};
	});

export const actions: Actions = {
	speichern: async ({ params, request, locals: { tenant, account } }) => {
		const values = Object.fromEntries(await request.formData()) as Record<string, string>;
		const { db, now } = getServices();
		return submit(values, async () => {
			demand(account, tenant.id, 'participations.manage');
			await changeParticipation(forTenant(db.knex, tenant.id), params.id, values, now());
			redirect(303, `/${tenant.slug}/verwaltung/beteiligungen/${params.id}?gespeichert=1`);
		});
	},
	abfragen: async ({ params, request, locals: { tenant, account } }) => {
		const values = Object.fromEntries(await request.formData()) as Record<string, string>;
		const { db, now } = getServices();
		return submit(values, async () => {
			demand(account, tenant.id, 'participations.manage');
			await changeAsked(forTenant(db.knex, tenant.id), params.id, values, now());
			redirect(303, `/${tenant.slug}/verwaltung/beteiligungen/${params.id}?gespeichert=1`);
		});
	},
	veroeffentlichen: async ({ params, locals: { tenant, account } }) => {
		const { db, now } = getServices();
		return submit(null, async () => {
			demand(account, tenant.id, 'participations.manage');
			await publishParticipation(forTenant(db.knex, tenant.id), params.id, now());
			redirect(303, `/${tenant.slug}/verwaltung/beteiligungen/${params.id}?veroeffentlicht=1`);
		});
	}
};
