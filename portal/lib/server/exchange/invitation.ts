import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import type { Content } from '../../../../importers/xbeteiligung/model.ts';
import { findInvitation, type InvitationRow } from '../invitations/invitation-queries.ts';
import { invitationToken } from '../invitations/token.ts';
import { invitationNews } from '../../texts/invitations.ts';
import { readStep } from '../procedures/service.ts';
import type { Procedure, ProcedureStep } from '../procedures/types.ts';
import { compose } from './compose.ts';
import { invitationOf } from './information.ts';
import { uuidOf } from './secret.ts';
import type { ExchangeServices, Partner } from './types.ts';

/** Of the first message about an invitation; every later one has its own. */
export const invitationUuid = (partnerId: string, invitationId: string): string => uuidOf('0750', partnerId, invitationId);

/**
 * The 0750 of an invitation, with its link, as everything is now: what was moved or taken back is said whatever waited in the queue.
 * @param again another message about the same invitation
 * @throws DomainError `not_found` when it was withdrawn
 */
export async function contentOfInvitation(
	services: ExchangeServices,
	scope: TenantScope,
	invitationId: string,
	again: boolean,
	now: Date
): Promise<Content> {
	const row = await findInvitation(scope, invitationId);
	if (!row) throw new DomainError('not_found');
	const { procedure, step } = await readStep(scope, row.stepId, now);
	const path = `/einladung/${invitationToken(services.secret, row.id)}`;
	const news = again || step.withdrawnAt ? newsOf(step, row) : [];
	return invitationOf(services, scope, procedure, step, { invitationId: row.id, endsOn: row.endsOn, path, news });
}

/** The 0750 that says that an invitation was withdrawn. Where its link was stands the procedure. */
export async function revokedMessage(
	services: Pick<ExchangeServices, 'config' | 'now'>,
	scope: TenantScope,
	partner: Pick<Partner, 'id' | 'name' | 'version'>,
	uuid: string,
	procedure: Procedure,
	step: ProcedureStep,
	invitationId: string
): Promise<string> {
	const subject = { invitationId, endsOn: step.endsOn, path: `/verfahren/${procedure.id}`, news: [invitationNews.revoked], revoked: true };
	const content = await invitationOf(services, scope, procedure, step, subject);
	const reader = { id: partner.id, name: partner.name };
	return (await compose(scope, { version: partner.version, code: '0750', uuid, reader, now: services.now() }, content)).xml;
}

function newsOf(step: ProcedureStep, row: InvitationRow): string[] {
	if (step.withdrawnAt) return [invitationNews.withdrawn(step.withdrawalReason)];
	const news: string[] = [];
	if (step.movedReason) news.push(invitationNews.moved(step.movedReason));
	const extension = row.extensionReason || step.extensionReason;
	if (extension) news.push(invitationNews.extended(extension));
	if (row.endsOn) news.push(invitationNews.period(row.endsOn));
	return news;
}
