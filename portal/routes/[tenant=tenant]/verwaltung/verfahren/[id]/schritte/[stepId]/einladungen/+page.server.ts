import { DomainError } from '$gis/errors.ts';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { can, demand } from '$lib/server/accounts/permissions.ts';
import { textsOf } from '$lib/server/form-values.ts';
import { changeReceipt, extendInvitation, inviteBodies, remindBody, withdrawInvitation } from '$lib/server/invitations/invitations.ts';
import { invitationsView } from '$lib/server/invitations/views.ts';
import { answer, submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { invitationTexts } from '$lib/texts/invitations.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

function open({ locals, params }: Pick<RequestEvent, 'locals' | 'params'>) {
	const account = demand(locals.account, locals.tenant.id, 'procedures.manage');
	const services = getServices();
	return { services, account, scope: forTenant(services.db.knex, locals.tenant.id), stepId: params.stepId, now: services.now() };
}

export const load: PageServerLoad = ({ locals, params }) =>
	answer(async () => {
		demand(locals.account, locals.tenant.id, 'staff.enter');
		const { db, now } = getServices();
		const view = await invitationsView(forTenant(db.knex, locals.tenant.id), locals.tenant.slug, params.stepId, now());
		if (view.procedure.id !== params.id) throw new DomainError('not_found');
		return { title: invitationTexts.title, ...view, mayManage: can(locals.account, locals.tenant.id, 'procedures.manage') };
	});

export const actions: Actions = {
	invite: async (event) => {
		const chosen = (await event.request.formData()).getAll('stelle').map(String);
		return submit({ chosen }, async () => {
			const { services, scope, stepId, account } = open(event);
			return { done: 'invited' as const, count: await inviteBodies(services, scope, stepId, chosen, account) };
		});
	},
	remind: async (event) => {
		const { invitationId } = textsOf(await event.request.formData(), ['invitationId']);
		return submit({ invitationId }, async () => {
			const { services, scope, stepId } = open(event);
			await remindBody(services, scope, stepId, invitationId);
			return { done: 'reminded' as const };
		});
	},
	receipt: async (event) => {
		const values = textsOf(await event.request.formData(), ['invitationId', 'receivedOn']);
		return submit(values, async () => {
			const { scope, stepId, account, now } = open(event);
			await changeReceipt(scope, stepId, values.invitationId, values, account, now);
			return { done: 'receipt' as const };
		});
	},
	extend: async (event) => {
		const values = textsOf(await event.request.formData(), ['invitationId', 'endsOn', 'reason']);
		return submit(values, async () => {
			const { services, scope, stepId, account } = open(event);
			await extendInvitation(services, scope, stepId, values.invitationId, values, account);
			return { done: 'extended' as const };
		});
	},
	withdraw: async (event) => {
		const { invitationId } = textsOf(await event.request.formData(), ['invitationId']);
		return submit({ invitationId }, async () => {
			const { services, scope, stepId, account } = open(event);
			await withdrawInvitation(services, scope, stepId, invitationId, account);
			return { done: 'withdrawn' as const };
		});
	}
};
