import { forTenant } from '$gis/db/tenant-scope.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { admitToNoticeFiles, noticeFormat, publishedNoticeFile } from '$lib/server/notices/notice-files.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

/** A published notice as PDF or Word file. */
export const GET: RequestHandler = (event) =>
	answer(async () => {
		const { procedureId, noticeId, format } = event.params;
		const services = getServices();
		const wanted = { procedureId, noticeId, format: noticeFormat(format) };
		await admitToNoticeFiles(services, clientAddress(event));
		return publishedNoticeFile(services, forTenant(services.db.knex, event.locals.tenant.id), wanted, services.now());
	});
