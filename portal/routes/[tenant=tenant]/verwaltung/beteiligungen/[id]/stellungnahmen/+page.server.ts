import { forTenant } from '$gis/db/tenant-scope.ts';
import { basemapOf } from '$lib/map/basemap.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { answer } from '$lib/server/page.ts';
import { readParticipation } from '$lib/server/participations/service.ts';
import { participationDetail } from '$lib/server/participations/views.ts';
import { getServices } from '$lib/server/services.ts';
import { listCommentedObjects, listMapPlaces, listStatements, readFilter } from '$lib/server/statements/list.ts';
import { statementStaffTexts } from '$lib/texts/statement-staff.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, url, locals: { tenant, account } }) =>
	answer(async () => {
		demand(account, tenant.id, 'statements.read');
		const { db, config, now } = getServices();
		const scope = forTenant(db.knex, tenant.id);
		const participation = await readParticipation(scope, params.id, now());
		const { filter, values } = readFilter(url.searchParams);
		return {
			title: statementStaffTexts.listTitle,
			participation: participationDetail(participation, tenant.slug, tenant.contact),
			filter: values,
			list: await listStatements(scope, participation.id, filter, url.searchParams.get('nach')),
			places: await listMapPlaces(scope, participation.id, filter),
			objects: await listCommentedObjects(scope, participation.id),
			basemap: basemapOf(config.basemap)
		};
	});
