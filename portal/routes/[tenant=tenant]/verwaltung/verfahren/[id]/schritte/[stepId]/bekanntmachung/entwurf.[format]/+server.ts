import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { draftNoticeFile, noticeFormat } from '$lib/server/notices/notice-files.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

/** The notice as it would be published now, as PDF or Word file. */
export const GET: RequestHandler = ({ params: { stepId, format }, locals: { account, tenant } }) =>
	answer(() => {
		demand(account, tenant.id, 'staff.enter');
		const services = getServices();
		return draftNoticeFile(services, forTenant(services.db.knex, tenant.id), { stepId, format: noticeFormat(format) }, services.now());
	});
