import { forTenant } from '$gis/db/tenant-scope.ts';
import { answer } from '$lib/server/page.ts';
import { calendarFile } from '$lib/server/procedure-page/calendar.ts';
import { stepChanges } from '$lib/server/procedure-page/page-queries.ts';
import { procedureUrl, readShownProcedure } from '$lib/server/procedure-page/view.ts';
import { getServices } from '$lib/server/services.ts';
import { calendarTexts } from '$lib/texts/procedure-page.ts';
import type { RequestHandler } from './$types';

/** The period of the participation for a calendar; `?schritt=<id>` asks for another one. */
export const GET: RequestHandler = ({ params, url, locals: { tenant } }) =>
	answer(async () => {
		const { db, config, now } = getServices();
		const scope = forTenant(db.knex, tenant.id);
		const procedure = await readShownProcedure(scope, params.procedureId, now());
		const changes = await stepChanges(scope, procedure.id);
		const file = calendarFile(procedure, procedureUrl(config, tenant.slug, procedure.id), now(), url.searchParams.get('schritt'), changes);
		return new Response(file, {
			headers: { 'Content-Type': 'text/calendar; charset=utf-8', 'Content-Disposition': `attachment; filename="${calendarTexts.file}"`, 'Cache-Control': 'no-cache' }
		});
	});
