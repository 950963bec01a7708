import { forTenant, type TenantScope } from '../../../../../gis/db/tenant-scope.ts';
import { demand } from '../../accounts/permissions.ts';
import { getServices, type Services } from '../../services.ts';

/** For pages of the administration of reporters. @throws DomainError `forbidden` */
export function openAdministration(locals: App.Locals): { services: Services; scope: TenantScope; accountId: string; base: string } {
	const account = demand(locals.account, locals.tenant.id, 'reports.manage');
	const services = getServices();
	return { services, scope: forTenant(services.db.knex, locals.tenant.id), accountId: account.id, base: `/${locals.tenant.slug}/verwaltung/melder` };
}
