import { redirect } from '@sveltejs/kit';
import { DomainError } from '$gis/errors.ts';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { can, demand } from '$lib/server/accounts/permissions.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { extendStep } from '$lib/server/procedures/extend.ts';
import { announceStep, moveStep, withdrawStep } from '$lib/server/procedures/reschedule.ts';
import { readStep, removeStep, saveStep, skipStep, unskipStep } from '$lib/server/procedures/service.ts';
import { calculateEnd, stepView } from '$lib/server/procedures/step-view.ts';
import { stepValuesFrom } from '$lib/server/procedures/step-values.ts';
import { getServices } from '$lib/server/services.ts';
import { procedureTexts } from '$lib/texts/procedures.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ params, url, locals: { tenant, account } }) =>
	answer(async () => {
		demand(account, tenant.id, 'staff.enter');
		const { db, now } = getServices();
		const scope = forTenant(db.knex, tenant.id);
		const { procedure, step } = await readOwn(scope, params, now());
		return {
			title: `${procedureTexts.stepTitle(step.title, step.iteration)}: ${procedure.title}`,
			procedure: { id: procedure.id, title: procedure.title },
			step: await stepView(scope, tenant.slug, procedure, step, now()),
			done: ['gespeichert', 'veroeffentlicht', 'verlaengert', 'verschoben', 'zurueckgenommen'].find((name) => url.searchParams.has(name)) ?? null,
			mayManage: can(account, tenant.id, 'procedures.manage') && procedure.discardedAt === null
		};
	});

/** A step below another procedure's address is none. */
async function readOwn(scope: ReturnType<typeof forTenant>, params: { id: string; stepId: string }, now: Date) {
	const found = await readStep(scope, params.stepId, now);
	if (found.procedure.id !== params.id) throw new DomainError('not_found');
	return found;
}

/** Demands the right and the step, does the work, and goes on. */
async function changing(event: RequestEvent, work: (scope: ReturnType<typeof forTenant>, who: { id: string; name: string }, now: Date) => Promise<void>, target: string) {
	const { params, locals } = event;
	const who = demand(locals.account, locals.tenant.id, 'procedures.manage');
	const { db, now } = getServices();
	const scope = forTenant(db.knex, locals.tenant.id);
	await readOwn(scope, params, now());
	await work(scope, who, now());
	const base = `/${locals.tenant.slug}/verwaltung/verfahren/${params.id}`;
	redirect(303, target.startsWith('?') ? `${base}/schritte/${params.stepId}${target}` : base);
}

export const actions: Actions = {
	speichern: async (event) => {
		const values = stepValuesFrom(await event.request.formData());
		return submit({ step: values }, () =>
			changing(event, async (scope, who, now) => void (await saveStep(scope, event.params.id, event.params.stepId, values, who, now)), '?gespeichert=1')
		);
	},
	berechnen: async (event) => {
		const values = stepValuesFrom(await event.request.formData());
		return submit({ step: values }, async () => {
			const { params, locals } = event;
			demand(locals.account, locals.tenant.id, 'procedures.manage');
			const { db, now } = getServices();
			const scope = forTenant(db.knex, locals.tenant.id);
			const { step } = await readOwn(scope, params, now());
			return { values: { step: values }, calculated: await calculateEnd(scope, step, values) };
		});
	},
	veroeffentlichen: (event) => submit({}, () => changing(event, (scope, who, now) => announceStep(getServices(), scope, event.params.stepId, who, now), '?veroeffentlicht=1')),
	verlaengern: async (event) => {
		const values = textsOf(await event.request.formData(), ['endsOn', 'reason', 'publishedIn', 'publishedOn']);
		return submit({ extend: values }, () => changing(event, (scope, account, now) => extendStep(getServices(), scope, event.params.stepId, values, { publicUrl: getServices().config.publicUrl, account, now }), '?verlaengert=1'));
	},
	verschieben: async (event) => {
		const values = textsOf(await event.request.formData(), ['startsOn', 'endsOn', 'reason', 'publishedIn', 'publishedOn']);
		return submit({ move: values }, () => changing(event, (scope, account, now) => moveStep(getServices(), scope, event.params.stepId, values, { publicUrl: getServices().config.publicUrl, account, now }), '?verschoben=1'));
	},
	zuruecknehmen: async (event) => {
		const values = textsOf(await event.request.formData(), ['reason', 'publishedIn', 'publishedOn']);
		return submit({ withdraw: values }, () => changing(event, (scope, account, now) => withdrawStep(getServices(), scope, event.params.stepId, values, { publicUrl: getServices().config.publicUrl, account, now }), '?zurueckgenommen=1'));
	},
	auslassen: async (event) => {
		const values = textsOf(await event.request.formData(), ['reason', 'ownReason']);
		return submit({ skip: values }, () => changing(event, (scope, who, now) => skipStep(scope, event.params.stepId, values, who, now), '?gespeichert=1'));
	},
	aufnehmen: (event) => submit({}, () => changing(event, (scope, who, now) => unskipStep(scope, event.params.stepId, who, now), '?gespeichert=1')),
	entfernen: (event) => submit({}, () => changing(event, (scope, who, now) => removeStep(scope, event.params.stepId, who, now), ''))
};
