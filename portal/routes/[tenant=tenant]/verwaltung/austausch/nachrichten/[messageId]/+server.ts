import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { bodyOf, readStoredMessage } from '$lib/server/exchange/deliver.ts';
import { readPartner } from '$lib/server/exchange/partners.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

/** A message as it was kept, always as a download: what others wrote is never shown by the browser. */
export const GET: RequestHandler = ({ params, locals }) =>
	answer(async () => {
		demand(locals.account, locals.tenant.id, 'settings.change');
		const services = getServices();
		const scope = forTenant(services.db.knex, locals.tenant.id);
		const message = await readStoredMessage(scope, params.messageId);
		const xml = message.direction === 'in' ? message.body : await bodyOf(services, scope, await readPartner(scope, message.partnerId), message);
		const name = `${/^\d{4}$/.test(message.code) ? message.code : 'nachricht'}-${message.id}.xml`;
		return new Response(xml, { headers: { 'Content-Type': 'application/xml; charset=utf-8', 'Content-Disposition': `attachment; filename="${name}"` } });
	});
