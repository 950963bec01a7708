import type { Knex } from 'knex';
import { DEMO_BODIES_TENANT, demoBodies, demoPartner } from '../../../demo/bodies.ts';
import { demoProcedures } from '../../../demo/procedures.ts';
import { forTenant, type TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { demoTexts } from '../../texts/demo.ts';
import { addPartner } from '../exchange/partners.ts';
import { saveBody } from '../invitations/bodies.ts';
import { listInvitations } from '../invitations/invitation-queries.ts';
import { inviteBodies, nameOf } from '../invitations/invitations.ts';
import { openInvitation, receiveAs } from '../invitations/invited.ts';
import { invitationToken } from '../invitations/token.ts';
import { listProcedures } from '../procedures/service.ts';
import type { Services } from '../services.ts';
import { receiveStatement } from '../statements/service.ts';

/** Public bodies, a partner of exchange and the invitations of one town, in one transaction. */
export async function loadBodies(services: Services, trx: Knex, tenantIds: Record<string, string>, today: Date): Promise<string> {
	const scope = forTenant(trx, tenantIds[DEMO_BODIES_TENANT]!);
	await addPartner(services, scope, demoPartner, services.now());
	const invited = new Map<string, string[]>();
	for (const body of demoBodies) {
		const { name, department, email, topics } = body;
		const id = await saveBody(scope, null, { name, department, email, topics });
		for (const { procedure, step } of body.invited) {
			const stepId = await stepOf(services, scope, procedure, step, today);
			invited.set(stepId, [...(invited.get(stepId) ?? []), id]);
		}
	}
	for (const [stepId, ids] of invited) await inviteBodies(services, scope, stepId, ids, null);
	return demoTexts.bodies(demoBodies.length);
}

/** What the bodies answered: the same key makes no second statement, so this needs no mark. @param keyOf a UUID that is the same in every run */
export async function loadAnswers(services: Services, tenantIds: Record<string, string>, today: Date, keyOf: (text: string) => string): Promise<void> {
	const scope = forTenant(services.db.knex, tenantIds[DEMO_BODIES_TENANT]!);
	for (const body of demoBodies)
		for (const { procedure, step, answer } of body.invited) {
			if (!answer) continue;
			const stepId = await stepOf(services, scope, procedure, step, today);
			const row = (await listInvitations(scope, stepId)).find((each) => nameOf(each) === nameOf(body))!;
			const opened = await openInvitation(services, scope, invitationToken(services.secret, row.id), 'demo');
			const name = [opened.body, answer.person].join(', ');
			const statement = { key: keyOf(`body ${body.name} ${step}`), text: answer.text, name };
			await receiveStatement(services, scope, opened.participation.id, statement, { origin: 'web', now: services.now(), invitation: receiveAs(opened) });
		}
}

async function stepOf(services: Services, scope: TenantScope, procedure: string, step: string, today: Date): Promise<string> {
	const { title } = demoProcedures(today).find(({ key }) => key === procedure)!;
	const found = (await listProcedures(scope, services.now())).find((each) => each.title === title)!;
	return found.steps.find(({ key }) => key === step)!.id;
}
