import { Readable } from 'node:stream';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { answer } from '$lib/server/page.ts';
import { staffPhotoKey } from '$lib/server/reports/work-page/work-page.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, url, locals: { tenant, account } }) =>
	answer(async () => {
		demand(account, tenant.id, 'reports.work');
		const { db, files } = getServices();
		const key = await staffPhotoKey(forTenant(db.knex, tenant.id), params.id, params.photoId, url.searchParams.has('klein'));
		// Never kept by a browser: it may be blackened the next minute.
		const headers = { 'Content-Type': 'image/jpeg', 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' };
		return new Response(Readable.toWeb(await files.getStream(key)) as ReadableStream, { headers });
	});
