import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer } from '$lib/server/page.ts';
import { qrSvg } from '$lib/server/procedure-page/qr.ts';
import { procedureUrl, readShownProcedure } from '$lib/server/procedure-page/view.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, locals: { tenant } }) =>
	answer(async () => {
		const { db, config, now } = getServices();
		const { id } = await readShownProcedure(forTenant(db.knex, tenant.id), params.procedureId, now());
		const address = procedureUrl(config, tenant.slug, id);
		return new Response(await qrSvg(address), { headers: { 'Content-Type': 'image/svg+xml', 'Cache-Control': 'public, max-age=3600' } });
	});
