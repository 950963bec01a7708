import { takesReportsAcrossTenants } from '$lib/server/reports/reporter-queries.ts';
import { getServices } from '$lib/server/services';
import type { LayoutServerLoad } from './$types';

/** What the frame of every page shows. */
export const load: LayoutServerLoad = async ({ locals, params }) => {
	// Read, so that the frame changes with the tenant where the browser only asks for what is new.
	void params.tenant;
	const { config, db } = getServices();
	const { tenant, account, wholeLand } = locals;
	return {
		tenant,
		wholeLand,
		takesReports: await takesReportsAcrossTenants(db.knex, wholeLand ? null : tenant.id),
		account: account && {
			name: account.name,
			operator: account.operator,
			memberships: account.memberships.map(({ slug, tenantName, role }) => ({ slug, tenantName, role }))
		},
		demo: config.demo
	};
};
