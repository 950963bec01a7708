import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { answer } from '$lib/server/page.ts';
import { photoResponse } from '$lib/server/reports/photos/serve-photo.ts';
import { staffPhotoKey } from '$lib/server/reports/work-page/work-page.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

/** A thumbnail below the section that is kept on the device. */
export const GET: RequestHandler = ({ params, locals: { tenant, account } }) =>
	answer(async () => {
		demand(account, tenant.id, 'reports.work');
		const services = getServices();
		return photoResponse(services, await staffPhotoKey(forTenant(services.db.knex, tenant.id), params.reportId, params.photoId, true));
	});
