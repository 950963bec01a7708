import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer } from '$lib/server/page.ts';
import { procedureView } from '$lib/server/procedure-page/view.ts';
import { getServices } from '$lib/server/services.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals: { tenant } }) =>
	answer(async () => {
		const { db, config, now } = getServices();
		const procedure = await procedureView(forTenant(db.knex, tenant.id), tenant, config, params.procedureId, now());
		return { title: procedure.title, procedure };
	});
