import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { protocolPage } from '$lib/server/evidence/protocol-page.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { protocolTexts } from '$lib/texts/evidence.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals: { account, tenant } }) =>
	answer(async () => {
		demand(account, tenant.id, 'staff.enter');
		const { db, now } = getServices();
		const protocol = await protocolPage(forTenant(db.knex, tenant.id), params.id, now());
		return { title: `${protocolTexts.title}: ${protocol.procedure.title}`, protocol };
	});
