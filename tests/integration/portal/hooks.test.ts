import { afterAll, beforeAll, expect, test } from 'vitest';
import { forTenant } from '../../../gis/db/tenant-scope.ts';
import { handle, handleError } from '../../../portal/hooks.server.ts';
import { insertAccount } from '../../../portal/lib/server/accounts/accounts-queries.ts';
import { members } from '../../../portal/lib/server/accounts/members.ts';
import { openSession } from '../../../portal/lib/server/accounts/sessions.ts';
import { changeEmbedOrigins } from '../../../portal/lib/server/embed/origins.ts';
import { forgetServices, provideServices, type Services } from '../../../portal/lib/server/services.ts';
import { insertTenant } from '../../../portal/lib/server/tenants/tenants-queries.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { signedInStaff } from '../../support/staff.ts';

let services: Services;
const cookies: Record<string, string> = {};

beforeAll(async () => {
	services = await testServices({ env: { PUBLIC_URL: 'https://portal.example' } });
	provideServices(services);
	const db = services.db.knex;
	await insertTenant(db, { slug: 'elbaue', name: 'Elbaue', kind: 'land', ags: null, land: 'SN' });
	for (const slug of ['hier', 'dort']) {
		const { id } = await makeTenant(services.db, { slug });
		cookies[slug] = (await signedInStaff(services, forTenant(db, id), { email: `planer@${slug}.example`, role: 'planner' })).token;
	}
	const operator = await insertAccount(db, { email: 'land@land.example', name: 'L', passwordHash: '', operator: true });
	cookies.operator = (await openSession(services, operator!)).token;
});
afterAll(() => forgetServices());

interface Asked {
	route: string | null;
	slug?: string;
	who?: string;
	method?: string;
	path?: string;
	data?: boolean;
	headers?: Record<string, string>;
}

/** Runs the hook as SvelteKit would; what it throws (redirect, error) is returned. */
async function ask({ route, slug, who, method = 'GET', path = '/x', data = false, headers = {} }: Asked) {
	const url = new URL(path, 'https://portal.example');
	const locals = {} as App.Locals;
	const event = {
		url,
		locals,
		route: { id: route },
		params: slug === undefined ? {} : { tenant: slug },
		request: new Request(url, { method, headers: { origin: 'https://portal.example', ...headers } }),
		cookies: { get: () => (who ? cookies[who] : undefined) },
		isDataRequest: data
	};
	try {
		const response = await handle({ event: event as never, resolve: async () => new Response('page') });
		return { status: response.status, cache: response.headers.get('cache-control'), locals };
	} catch (thrown) {
		return thrown as { status: number; location?: string; body?: { code: string }; locals?: App.Locals; cache?: string | null };
	}
}
const STAFF = '/[tenant=tenant]/verwaltung/plaene/[planId]';

test('a page without tenant is about the Land, one with a tenant about it', async () => {
	expect((await ask({ route: '/' })).locals).toMatchObject({ tenant: { slug: 'elbaue' }, wholeLand: true, account: null, refused: null });
	expect((await ask({ route: '/[tenant=tenant]', slug: 'hier' })).locals).toMatchObject({ tenant: { slug: 'hier' }, wholeLand: false });
	expect((await ask({ route: '/[tenant=tenant]', slug: 'hier', who: 'dort' })).locals?.account).toMatchObject({ email: 'planer@dort.example' });
});

test('an unknown tenant: refused inside the frame for a page, with status 404 for everything else', async () => {
	const page = await ask({ route: '/[tenant=tenant]', slug: 'nirgends', who: 'hier' });
	expect(page.locals).toMatchObject({ refused: { status: 404, code: 'not_found' }, tenant: { slug: 'elbaue' }, account: null });
	for (const asked of [{ method: 'POST' }, { data: true }, { route: '/[tenant=tenant]/theme.css' }])
		expect(await ask({ route: '/[tenant=tenant]', slug: 'nirgends', ...asked })).toMatchObject({ status: 404, body: { code: 'not_found' } });
});

test('staff pages: without login to the login and back, foreign staff refused, own staff and the operator let in', async () => {
	expect(await ask({ route: STAFF, slug: 'hier', path: '/hier/verwaltung/plaene/1?fassung=2' })).toMatchObject({
		status: 303,
		location: '/login?weiter=%2Fhier%2Fverwaltung%2Fplaene%2F1%3Ffassung%3D2'
	});
	expect((await ask({ route: STAFF, slug: 'hier', who: 'dort' })).locals).toMatchObject({ refused: { status: 403 }, account: null, wholeLand: true });
	expect(await ask({ route: STAFF, slug: 'hier', who: 'dort', method: 'POST' })).toMatchObject({ status: 403, body: { code: 'forbidden' } });
	expect(await ask({ route: STAFF, slug: 'hier', who: 'dort', data: true })).toMatchObject({ status: 403 });
	for (const who of ['hier', 'operator']) {
		const { locals, cache, status } = await ask({ route: STAFF, slug: 'hier', who });
		expect({ refused: locals?.refused, cache, status }).toEqual({ refused: null, cache: 'no-store', status: 200 });
	}
});

test('with a one-time password only the page for the own password is open, and what everybody may see', async () => {
	const tenant = (await services.db.knex('tenant').where({ slug: 'hier' }).first('id')).id;
	const { accountId } = await members.create(forTenant(services.db.knex, tenant), { email: 'neu@hier.example', name: 'N', role: 'administrator' });
	cookies.newcomer = (await openSession(services, accountId)).token;
	const page = { status: 303, location: '/hier/verwaltung/konten/passwort' };
	expect(await ask({ route: STAFF, slug: 'hier', who: 'newcomer' })).toMatchObject(page);
	expect(await ask({ route: STAFF, slug: 'hier', who: 'newcomer', method: 'POST' })).toMatchObject(page);
	expect(await ask({ route: '/postausgang', who: 'newcomer' })).toMatchObject(page);
	expect(await ask({ route: STAFF, slug: 'dort', who: 'newcomer', data: true })).toMatchObject({ status: 403 });
	const own = await ask({ route: '/[tenant=tenant]/verwaltung/konten/passwort', slug: 'hier', who: 'newcomer' });
	expect({ status: own.status, refused: own.locals?.refused }).toEqual({ status: 200, refused: null });
	expect(await ask({ route: '/[tenant=tenant]', slug: 'hier', who: 'newcomer' })).toMatchObject({ status: 200 });
});

test('pages of the Land are the operator’s; the outbox is for staff', async () => {
	expect((await ask({ route: '/verwaltung/mandanten', who: 'hier' })).locals?.refused).toMatchObject({ status: 403 });
	expect((await ask({ route: '/verwaltung/mandanten', who: 'operator' })).locals?.refused).toBeNull();
	expect(await ask({ route: '/verwaltung/mandanten' })).toMatchObject({ status: 303 });
	expect((await ask({ route: '/postausgang', who: 'hier' })).locals?.refused).toBeNull();
	expect(await ask({ route: '/postausgang' })).toMatchObject({ status: 303 });
});

test('what a signed-in person sees is not kept; public pages may be', async () => {
	expect((await ask({ route: '/' })).cache).toBeNull();
	expect((await ask({ route: '/', who: 'hier' })).cache).toBe('private, no-store');
});

test('a form of a foreign page changes nothing', async () => {
	const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' };
	expect(await ask({ route: '/logout', method: 'POST', who: 'hier', headers })).toMatchObject({ status: 403, body: { code: 'form_origin_foreign' } });
});

test('an unforeseen error gets a number; the log has the route and never the address', () => {
	const logged: Record<string, unknown>[] = [];
	const error = services.log.error;
	services.log.error = ((entry: Record<string, unknown>) => logged.push(entry)) as never;
	const response = { headersSent: false, said: {} as Record<string, string>, setHeader: (name: string, value: string) => void (response.said[name] = value) };
	const event = {
		route: { id: '/[tenant=tenant]/eingang/[code]' }, request: new Request('https://portal.example/hier/eingang/geheim?x=1'), platform: { req: { res: response } }
	};
	const shown = handleError({ error: new Error('boom'), event: event as never, status: 500, message: 'Internal Error' });
	services.log.error = error;
	expect(shown).toMatchObject({ message: expect.stringContaining('unerwarteter Fehler'), code: expect.stringMatching(/^unexpected-[0-9a-f]{8}$/) });
	expect(logged[0]).toMatchObject({ route: '/[tenant=tenant]/eingang/[code]' });
	expect(JSON.stringify(logged)).not.toContain('geheim');
	expect(JSON.stringify(shown)).toContain(String(logged[0]!.number));
	expect(response.said).toEqual({ 'X-Request-Id': logged[0]!.number });
});

test('pages for frames open to the websites of their tenant alone, and know nobody', async () => {
	const tenant = (await services.db.knex('tenant').where({ slug: 'hier' }).first('id')).id;
	await changeEmbedOrigins(services.db.knex, tenant, 'https://www.hier.example');
	const policyOf = async (route: string, slug: string) => {
		const locals = {} as App.Locals;
		const url = new URL('https://portal.example/x');
		const event = { url, locals, route: { id: route }, params: { tenant: slug }, request: new Request(url), cookies: { get: () => cookies.hier }, isDataRequest: false };
		const page = () => new Response('page', { headers: { 'Content-Security-Policy': "default-src 'self'; frame-ancestors 'none'" } });
		const response = await handle({ event: event as never, resolve: async () => page() });
		return { frames: /frame-ancestors (.*)/.exec(response.headers.get('content-security-policy')!)![1], account: locals.account?.email ?? null };
	};
	const list = '/embed/[tenant=tenant]/liste';
	expect(await policyOf(list, 'hier')).toEqual({ frames: "'self' https://www.hier.example", account: null });
	expect(await policyOf(list, 'dort')).toEqual({ frames: "'self'", account: null });
	expect(await policyOf(list, 'nirgends')).toEqual({ frames: "'none'", account: null });
	expect(await policyOf('/[tenant=tenant]/verfahren/[procedureId]', 'hier')).toEqual({ frames: "'none'", account: 'planer@hier.example' });
});
