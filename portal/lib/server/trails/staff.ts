import { forTenant, type TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { demand } from '../accounts/permissions.ts';
import type { Account, TenantSummary } from '../accounts/types.ts';
import type { Services } from '../services.ts';

/** For the staff's pages and forms. @throws DomainError `forbidden` */
export function trailStaff(services: Pick<Services, 'db'>, { account, tenant }: { account: Account | null; tenant: TenantSummary }): TenantScope {
	demand(account, tenant.id, 'trails.manage');
	return forTenant(services.db.knex, tenant.id);
}
