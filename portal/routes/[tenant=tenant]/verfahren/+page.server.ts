import { answer } from '$lib/server/page.ts';
import { tenantProcedures } from '$lib/server/procedure-page/list.ts';
import { getServices } from '$lib/server/services.ts';
import { procedurePageTexts } from '$lib/texts/procedure-page.ts';
import type { PageServerLoad } from './$types';

/** Procedures of one tenant. */
export const load: PageServerLoad = ({ url, locals: { tenant } }) =>
	answer(async () => {
		const { db, now } = getServices();
		const list = await tenantProcedures(db.knex, tenant, { now: now(), after: url.searchParams.get('nach') });
		return { title: procedurePageTexts.listTitle, ...list };
	});
