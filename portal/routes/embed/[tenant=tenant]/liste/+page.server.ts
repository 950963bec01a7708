import { answer } from '$lib/server/page.ts';
import { tenantProcedures } from '$lib/server/procedure-page/list.ts';
import { getServices } from '$lib/server/services.ts';
import { embedTexts } from '$lib/texts/embed.ts';
import type { PageServerLoad } from './$types';

const SHOWN = 20;

export const load: PageServerLoad = ({ locals: { tenant } }) =>
	answer(async () => {
		const { db, now } = getServices();
		return { title: embedTexts.listTitle(tenant.name), ...(await tenantProcedures(db.knex, tenant, { now: now(), limit: SHOWN })) };
	});
