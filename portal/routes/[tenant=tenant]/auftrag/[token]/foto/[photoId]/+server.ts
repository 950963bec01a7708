import { Readable } from 'node:stream';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { clientAddress } from '$lib/server/http-guards.ts';
import { answer } from '$lib/server/page.ts';
import { openOrder, orderPhotoKey } from '$lib/server/reports/delegation/order.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	answer(async () => {
		const { params, url, locals: { tenant } } = event;
		const services = getServices();
		const scope = forTenant(services.db.knex, tenant.id);
		const order = await openOrder(services, scope, params.token, clientAddress(event));
		const key = await orderPhotoKey(scope, order, params.photoId, url.searchParams.has('klein'));
		const headers = { 'Content-Type': 'image/jpeg', 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' };
		return new Response(Readable.toWeb(await services.files.getStream(key)) as ReadableStream, { headers });
	});
