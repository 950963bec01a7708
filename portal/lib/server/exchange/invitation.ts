import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import type { Content } from '../../../../importers/xbeteiligung/model.ts';
import { findInvitation } from '../invitations/invitation-queries.ts';
import { invitationToken } from '../invitations/token.ts';
import { readStep } from '../procedures/service.ts';
import { invitationOf } from './information.ts';
import type { ExchangeServices } from './types.ts';

/** The 0750 of an invitation, with its link. @throws DomainError `not_found` when it was withdrawn */
export async function contentOfInvitation(
	services: ExchangeServices,
	scope: TenantScope,
	invitationId: string,
	now: Date
): Promise<Content> {
	const row = await findInvitation(scope, invitationId);
	if (!row) throw new DomainError('not_found');
	const { procedure, step } = await readStep(scope, row.stepId, now);
	const path = `/einladung/${invitationToken(services.secret, row.id)}`;
	return invitationOf(services, scope, procedure, step, { invitationId: row.id, endsOn: row.endsOn, path });
}
