import { redirect } from '@sveltejs/kit';
import { forTenant, type TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { demand } from '../accounts/permissions.ts';
import type { Account, TenantSummary } from '../accounts/types.ts';
import type { Services } from '../services.ts';

/**
 * For the wardens' pages, which are no staff's pages. Who is not signed in goes to the login and comes back.
 * @throws DomainError `forbidden`
 */
export function trailWarden(services: Pick<Services, 'db'>, { account, tenant }: { account: Account | null; tenant: TenantSummary }, path: string): { scope: TenantScope; account: Account } {
	if (!account) redirect(303, `/login?weiter=${encodeURIComponent(path)}`);
	if (account.mustChangePassword) redirect(303, `/${tenant.slug}/verwaltung/konten/passwort`);
	demand(account, tenant.id, 'trails.inspect');
	return { account, scope: forTenant(services.db.knex, tenant.id) };
}
