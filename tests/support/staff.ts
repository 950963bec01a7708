import type { TenantScope } from '../../gis/db/tenant-scope.ts';
import { members } from '../../portal/lib/server/accounts/members.ts';
import { openSession } from '../../portal/lib/server/accounts/sessions.ts';
import type { Role } from '../../portal/lib/server/accounts/types.ts';
import type { Services } from '../../portal/lib/server/services.ts';

/** A member of staff who has replaced the one-time password already, signed in. */
export async function signedInStaff(
	services: Pick<Services, 'db' | 'now'>,
	scope: TenantScope,
	person: { email: string; role: Role; name?: string }
): Promise<{ accountId: string; token: string }> {
	const { accountId } = await members.create(scope, { name: person.email, ...person });
	await services.db.knex('account').where({ id: accountId }).update({ must_change_password: false });
	return { accountId, token: (await openSession(services, accountId)).token };
}
