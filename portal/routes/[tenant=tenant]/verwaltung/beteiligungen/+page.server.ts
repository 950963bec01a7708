import { forTenant } from '$gis/db/tenant-scope.ts';
import { can } from '$lib/server/accounts/permissions.ts';
import { answer } from '$lib/server/page.ts';
import { countStatements, listParticipations } from '$lib/server/participations/service.ts';
import { participationItem } from '$lib/server/participations/views.ts';
import { getServices } from '$lib/server/services.ts';
import { participationTexts } from '$lib/texts/participations.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { tenant, account } }) =>
	answer(async () => {
		const { db, now } = getServices();
		const scope = forTenant(db.knex, tenant.id);
		const counts = await countStatements(scope);
		const items = (await listParticipations(scope, now())).map((each) => ({
			...participationItem(each, tenant.slug),
			statements: counts.get(each.id) ?? 0
		}));
		return { title: participationTexts.staffTitle, items, mayManage: can(account, tenant.id, 'participations.manage') };
	});
