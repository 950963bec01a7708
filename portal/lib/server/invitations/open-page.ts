import { forTenant } from '../../../../gis/db/tenant-scope.ts';
import type { TenantSummary } from '../accounts/types.ts';
import { clientAddress } from '../http-guards.ts';
import type { Services } from '../services.ts';
import { openInvitation } from './invited.ts';

/** What of a request the pages of an invitation need. */
interface Asking {
	params: { token: string };
	locals: { tenant: TenantSummary };
	platform?: Readonly<App.Platform>;
	getClientAddress(): string;
}

/**
 * Headers of the pages of an invitation, whose address is a key: no other site learns it (`same-origin`; `no-referrer` would take the origin from
 * the forms, which older browsers need to send), no cache keeps the page and no search engine lists it.
 */
export const PRIVATE_HEADERS = { 'Referrer-Policy': 'same-origin', 'Cache-Control': 'private, no-store', 'X-Robots-Tag': 'noindex, nofollow' };

/**
 * Opens the invitation of a page's address.
 * @throws DomainError `invitation_unknown`, `invitation_throttled`
 */
export async function openPage(services: Services, event: Asking) {
	const { tenant } = event.locals;
	const scope = forTenant(services.db.knex, tenant.id);
	const invited = await openInvitation(services, scope, event.params.token, clientAddress(event));
	return { scope, invited, path: `/${tenant.slug}/einladung/${event.params.token}` };
}
