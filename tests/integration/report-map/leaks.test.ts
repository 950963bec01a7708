import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { projectPath } from '../../../gis/project-path.ts';
import { handle } from '../../../portal/hooks.server.ts';
import { SESSION_COOKIE } from '../../../portal/lib/server/accounts/sessions.ts';
import { tellReportNews } from '../../../portal/lib/server/reports/alerts/tell-news.ts';
import { forgetServices, provideServices, type Services } from '../../../portal/lib/server/services.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { serve } from '../../support/open311.ts';
import { HERE, RECEIVED } from '../../support/report.ts';
import { fingerprint, makeSecretReports, OPEN, SEARCHED, SECRET, type SecretWorld } from '../../support/secret-reports.ts';
import { tileAt } from '../../support/tiles.ts';

/**
 * § 5.1 of the research, rows 7 (enumeration) and 8 (private data by side doors): everything private or not released holds a word, everything
 * that answers anybody is asked, and the word is nowhere. Pages and end points are found by their files, so one that is added is asked the day
 * it is added; a router that is added to the server fails until it is asked here.
 */

interface Loaded {
	load?: (event: unknown) => unknown;
	GET?: (event: unknown) => unknown;
}
const modules = import.meta.glob<Loaded>('../../../portal/routes/**/+{page.server,server,layout.server}.ts');
const routeOf = (file: string) => /routes(\/.*)?\/\+/.exec(file)![1] || '/';
const files = Object.keys(modules);
const routes = files.filter((file) => !file.endsWith('+layout.server.ts')).map((file) => ({ file, route: routeOf(file) }));
const paramsOf = (route: string) => [...route.matchAll(/\[(?:\.\.\.)?(\w+)(?:=\w+)?\]/g)].map((match) => match[1]!);
/** They ask about reports, or name them. */
const aboutReports = (route: string) => /meld|report|standort|wege|auftrag|embed/.test(route);

let services: Services;
let world: SecretWorld;
let server: string;

beforeAll(async () => {
	services = await testServices({ now: () => new Date(RECEIVED.getTime() + 3_600_000) });
	provideServices(services);
	await makeTenant(services.db, { slug: 'land', name: 'Musterland', kind: 'land' });
	world = await makeSecretReports(services);
	server = await serve(services);
	return () => forgetServices();
}, 300_000);

interface Output {
	status: number;
	text: string;
	fingerprint: string | null;
}

const at = { lon: HERE.lon, lat: HERE.lat };
const QUERIES = ['', `?suche=${SEARCHED}`];
const near = `${at.lon - 0.1},${at.lat - 0.1},${at.lon + 0.1},${at.lat + 0.1}`;
const reportQueries = () => [
	...QUERIES, '?zeitraum=alles', `?lon=${at.lon}&lat=${at.lat}&kategorie=${world.here.categories.LATERNE}`, '?sortierung=geaendert&freigabe=text', '?offen=ja', '?offen=nein&zeitraum=alles',
	`?bbox=${near}`, `?mitte=${at.lon},${at.lat}&umkreis=5000`, '?status=eingegangen', '?sortierung=unterstuetzung', '?bearbeitung=ich', '?zustaendig=keine', '?kategorie=GEHEIM', '?kategorie=VORHER&kategorie=LATERNE',
	'?seite=1&von=2027-01-01', `?lon=${at.lon}&lat=${at.lat}&kategorie=${world.here.categories.GEHEIM}`, `?meldung=${world.unknown.private.publicRef}`
];

/** Lists are asked in many ways, what is named by its address in one. Those who are signed in get the same public pages: a few ways will do. */
function queriesFor(route: string, person: string): string[] {
	const named = paramsOf(route).some((name) => name !== 'tenant' && name !== 'reporter');
	if (named) return [''];
	return !aboutReports(route) ? QUERIES : reportQueries().slice(0, person === 'anonymous' ? undefined : 5);
}

/** Values to guess with, by the name of a parameter. */
function guesses(route: string, name: string): string[] {
	const reports = [...Object.values(world.shown), ...Object.values(world.unknown), world.foreign];
	if (name === 'tenant') return [world.here.slug];
	if (name === 'publicRef') return reports.map(({ publicRef }) => publicRef);
	if (/photo/i.test(name)) return [world.openPhotoId, world.photoIds.find((id) => id !== world.openPhotoId)!];
	if (name === 'reporter') return [world.here.reporterSlug];
	if (name === 'reporterId') return [world.here.reporterId];
	if (name === 'format') return ['csv'];
	if (/^(id|reportId|code|token|mark)$/.test(name) && aboutReports(route)) return reports.flatMap(({ id, publicRef }) => [id, publicRef]);
	return [world.unknown.private.id];
}

function* callsOf(route: string): Generator<Record<string, string>> {
	let calls: Record<string, string>[] = [{}];
	for (const name of paramsOf(route)) calls = calls.flatMap((call) => guesses(route, name).map((value) => ({ ...call, [name]: value })));
	yield* calls;
}

/** As the portal answers it: guard, frames, page. What a page's code returns is sent to the browser, whether the page shows it or not. */
async function ask(route: string, file: string, params: Record<string, string>, query: string, token: string | null): Promise<Output> {
	const path = route.replace(/\[(?:\.\.\.)?(\w+)(?:=\w+)?\]/g, (_, name: string) => params[name]!);
	const url = new URL(`http://localhost:3000${path}${query}`);
	let frame: Record<string, unknown> = {};
	const event = {
		params, url, route: { id: route }, locals: {} as App.Locals, isDataRequest: false, request: new Request(url),
		cookies: { get: (name: string) => (name === SESSION_COOKIE ? (token ?? undefined) : undefined), getAll: () => [], set() {}, delete() {} },
		depends() {}, untrack: (read: () => unknown) => read(), setHeaders() {}, parent: async () => frame, getClientAddress: () => '192.0.2.7', fetch
	};
	try {
		const response = await handle({
			event,
			resolve: async () => {
				const { load, GET } = await modules[file]!();
				if (!load) return GET ? ((await GET(event)) as Response) : new Response(null, { status: 405 });
				for (const layout of layoutsOf(route)) frame = { ...frame, ...(((await (await modules[layout]!()).load?.(event)) as object) ?? {}) };
				return new Response(await told({ frame, page: await load(event) }));
			}
		} as never);
		const bytes = new Uint8Array(await response.arrayBuffer());
		return { status: response.status, text: `${Buffer.from(bytes).toString()}\n${inspect([...response.headers])}`, fingerprint: fingerprint(bytes) };
	} catch (thrown) {
		const { status, body, location } = thrown as { status?: number; body?: unknown; location?: string };
		if (status === undefined) throw thrown;
		return { status, text: inspect({ body, location }), fingerprint: null };
	}
}

const layoutsOf = (route: string) => files.filter((file) => file.endsWith('+layout.server.ts') && (routeOf(file) === '/' || `${route}/`.startsWith(`${routeOf(file)}/`))).sort();

/** Everything in it, promises awaited, as text. */
async function told(value: unknown): Promise<string> {
	const awaited = async (each: unknown): Promise<unknown> => {
		const known = await each;
		if (!known || typeof known !== 'object' || Object.getPrototypeOf(known) !== Object.prototype) return known;
		return Object.fromEntries(await Promise.all(Object.entries(known).map(async ([key, inner]) => [key, await awaited(inner)])));
	};
	return inspect(await awaited(value), { depth: Infinity, maxArrayLength: null, maxStringLength: null, breakLength: Infinity });
}

/** What of the secrets stands in an answer. References that were asked for may stand there again. */
function leaksOf({ text, fingerprint: print }: Output, asked = ''): string[] {
	const words = text.match(new RegExp(`${SECRET}.{0,40}`, 'gi')) ?? [];
	const { merged, ...unknown } = world.unknown;
	const refs = Object.values(unknown).map(({ publicRef }) => publicRef).filter((ref) => text.includes(ref) && !asked.includes(ref));
	const ids = [merged.id, ...world.secretIds].filter((id) => text.includes(id) && !asked.includes(id));
	return [...words, ...refs, ...ids, ...(print && world.secretFiles.has(print) ? ['photo'] : [])];
}

test('who may read all sees the secrets: they are there', async () => {
	const route = '/[tenant=tenant]/verwaltung/meldungen/[id]';
	const output = await ask(route, files.find((file) => routeOf(file) === route)!, { tenant: world.here.slug, id: world.shown.pending.id }, '', world.administrator);
	expect(output.status).toBe(200);
	expect(leaksOf(output).length).toBeGreaterThan(5);
});

describe.each(['anonymous', 'foreignClerk', 'warden', 'planner'] as const)('%s', (person) => {
	test('no page and no end point tells what is private or not released', async () => {
		const found: string[] = [];
		const leaks: Record<string, string[]> = {};
		for (const { route, file } of routes)
			for (const params of callsOf(route))
				for (const query of queriesFor(route, person)) {
					const output = await ask(route, file, params, query, world.people[person]);
					const asked = `${Object.values(params).join(' ')} ${query}`;
					const told = leaksOf(output, asked);
					if (told.length > 0) leaks[`${route} ${asked}`] = [...new Set(told)];
					if (output.text.includes(OPEN)) found.push(route);
				}
		expect(leaks).toEqual({});
		for (const route of ['meldungen', 'meldungen/[publicRef]', 'meldungen.atom', 'meldungen/[publicRef]/verlauf.atom', 'melden/[reporter]/ort.json'])
			expect(found, 'what is released is there').toContain(`/[tenant=tenant]/${route}`);
	}, 600_000);
});

/** Everything that the server answers before the pages. */
const MOUNTED = ['/health', 'PDF_ASSETS', '/favicon.ico', '/service-worker.js', '/tiles/raster', '/tiles', 'tusRouter(services)', 'compression()', 'oneClickRouter(services)', 'embedRouter()',
	'/api', 'open311Router(services)', 'multipart(services, pages)', 'pages', 'errors(services)', 'securityHeaders(services.config)', 'warnOfProxy(services)'];

test('every router of the server is known here', () => {
	const source = readFileSync(projectPath('portal/server.ts'), 'utf8');
	const mounted = [...source.matchAll(/app\.(?:use|get|post)\(('[^']+'|[\w.]+(?:\([^)]*\))?)/g)].map((match) => match[1]!.replaceAll("'", ''));
	expect(mounted.filter((name) => !MOUNTED.includes(name)), 'Ask the new router in this test, then name it').toEqual([]);
	expect(mounted.length).toBe(MOUNTED.length);
});

async function fetched(path: string): Promise<Output> {
	const response = await fetch(`${server}${path}`);
	const bytes = new Uint8Array(await response.arrayBuffer());
	return { status: response.status, text: `${Buffer.from(bytes).toString('utf8')}\n${inspect([...response.headers])}`, fingerprint: fingerprint(bytes) };
}

async function expectSilence(paths: string[]): Promise<Output[]> {
	const outputs = [];
	const leaks: Record<string, string[]> = {};
	for (const path of paths) {
		const output = await fetched(path);
		outputs.push(output);
		const told = leaksOf(output, path);
		if (told.length > 0) leaks[path] = told;
	}
	expect(leaks).toEqual({});
	return outputs;
}

test('Open311 tells nothing in any format, with any argument, paged or not', async () => {
	const { slug, categories } = world.here;
	const refs = [...Object.values(world.shown), ...Object.values(world.unknown), world.foreign].map(({ publicRef }) => publicRef);
	const lists = ['', 'extensions=true', `q=${SEARCHED}`, `q=${OPEN}&extensions=true`, 'status=open,closed&extensions=true', 'start_date=2027-03-01T00:00:00Z', 'updated_after=2027-01-01T00:00:00Z&extensions=true',
		`bbox=${near}&extensions=true`, `lat=${at.lat}&long=${at.lon}&radius=5000&extensions=true`, 'page=1&page_size=1&extensions=true', 'page=2&page_size=2', 'service_code=GEHEIM', 'service_code=VORHER,LATERNE',
		`service_request_id=${refs.join(',')}&extensions=true`, ...Object.values(world.unknown).map(({ publicRef }) => `q=${publicRef}`)];
	const names = ['requests', 'servicerequestupdates', 'services', 'discovery', ...refs.map((ref) => `requests/${ref}`), ...Object.keys(categories).map((code) => `services/${code}`),
		...refs.map((ref) => `tokens/${ref}`), ...Object.values(world.unknown).map(({ id }) => `requests/${id}`)];
	const paths = ['xml', 'json'].flatMap((format) =>
		names.flatMap((name) => (name.includes('/') ? ['', 'extensions=true'] : lists).flatMap((query) => [
			`/${slug}/open311/v2/${name}.${format}?${query}`, `/open311/v2/${name}.${format}?jurisdiction_id=${slug}&${query}`
		]))
	);
	const outputs = await expectSilence(paths);
	expect(outputs.filter(({ text }) => text.includes(`${OPEN} gekürzter Text`)).length).toBeGreaterThan(10);
});

test('tiles tell nothing at any zoom, with any filter', async () => {
	const { x: east, y: north } = (await services.db.knex('report').avg({ x: services.db.knex.raw('st_x(point)'), y: services.db.knex.raw('st_y(point)') }).first())!;
	const queries = ['', 'dichte=1', `suche=${SEARCHED}`, `suche=${world.unknown.hidden.publicRef}`, 'offen=ja', `mandant=${world.here.slug}`, `mandant=${world.here.slug}&kategorie=GEHEIM`, `mandant=${world.here.slug}&suche=${OPEN}`,
		`bbox=${near}`, `mitte=${at.lon},${at.lat}&umkreis=5000`, 'freigabe=text', 'von=2027-01-01'];
	const outputs = await expectSilence(Array.from({ length: 20 }, (_, z) => tileAt(z, [Number(east), Number(north)])).flatMap(({ z, x, y }) => queries.map((query) => `/tiles/meldungen/${z}/${x}/${y}.mvt?${query}`)));
	expect(outputs.some(({ text }) => text.includes(world.shown.pending.publicRef))).toBe(true);
	for (const layer of ['land', 'verfahren', 'base']) await expectSilence(Array.from({ length: 18 }, (_, z) => tileAt(z, [Number(east), Number(north)])).map(({ z, x, y }) => `/tiles/${layer}/${z}/${x}/${y}.mvt`));
});

test('what else the server answers by itself tells nothing', async () => {
	await expectSilence(['/health', '/api/openapi.json', '/api/dcat.ttl', '/api/catalog.jsonld', '/api/plans', '/api/procedures', '/embed.js', `/api/search?q=${SEARCHED}`, '/favicon.ico']);
});

test('row 7: what is missing, private, hidden, unconfirmed, merged, unreleased or foreign answers alike', async () => {
	const missing = 'M-222222';
	const alike = async (ask: (ref: string) => Promise<Output>, except = '') => {
		const said = async (ref: string) => {
			const { status, text } = await ask(ref);
			return { status, text: text.replaceAll(ref, 'REF').replace(/'date', '[^']+'/, '') };
		};
		const wanted = await said(missing);
		for (const [name, { publicRef }] of Object.entries({ ...world.unknown, foreign: world.foreign }))
			if (name !== except) expect(await said(publicRef), name).toEqual(wanted);
		return wanted.status;
	};
	for (const { route, file } of routes.filter(({ route }) => route.includes('[publicRef]'))) {
		const params = (publicRef: string) => Object.fromEntries(paramsOf(route).map((name) => [name, name === 'publicRef' ? publicRef : guesses(route, name).at(-1)!]));
		// The one that stays names its duplicate in its history: links to the duplicate's page lead there.
		const leads = route === '/[tenant=tenant]/meldungen/[publicRef]';
		expect(await alike((ref) => ask(route, file, params(ref), '', null), leads ? 'merged' : ''), route).toBe(404);
		if (leads) expect((await ask(route, file, params(world.unknown.merged.publicRef), '', null)).status).toBe(302);
	}
	for (const format of ['xml', 'json']) {
		expect(await alike((ref) => fetched(`/${world.here.slug}/open311/v2/requests/${ref}.${format}`))).toBe(404);
		expect(await alike((ref) => fetched(`/${world.here.slug}/open311/v2/requests.${format}?service_request_id=${ref}&extensions=true`))).toBe(200);
		expect(await alike((ref) => fetched(`/${world.here.slug}/open311/v2/servicerequestupdates.${format}?service_request_id=${ref}`))).toBe(200);
	}
	const list = routes.find(({ route }) => route === '/[tenant=tenant]/meldungen')!;
	expect(await alike((ref) => ask(list.route, list.file, { tenant: world.here.slug }, `?suche=${ref}`, null))).toBe(200);
});

test('photos that are not released are nobody’s, those of other reports neither', async () => {
	const photo = routes.find(({ route }) => route.endsWith('/meldungen/[publicRef]/fotos/[photo]'))!;
	for (const publicRef of guesses(photo.route, 'publicRef'))
		for (const id of world.photoIds)
			for (const query of ['', '?klein']) {
				const { status } = await ask(photo.route, photo.file, { tenant: world.here.slug, publicRef, photo: id }, query, null);
				expect(status, `${publicRef} ${id}`).toBe(publicRef === world.shown.released.publicRef && id === world.openPhotoId ? 200 : 404);
			}
});

test('followers are told nothing that is not for everybody', async () => {
	expect(await tellReportNews(services)).toBeGreaterThan(0);
	const mails = await services.db.knex('mail').whereIn('recipient', world.followers).select('subject', 'body_text', 'recipient');
	const text = inspect(mails, { maxArrayLength: null, maxStringLength: null });
	expect(text).toContain(world.shown.released.publicRef);
	for (const mail of mails) {
		// The reference of what somebody follows is known to him.
		const own = Object.entries(world.unknown).find(([name]) => mail.recipient === `folgt-${name.toLowerCase()}@leser.example`)?.[1].publicRef ?? '';
		expect(leaksOf({ status: 200, text: inspect(mail, { maxStringLength: null }), fingerprint: null }, own), mail.recipient).toEqual([]);
	}
});
