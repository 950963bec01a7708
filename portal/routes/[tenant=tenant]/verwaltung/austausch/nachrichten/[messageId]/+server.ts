import { DomainError } from '$gis/errors.ts';
import { forTenant } from '$gis/db/tenant-scope.ts';
import { demand } from '$lib/server/accounts/permissions.ts';
import { bodyOf } from '$lib/server/exchange/deliver.ts';
import { findMessage } from '$lib/server/exchange/exchange-queries.ts';
import { readPartner } from '$lib/server/exchange/partners.ts';
import { answer } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import type { RequestHandler } from './$types';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A message as it was kept, always as a download: what others wrote is never shown by the browser. */
export const GET: RequestHandler = ({ params, locals }) =>
	answer(async () => {
		demand(locals.account, locals.tenant.id, 'settings.change');
		const services = getServices();
		const scope = forTenant(services.db.knex, locals.tenant.id);
		const message = UUID.test(params.messageId) ? await findMessage(scope, params.messageId) : undefined;
		if (!message) throw new DomainError('not_found');
		const xml = message.direction === 'in' ? message.body : await bodyOf(services, scope, await readPartner(scope, message.partnerId), message);
		const name = `${/^\d{4}$/.test(message.code) ? message.code : 'nachricht'}-${message.id}.xml`;
		return new Response(xml, { headers: { 'Content-Type': 'application/xml; charset=utf-8', 'Content-Disposition': `attachment; filename="${name}"` } });
	});
