import { forTenant } from '$gis/db/tenant-scope.ts';
import { basemapOf } from '$lib/map/basemap.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { answer } from '$lib/server/page.ts';
import { readParticipation } from '$lib/server/participations/service.ts';
import { participationDetail } from '$lib/server/participations/views.ts';
import { getServices } from '$lib/server/services.ts';
import { readStaffView } from '$lib/server/statements/staff-view.ts';
import { statementStaffTexts } from '$lib/texts/statement-staff.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, url, locals: { tenant, account } }) =>
	answer(async () => {
		demand(account, tenant.id, 'statements.read');
		const { db, config, now } = getServices();
		const scope = forTenant(db.knex, tenant.id);
		const participation = participationDetail(await readParticipation(scope, params.id, now()), tenant.slug, tenant.contact);
		const statement = await readStaffView(scope, params.id, params.statementId);
		return { title: statementStaffTexts.title(statement.number), participation, statement, basemap: basemapOf(config.basemap), erased: url.searchParams.has('geloescht') };
	});
