import { isIPv6 } from 'node:net';
import { DomainError } from '../../../gis/errors.ts';
import { belongsTo, can } from './accounts/permissions.ts';
import { accountOfToken } from './accounts/sessions.ts';
import type { Account, TenantSummary } from './accounts/types.ts';
import { problemOf, type Problem } from './errors.ts';
import type { Services } from './services.ts';
import { findTenantBySlug } from './tenants/tenants-queries.ts';
import { landOf } from './tenants/tenants.ts';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];
/** What a form of a foreign page can send without asking the browser's permission; nothing at all counts too. */
const FORM_TYPES = ['', 'application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

/**
 * Against forged forms: a form must come from a page of this portal. The origin is PUBLIC_URL's, or that of the host the browser
 * itself addressed (the portal under its local address).
 * @throws DomainError `form_origin_foreign`; `form_invalid` for plain text, which no page of ours sends
 */
export function demandOwnForm(request: Pick<Request, 'method' | 'headers'>, publicUrl: string): void {
	if (SAFE_METHODS.includes(request.method)) return;
	const origin = request.headers.get('origin');
	const type = (request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
	if (origin === null && !FORM_TYPES.includes(type)) return;
	demandOwnOrigin(request, origin, publicUrl);
	if (type === 'text/plain') throw new DomainError('form_invalid');
}

function demandOwnOrigin(request: Pick<Request, 'headers'>, origin: string | null, publicUrl: string): void {
	if (origin === new URL(publicUrl).origin || isOwnHost(origin, request.headers.get('host'))) return;
	// A page that hides its address (Referrer-Policy, privacy settings) names no origin; no page can forge this header.
	if ((origin === null || origin === 'null') && request.headers.get('sec-fetch-site') === 'same-origin') return;
	throw new DomainError('form_origin_foreign');
}

function isOwnHost(origin: string | null, host: string | null): boolean {
	return origin !== null && host !== null && URL.canParse(origin) && new URL(origin).host === host;
}

export interface AddressContext {
	account: Account | null;
	tenant: TenantSummary;
	wholeLand: boolean;
	refused: Problem | null;
	/** Nobody is signed in and the page needs it. */
	loginNeeded: boolean;
	/** Where the own password is to be changed first; null where nothing is due. */
	passwordPage: string | null;
}

/** Page for the own password: the only one of the staff's that is open with a one-time password. */
const PASSWORD_ROUTE = '/[tenant=tenant]/verwaltung/konten/passwort';

/**
 * Who asks, for which tenant, and whether they may. Decided by the route and not by the address's letters, which can be encoded
 * in many ways.
 * @param route id of SvelteKit's route, null where none fits
 * @param slug first part of the address where the route has a tenant
 * @param token value of the session cookie
 */
export async function contextOfAddress(
	services: Pick<Services, 'db' | 'now'>,
	{ route, slug, token }: { route: string | null; slug: string | undefined; token: string | undefined }
): Promise<AddressContext> {
	const db = services.db.knex;
	const [account, named] = [await accountOfToken(services, token), slug === undefined ? null : await findTenantBySlug(db, slug)];
	if (slug !== undefined && !named) return refusal(await landOf(db), 'not_found');
	const context = { account, tenant: named ?? (await landOf(db)), wholeLand: named === null, refused: null, loginNeeded: false, passwordPage: null };
	if (!isStaffRoute(route)) return context;
	if (!account) return { ...context, loginNeeded: true };
	const home = account.mustChangePassword && homeOf(account, named);
	if (home) return home === named?.slug && route === PASSWORD_ROUTE ? context : { ...context, passwordPage: `/${home}/verwaltung/konten/passwort` };
	return mayEnter(account, named, route) ? context : refusal(await landOf(db), 'forbidden');
}

/** @returns slug of the tenant under which somebody changes the own password: the one addressed, or the first; undefined for strangers */
function homeOf(account: Account, named: TenantSummary | null): string | undefined {
	if (named) return belongsTo(account, named.id) ? named.slug : undefined;
	return account.memberships[0]?.slug;
}

/** Pages that only members of staff see: whatever lies in a folder `verwaltung`, and the outbox. */
export function isStaffRoute(route: string | null): boolean {
	return route !== null && (/\/verwaltung(\/|$)/.test(route) || route.startsWith('/postausgang'));
}

function mayEnter(account: Account, tenant: TenantSummary | null, route: string | null): boolean {
	if (tenant) return can(account, tenant.id, 'staff.enter');
	if (route?.startsWith('/postausgang')) return account.operator || account.memberships.length > 0;
	return account.operator;
}

function refusal(land: TenantSummary, code: 'not_found' | 'forbidden'): AddressContext {
	return { account: null, tenant: land, wholeLand: true, refused: problemOf(new DomainError(code)), loginNeeded: false, passwordPage: null };
}

/**
 * Address of the client as the proxy in front says it (TRUST_PROXY), for limits. Of IPv6 the network: every home has 2⁶⁴ addresses, so
 * single ones limit nothing.
 */
export function clientAddress(event: { platform?: Readonly<App.Platform>; getClientAddress(): string }): string {
	const address = event.platform?.req?.ip ?? event.getClientAddress();
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
	if (mapped || !isIPv6(address)) return mapped ?? address;
	const [before, after] = address.split('%')[0]!.split('::').map((part) => (part ? part.split(':') : []));
	const groups = after ? [...before!, ...Array<string>(Math.max(0, 8 - before!.length - after.length)).fill('0'), ...after] : before!;
	return `${groups.slice(0, 4).map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`;
}
