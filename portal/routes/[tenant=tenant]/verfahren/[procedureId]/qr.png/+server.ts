import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer } from '$lib/server/page.ts';
import { qrPng } from '$lib/server/procedure-page/qr.ts';
import { procedureUrl, readShownProcedure } from '$lib/server/procedure-page/view.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, locals: { tenant } }) =>
	answer(async () => {
		const { db, config, now } = getServices();
		const { id } = await readShownProcedure(forTenant(db.knex, tenant.id), params.procedureId, now());
		const address = procedureUrl(config, tenant.slug, id);
		return new Response(new Uint8Array(await qrPng(address)), { headers: { 'Content-Type': 'image/png', 'Cache-Control': 'public, max-age=3600' } });
	});
