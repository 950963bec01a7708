import { beforeEach, describe, expect, it } from 'vitest';
import { answer, keepPages, wayOf, type Stores } from '../../../portal/lib/offline/answer-offline.ts';
import { PERSONAL_STORE, sectionOf } from '../../../portal/lib/offline/offline-sections.ts';

const ORIGIN = 'https://portal.example';
/** The part of CacheStorage that is used, in memory. */
function fakeCaches() {
	const stores = new Map<string, Map<string, Response>>();
	const key = (request: RequestInfo | URL) => new URL(request instanceof Request ? request.url : String(request), ORIGIN).href;
	const open = async (name: string) => {
		const store = stores.get(name) ?? stores.set(name, new Map()).get(name)!;
		return {
			match: async (request: RequestInfo | URL) => store.get(key(request))?.clone(),
			put: async (request: RequestInfo | URL, response: Response) => void store.set(key(request), response),
			keys: async () => [...store.keys()].map((url) => new Request(url))
		};
	};
	const match = async (request: RequestInfo | URL) => [...stores.values()].map((store) => store.get(key(request))).find(Boolean)?.clone();
	return { caches: { open, match } as unknown as CacheStorage, stores };
}

let stores: Stores;
let kept: Map<string, Map<string, Response>>;
let network: (request: Request) => Response | Promise<Response>;
let seen: { url: string; credentials: string }[];
beforeEach(() => {
	const fake = fakeCaches();
	kept = fake.stores;
	seen = [];
	network = (request) => new Response(`network ${new URL(request.url).pathname}`);
	stores = {
		caches: fake.caches, app: 'app-1', pages: 'seiten-1', origin: ORIGIN,
		fetch: async (input, init) => {
			const request = new Request(new URL(input instanceof Request ? input.url : String(input), ORIGIN), init);
			seen.push({ url: request.url, credentials: init?.credentials ?? 'default' });
			return network(request);
		}
	};
});

const navigation = (path: string) => Object.defineProperty(new Request(ORIGIN + path), 'mode', { value: 'navigate' });
const offline = () => {
	network = () => Promise.reject(new TypeError('Failed to fetch'));
};
const open = async (path: string) => (await answer('page', navigation(path), stores)).text();

describe('what the service worker answers for', () => {
	it.each([
		['/stadt/melden', 'page'], ['/stadt/melden/maengel', 'page'], ['/stadt/wege/runde', 'page'], ['/stadt/verwaltung/meldungen/aussendienst', 'page'],
		['/_app/immutable/chunks/x.js', 'app'], ['/tiles/base/14/1/2.mvt', 'tile'], ['/stadt/theme.css', 'look'],
		['/stadt/verfahren', null], ['/stadt/beteiligungen/1/stellungnahme', null], ['/stadt/meldenix', null], ['/stadt/verwaltung/meldungen', null],
		['/stadt/meldung/ABC', null], ['/stadt/meldungen/M-1', null], ['/', null], ['/login', null], ['/melden', null], ['/stadt/verwaltung/melder', null]
	] as const)('%s: %s', (path, way) => {
		expect(wayOf({ method: 'GET', url: ORIGIN + path, destination: '', mode: 'cors' }, ORIGIN)).toBe(way);
		expect(wayOf({ method: 'POST', url: ORIGIN + path, destination: '', mode: 'cors' }, ORIGIN)).toBeNull();
	});

	it('a section’s scope ends at its tenant', () => {
		expect(sectionOf('/stadt/melden/maengel')).toMatchObject({ tenant: 'stadt', scope: '/stadt/melden' });
	});
});

describe('pages', () => {
	it('come from the network as long as there is one', async () => {
		expect(await open('/stadt/melden/maengel')).toBe('network /stadt/melden/maengel');
		network = () => new Response('newer');
		expect(await open('/stadt/melden/maengel')).toBe('newer');
	});

	it('come from the store without one, with whatever query, and while the server is down', async () => {
		await open('/stadt/melden/maengel');
		offline();
		expect(await open('/stadt/melden/maengel?entwurf=3')).toBe('network /stadt/melden/maengel');
		network = () => new Response('Bad Gateway', { status: 502 });
		expect(await open('/stadt/melden/maengel')).toBe('network /stadt/melden/maengel');
	});

	it('that stand for a query are not kept: nobody sees somebody else’s', async () => {
		await open('/stadt/melden/maengel?lat=51&lon=13');
		offline();
		expect((await answer('page', navigation('/stadt/melden/maengel'), stores)).type).toBe('error');
	});

	it('that are not to be kept are not: of somebody signed in, refusals', async () => {
		network = () => new Response('Guten Tag, Erika', { headers: { 'Cache-Control': 'private, no-store' } });
		await open('/stadt/melden');
		network = () => new Response('nein', { status: 404 });
		await open('/stadt/melden/weg');
		expect([...(kept.get('seiten-1')?.keys() ?? [])]).toEqual([]);
	});

	it('of a personal section are kept apart from the others', async () => {
		network = () => new Response('Runde von Wanda', { headers: { 'Cache-Control': 'private, no-store' } });
		await open('/stadt/wege/runde');
		expect([...kept.keys()].filter((name) => kept.get(name)!.size > 0)).toEqual([PERSONAL_STORE]);
		offline();
		expect(await open('/stadt/wege/runde')).toBe('Runde von Wanda');
	});

	it('never seen lead to one of the same section', async () => {
		await open('/stadt/melden/maengel');
		await open('/anderswo/melden/x');
		offline();
		const response = await answer('page', navigation('/stadt/melden'), stores);
		expect([response.status, response.headers.get('Location')]).toEqual([302, `${ORIGIN}/stadt/melden/maengel`]);
	});
});

it('keeps public pages as strangers see them, and nothing outside of the sections', async () => {
	await keepPages(['/stadt/melden/maengel', '/stadt/theme.css', '/stadt/verfahren/1', '/login'], stores);
	expect(seen).toEqual([
		{ url: `${ORIGIN}/stadt/melden/maengel`, credentials: 'omit' },
		{ url: `${ORIGIN}/stadt/theme.css`, credentials: 'omit' }
	]);
});

it('scripts come from the store of whichever version has them', async () => {
	const script = new Request(`${ORIGIN}/_app/immutable/chunks/x.js`);
	await (await stores.caches.open('app-2')).put(script, new Response('waiting version'));
	offline();
	expect(await (await answer('app', script, stores)).text()).toBe('waiting version');
});
