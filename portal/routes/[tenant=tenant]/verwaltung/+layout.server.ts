import { can } from '$lib/server/accounts/permissions.ts';
import { getServices } from '$lib/server/services.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals: { account, tenant }, params }) => {
	// Read, so that it is asked anew for another tenant.
	void params.tenant;
	return {
		passwordDue: account?.mustChangePassword === true,
		may: {
			settings: can(account, tenant.id, 'settings.change'),
			accounts: can(account, tenant.id, 'accounts.manage'),
			plans: can(account, tenant.id, 'plans.manage'),
			override: can(account, tenant.id, 'plans.override'),
			reports: can(account, tenant.id, 'reports.work'),
			trails: can(account, tenant.id, 'trails.manage'),
			erase: can(account, tenant.id, 'statements.erase'),
			procedures: can(account, tenant.id, 'procedures.manage'),
			participations: can(account, tenant.id, 'participations.manage'),
			outbox: getServices().config.demo,
			tenants: account?.operator === true
		}
	};
};
