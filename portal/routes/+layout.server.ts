import { getServices } from '$lib/server/services';
import type { LayoutServerLoad } from './$types';

/** What the frame of every page shows. */
export const load: LayoutServerLoad = ({ locals, params }) => {
	// Read, so that the frame changes with the tenant where the browser only asks for what is new.
	void params.tenant;
	const { config } = getServices();
	const { tenant, account, wholeLand } = locals;
	return {
		tenant,
		wholeLand,
		account: account && {
			name: account.name,
			operator: account.operator,
			memberships: account.memberships.map(({ slug, tenantName, role }) => ({ slug, tenantName, role }))
		},
		demo: config.demo
	};
};
