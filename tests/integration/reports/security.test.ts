import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isActionFailure, isHttpError, isRedirect } from '@sveltejs/kit';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forTenant } from '../../../gis/db/tenant-scope.ts';
import { projectPath } from '../../../gis/project-path.ts';
import { handle, handleError } from '../../../portal/hooks.server.ts';
import { insertAccount } from '../../../portal/lib/server/accounts/accounts-queries.ts';
import { hashPassword } from '../../../portal/lib/server/accounts/passwords.ts';
import { accountOfToken, SESSION_COOKIE } from '../../../portal/lib/server/accounts/sessions.ts';
import type { Account } from '../../../portal/lib/server/accounts/types.ts';
import { delegate } from '../../../portal/lib/server/reports/delegation/delegate.ts';
import { storePhoto } from '../../../portal/lib/server/reports/photos/store-photo.ts';
import { forgetServices, provideServices, type Services } from '../../../portal/lib/server/services.ts';
import { actions as loginActions } from '../../../portal/routes/login/+page.server.ts';
import { actions as logoutActions } from '../../../portal/routes/logout/+page.server.ts';
import { insertTenant } from '../../../portal/lib/server/tenants/tenants-queries.ts';
import { testServices } from '../../support/database.ts';
import { serve } from '../../support/open311.ts';
import { makeReport, makeReporter, photoWithPlace, type TestReporter } from '../../support/report.ts';
import { signedInStaff } from '../../support/staff.ts';

const NOW = new Date('2027-03-10T09:00:00Z');
const ORIGIN = 'https://portal.example';
const PASSWORD = 'Laterne am Fuchsweg 19';

let services: Services;
let here: TestReporter;
let staff: Account;
let address = '';
/** Values that exist, by the name of the part of an address. */
let known: Record<string, string> = {};

beforeAll(async () => {
	services = await testServices({ now: () => NOW, env: { PUBLIC_URL: ORIGIN } });
	provideServices(services);
	address = await serve(services);
	await insertTenant(services.db.knex, { slug: 'elbaue', name: 'Elbaue', kind: 'land', ags: null, land: 'SN' });
	here = await makeReporter(services.db, { categories: { OFFEN: { name: 'Offen', moderation: 'open' } } });
	const { token } = await signedInStaff(services, here.scope, { email: 'amt@ort.example', role: 'administrator' });
	staff = (await accountOfToken(services, token))!;
	const photo = await storePhoto(services, here.scope, await photoWithPlace(60, 40));
	const report = await makeReport(services, here, { category: 'OFFEN', photos: [photo], author: { name: 'E', email: 'e@ort.example' } });
	const [row] = await here.scope.table('report_photo').where({ report_id: report.id }).select('id');
	const order = await delegate(services, here.scope, report.id, { contractor: 'Licht GmbH', email: 'licht@firma.example', orderText: 'Leuchtmittel tauschen', days: 30 }, { actor: 'staff' }, NOW);
	known = {
		reporter: here.reporterSlug, reporterId: here.reporterId, categoryId: here.categories.OFFEN!, bodyId: here.bodyId, publicRef: report.publicRef, code: report.code!, id: report.id, reportId: report.id,
		photo: row.id, photoId: row.id, token: order.token, meldung: report.id, kategorie: 'OFFEN', ref: report.publicRef
	};
	await insertAccount(services.db.knex, { email: 'frida@amt.example', name: 'Frida', passwordHash: await hashPassword(PASSWORD), operator: true });
});
afterAll(() => forgetServices());

/** A stack, a statement of the database, a path of this machine. */
const INSIDE = /\bat \S+ \(|\.ts:\d|\.js:\d|node_modules|select .+ from |insert into|update .+ set |postgres|pglite|knex|syntax error|invalid input|violates|\/(?:work|tmp|home|usr|var)\//i;

const nasty = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 40 }),
	fc.double().map(String),
	fc.constantFrom(
		'', "'", '"', '\0', '%', '%00', "' or 1=1 --", '../../etc/passwd', '-1', '1e309', '9'.repeat(400), '2147483648', '9223372036854775808', '0000-00-00', '2027-02-30', '٣', '<script>alert(1)</script>',
		'${7*7}', '{{7*7}}', '\ud800', '\u202e', 'a'.repeat(5000), '[]', '{}', '{"a":', 'null', '[object Object]', '__proto__', 'constructor', '1,2,3', 'NaN', 'Infinity', '181,91', '\r\nSet-Cookie: a=b',
		'00000000-0000-0000-0000-000000000000', '{"type":"Polygon","coordinates":[[[0,0],[1,1],[0,0]]]}', '(((((', '*', ':x', '?', '\\'
	)
);

/** Names under which anything is asked for: out of the code itself, so that none is forgotten. */
function namesIn(...folders: string[]): string[] {
	const names = new Set<string>();
	for (const folder of folders)
		for (const entry of readdirSync(projectPath(folder), { recursive: true, withFileTypes: true })) {
			if (!entry.isFile() || !entry.name.endsWith('.ts')) continue;
			const code = readFileSync(join(entry.parentPath, entry.name), 'utf8');
			for (const [, name] of code.matchAll(/(?:get|getAll|has|text|field|one|texts)\(\s*'([\w-]{1,30})'/g)) names.add(name!);
			for (const [, name] of code.matchAll(/^\t(?:\w+): '([a-z][a-z-]{1,20})',?$/gm)) names.add(name!);
		}
	return [...names];
}
const NAMES = namesIn('portal/lib/server/reports', 'portal/lib/server/report-map', 'portal/lib/server/alerts', 'portal/lib/server/trails', 'portal/lib/forms', 'portal/routes');

describe('row 15: nothing of the inside is told, whatever is asked', () => {
	type Work = (event: never) => unknown;
	const modules = import.meta.glob<Record<string, unknown>>(['../../../portal/routes/**/+page.server.ts', '../../../portal/routes/**/+server.ts']);
	const ABOUT = /\/(meld[a-z]*(\.atom)?|auftrag|wege|wanderwege|standort|merkliste|login|postausgang|benachrichtigungen)(\/|$)/;
	const routes = Object.keys(modules).filter((path) => ABOUT.test(path.slice('../../../portal/routes'.length).replace(/\/\+[\w.]+$/, '')));
	let sender = 0;

	async function ask(work: Work, path: string, given: Record<string, string>, isForm: boolean): Promise<{ status: number; body: string }> {
		const params = Object.fromEntries([...path.matchAll(/\[(\w+)(?:=\w+)?\]/g)].map(([, name]) => [name, given[`:${name}`] ?? known[name!] ?? 'x']));
		const fields = new URLSearchParams(Object.entries(given).filter(([name]) => !name.startsWith(':')));
		const url = new URL(`${ORIGIN}/x${isForm ? '' : `?${fields}`}`);
		const request = isForm ? new Request(url, { method: 'POST', body: fields }) : new Request(url);
		const tenant = { id: here.tenantId, slug: here.slug, name: 'Musterlinden', contact: {}, kind: 'gemeinde' };
		sender += 1;
		const event = {
			params: { ...params, tenant: here.slug }, url, request, route: { id: path }, setHeaders: () => undefined, depends: () => undefined, parent: async () => ({}), isDataRequest: false,
			locals: { tenant, account: staff, wholeLand: false, refused: null }, getClientAddress: () => `198.18.${Math.floor(sender / 250) % 250}.${sender % 250}`,
			cookies: { get: () => undefined, set: () => undefined, delete: () => undefined }
		};
		try {
			const answer = await work(event as never);
			if (answer instanceof Response) return { status: answer.status, body: `${[...answer.headers.values()].join('\n')}\n${answer.status === 200 ? '' : await answer.text()}` };
			if (isActionFailure(answer)) return { status: answer.status, body: JSON.stringify((answer.data as unknown as { problem?: unknown }).problem) };
			return { status: 200, body: '' };
		} catch (thrown) {
			if (isRedirect(thrown)) return { status: thrown.status, body: '' };
			if (isHttpError(thrown)) return { status: thrown.status, body: JSON.stringify(thrown.body) };
			throw new Error(`${path} fell over ${JSON.stringify(given).slice(0, 600)}`, { cause: thrown });
		}
	}

	test('names and pages are found', () => {
		for (const name of ['kategorie', 'lon', 'bbox', 'meldung', 'seite', 'objekt', 'daten', 'grund']) expect(NAMES).toContain(name);
		expect(routes.length).toBeGreaterThan(50);
	});

	test.each(routes)('%s', async (path) => {
		const module = await modules[path]!();
		const handlers: [string, Work, boolean][] = [];
		if (module.load) handlers.push(['load', module.load as Work, false]);
		if (module.GET) handlers.push(['GET', module.GET as Work, false]);
		if (module.POST) handlers.push(['POST', module.POST as Work, true]);
		for (const [name, action] of Object.entries((module.actions ?? {}) as Record<string, Work>)) handlers.push([`?/${name}`, action, true]);
		// Its own names more often than those of others.
		const own = [...readFileSync(projectPath(path.replace('../../../', '')), 'utf8').matchAll(/'([\w-]{1,30})'/g)].map(([, name]) => name!);
		const parts = [...path.matchAll(/\[(\w+)(?:=\w+)?\]/g)].map(([, name]) => `:${name}`).filter((name) => name !== ':tenant');
		const name = fc.oneof({ arbitrary: fc.constantFrom(...NAMES), weight: 3 }, ...[own, parts].filter((each) => each.length > 0).map((each) => ({ arbitrary: fc.constantFrom(...each), weight: 2 })));
		const value = fc.oneof({ arbitrary: nasty, weight: 4 }, { arbitrary: fc.constantFrom(...Object.values(known)), weight: 1 });
		for (const [label, work, isForm] of handlers) {
			await fc.assert(
				fc.asyncProperty(fc.dictionary(name, value, { maxKeys: 6 }), async (given) => {
					const { status, body } = await ask(work, path, given, isForm);
					expect([label, status < 500 || status === 503, body]).toEqual([label, true, expect.not.stringMatching(INSIDE)]);
				}),
				{ numRuns: 20, seed: 15, endOnFailure: true }
			);
		}
	});

	test('tiles, interfaces and one-click addresses', async () => {
		const path = fc.oneof(
			fc.tuple(fc.constantFrom('meldungen', 'land', 'verfahren', 'base', 'raster/x', 'fassung/x'), fc.constantFrom('8/137/85', '14/8800/5400', '0/0/0'), fc.constantFrom('.mvt', '.webp')).map(([layer, tile, end]) => `/tiles/${layer}/${tile}${end}`),
			fc.array(nasty, { minLength: 1, maxLength: 4 }).map((parts) => `/tiles/${parts.map((part) => encodeURIComponent(part.toWellFormed()).slice(0, 300)).join('/')}.mvt`),
			fc.constantFrom('/api/search', '/api/verfahren', '/api/openapi.json', '/api/deadlines', '/api/dcat', '/benachrichtigungen/abmelden/x', `/${here.slug}/open311/v2/requests.json`, '/open311/v2/requests.xml', '/open311/discovery.json'),
			nasty.map((part) => `/api/${encodeURIComponent(part.toWellFormed()).slice(0, 300)}`)
		);
		await fc.assert(
			fc.asyncProperty(path, fc.dictionary(fc.constantFrom(...NAMES, 'jurisdiction_id', 'service_code', 'page', 'cursor'), nasty, { maxKeys: 4 }), async (at, query) => {
				const answer = await fetch(`${address}${at}?${new URLSearchParams(query)}`);
				const body = Buffer.from(await answer.arrayBuffer()).toString('latin1');
				expect([at, answer.status < 500]).toEqual([at, true]);
				if (answer.status >= 400) expect(body).not.toMatch(INSIDE);
			}),
			{ numRuns: 250, seed: 15, endOnFailure: true }
		);
	});

	test('what nobody foresaw has a number, and no word of what happened', () => {
		const error = new Error('duplicate key value violates unique constraint "report_pkey" at /srv/portal/intake.ts:5');
		const logged: unknown[] = [];
		const before = services.log.error;
		services.log.error = ((entry: unknown) => logged.push(entry)) as never;
		const event = { route: { id: '/x' }, request: new Request(`${ORIGIN}/x`) };
		const shown = handleError({ error, event: event as never, status: 500, message: 'Internal Error' });
		services.log.error = before;
		expect(shown).toEqual({ message: expect.any(String), code: expect.stringMatching(/^unexpected-[0-9a-f]{8}$/) });
		expect(JSON.stringify(shown)).not.toMatch(/duplicate|report_pkey|intake/);
		expect(logged).toHaveLength(1);
	});
});

describe('row 11: forms of foreign pages', () => {
	const TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain', 'text/plain;charset=UTF-8', 'TEXT/PLAIN', ''];
	const ROUTES = ['/[tenant=tenant]/melden/[reporter]', '/[tenant=tenant]/melden/[reporter]/senden', '/[tenant=tenant]/meldungen/[publicRef]', '/[tenant=tenant]/meldung/[code]', '/[tenant=tenant]/verwaltung/meldungen', '/login', '/logout'];

	async function post(route: string, type: string, headers: Record<string, string>): Promise<number> {
		let reached = false;
		const url = new URL(`${ORIGIN}/x`);
		const { token } = await signedInStaff(services, here.scope, { email: 'planung@ort.example', role: 'planner' }).catch(() => ({ token: '' }));
		const request = new Request(url, { method: 'POST', body: new Uint8Array([120]), headers: { ...(type ? { 'content-type': type } : {}), ...headers } });
		const event = { url, request, locals: {}, route: { id: route }, params: route.includes('tenant') ? { tenant: here.slug } : {}, cookies: { get: () => token }, isDataRequest: false };
		try {
			await handle({ event: event as never, resolve: async () => ((reached = true), new Response('done')) });
		} catch (thrown) {
			expect(reached).toBe(false);
			return (thrown as { status: number }).status;
		}
		return reached ? 200 : 0;
	}

	test.each(ROUTES)('%s takes none, of whichever type and origin', async (route) => {
		for (const type of TYPES)
			for (const headers of [
				{ origin: 'https://fremd.example' }, { origin: 'null' }, {}, { origin: `${ORIGIN}.fremd.example` }, { origin: 'http://portal.example' }, { origin: `${ORIGIN}:8443` },
				{ origin: 'https://fremd.example', 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://fremd.example', referer: `${ORIGIN}/x` }
			] as Record<string, string>[])
				expect([type, headers, await post(route, type, headers)]).toEqual([type, headers, 403]);
	});

	test('the own pages’ forms pass, and plain text never does', async () => {
		expect(await post('/login', TYPES[0]!, { origin: ORIGIN })).toBe(200);
		expect(await post('/login', TYPES[1]!, { origin: 'null', 'sec-fetch-site': 'same-origin' })).toBe(200);
		expect(await post('/login', 'text/plain', { origin: ORIGIN })).toBe(422);
	});

	test('a multipart form does not even reach the disk', async () => {
		const body = new FormData();
		body.append('fotos', new Blob(['x']), 'x.jpg');
		const answer = await fetch(`${address}/${here.slug}/melden/${here.reporterSlug}`, { method: 'POST', body, headers: { origin: 'https://fremd.example' } });
		expect(answer.status).toBe(403);
		expect(await answer.text()).not.toMatch(INSIDE);
	});
});

describe('row 20: sessions', () => {
	/** The cookies of a browser, as SvelteKit hands them to actions. */
	function browser(planted?: string) {
		const jar = new Map<string, string>(planted ? [[SESSION_COOKIE, planted]] : []);
		const flags: Record<string, unknown>[] = [];
		return {
			jar,
			flags,
			cookies: {
				get: (name: string) => jar.get(name),
				set: (name: string, value: string, options: Record<string, unknown>) => (jar.set(name, value), flags.push(options)),
				delete: (name: string) => jar.delete(name)
			}
		};
	}
	const eventOf = (cookies: object, form: Record<string, string>) => {
		const url = new URL(`${ORIGIN}/login`);
		return { url, cookies, request: new Request(url, { method: 'POST', body: new URLSearchParams(form) }), locals: {}, getClientAddress: () => '203.0.113.9' } as never;
	};
	async function signIn(planted?: string) {
		const { jar, flags, cookies } = browser(planted);
		const thrown = await (loginActions.default!(eventOf(cookies, { email: 'frida@amt.example', password: PASSWORD })) as Promise<unknown>).catch((redirected: unknown) => redirected);
		expect(isRedirect(thrown)).toBe(true);
		return { token: jar.get(SESSION_COOKIE)!, flags: flags[0]!, jar, cookies };
	}

	test('an id that an attacker planted is worth nothing, before and after the login', async () => {
		const planted = 'A'.repeat(43);
		expect(await accountOfToken(services, planted)).toBeNull();
		const { token } = await signIn(planted);
		expect(token).not.toBe(planted);
		expect(await accountOfToken(services, planted)).toBeNull();
		expect(await accountOfToken(services, token)).toMatchObject({ email: 'frida@amt.example' });
	});

	test('every login gives a new id, and ends the session that the browser had', async () => {
		const first = await signIn();
		const second = await signIn(first.token);
		expect(second.token).not.toBe(first.token);
		expect(second.token).toMatch(/^[\w-]{43}$/);
		expect(await accountOfToken(services, first.token)).toBeNull();
		expect(await accountOfToken(services, second.token)).not.toBeNull();
	});

	test('a signed-in session of the attacker, planted in the victim’s browser, stays the attacker’s and ends', async () => {
		const attacker = (await signedInStaff(services, forTenant(services.db.knex, here.tenantId), { email: 'angreifer@ort.example', role: 'clerk' })).token;
		const { token } = await signIn(attacker);
		expect((await accountOfToken(services, token))!.email).toBe('frida@amt.example');
		expect(await accountOfToken(services, attacker)).toBeNull();
	});

	test('a refused login changes no cookie', async () => {
		const { jar, flags, cookies } = browser('B'.repeat(43));
		const answer = await loginActions.default!(eventOf(cookies, { email: 'frida@amt.example', password: 'falsch' }));
		expect(isActionFailure(answer)).toBe(true);
		expect([jar.get(SESSION_COOKIE), flags]).toEqual(['B'.repeat(43), []]);
	});

	test('the cookie: for the whole portal, not for scripts, not from foreign pages, over TLS alone', async () => {
		const { flags } = await signIn();
		expect(flags).toMatchObject({ path: '/', httpOnly: true, sameSite: 'lax', secure: true, expires: expect.any(Date) });
		expect(flags).not.toHaveProperty('domain');
	});

	test('logout ends it on the server, not only in the browser; what is stored is no id', async () => {
		const { token, jar, cookies } = await signIn();
		const stored = JSON.stringify(await services.db.knex('session').select());
		expect(stored).not.toContain(token);
		const thrown = await (logoutActions.default!(eventOf(cookies, {})) as Promise<unknown>).catch((redirected: unknown) => redirected);
		expect(isRedirect(thrown)).toBe(true);
		expect(jar.has(SESSION_COOKIE)).toBe(false);
		expect(await accountOfToken(services, token)).toBeNull();
	});
});
