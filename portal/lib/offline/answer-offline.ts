import { PERSONAL_STORE, sectionOf } from './offline-sections.ts';

/** How a request is answered; null: not by us. */
export type Way = 'app' | 'page' | 'look' | 'tile' | null;

/** What the service worker needs of its surroundings. */
export interface Stores {
	caches: CacheStorage;
	fetch: typeof fetch;
	/** Names of this version's stores: scripts, and public pages. */
	app: string;
	pages: string;
	origin: string;
}

/** Pages are asked of the network first, but not for ever where a copy is at hand. */
const PATIENCE = 5_000;

export function wayOf(request: Pick<Request, 'method' | 'url' | 'destination' | 'mode'>, origin: string): Way {
	if (request.method !== 'GET') return null;
	const url = new URL(request.url);
	// Tiles of a base map elsewhere, if kept.
	if (url.origin !== origin) return request.destination === 'image' ? 'tile' : null;
	if (url.pathname.startsWith('/_app/immutable/')) return 'app';
	if (url.pathname.startsWith('/tiles/base/')) return 'tile';
	if (sectionOf(url.pathname)) return 'page';
	return /^\/[a-z0-9-]+\/(theme\.css|logo|manifest\.webmanifest)$|^\/favicon/.test(url.pathname) ? 'look' : null;
}

export async function answer(way: Exclude<Way, null>, request: Request, stores: Stores): Promise<Response> {
	switch (way) {
		case 'app':
			return (await stores.caches.match(request)) ?? keep(stores, stores.app, request, await stores.fetch(request));
		case 'tile':
			return (await stores.caches.match(request, { ignoreVary: true })) ?? stores.fetch(request);
		case 'look':
			return networkFirst(request, stores.pages, stores);
		case 'page':
			return networkFirst(request, sectionOf(new URL(request.url).pathname)!.section.personal ? PERSONAL_STORE : stores.pages, stores);
	}
}

async function networkFirst(request: Request, store: string, stores: Stores): Promise<Response> {
	const copy = await copyOf(request, store, stores);
	// Only with a copy at hand is it better to give up early.
	const network = stores.fetch(request).then((response) => keep(stores, store, request, response));
	try {
		const response = await (copy ? Promise.race([network, later(PATIENCE)]) : network);
		// A server that is down, or a proxy that says so, is no network either.
		if (response && !(copy && response.status >= 502 && response.status <= 504)) return response;
	} catch (error) {
		if (!copy) return withoutCopy(request, store, stores, error);
	}
	network.catch(() => undefined);
	return copy!;
}

const later = (milliseconds: number) => new Promise<null>((resolve) => setTimeout(() => resolve(null), milliseconds));

/** A page opened with a query is the same page: its script reads the address itself. Data are those of exactly that query. */
async function copyOf(request: Request, store: string, { caches }: Stores): Promise<Response | undefined> {
	const kept = await caches.open(store);
	return (await kept.match(request)) ?? (request.mode === 'navigate' ? kept.match(new URL(request.url).pathname) : undefined);
}

/** Opened without a network and never seen before: another page of the same section rather than the browser's own error. */
async function withoutCopy(request: Request, store: string, { caches, origin }: Stores, error: unknown): Promise<Response> {
	if (request.mode !== 'navigate') throw error;
	const { scope } = sectionOf(new URL(request.url).pathname)!;
	const pages = (await (await caches.open(store)).keys()).map(({ url }) => new URL(url).pathname).filter((path) => path.startsWith(scope) && !path.includes('.'));
	const [nearest] = pages.sort((one, other) => one.length - other.length);
	return nearest ? Response.redirect(origin + nearest, 302) : Response.error();
}

/** Keeps a copy of what may be kept, and passes the answer on. */
async function keep(stores: Stores, store: string, request: Request, response: Response): Promise<Response> {
	if (isKeepable(request, response, store === PERSONAL_STORE, stores.origin)) {
		const kept = await stores.caches.open(store);
		// Full storage costs the copy, never the answer.
		await kept.put(request, response.clone()).catch(() => undefined);
	}
	return response;
}

function isKeepable(request: Request, response: Response, personal: boolean, origin: string): boolean {
	if (response.status !== 200 || response.redirected || new URL(response.url || request.url).origin !== origin) return false;
	// What stands in the address went into the page, and would be shown to whoever opens it without.
	if (request.mode === 'navigate' && new URL(request.url).search !== '') return false;
	return personal || !/no-store/.test(response.headers.get('Cache-Control') ?? '');
}

/**
 * Keeps pages before they are needed, public ones as strangers see them, so that no name of somebody signed in is in them.
 * @param paths of this portal; others are left out
 */
export async function keepPages(paths: readonly string[], stores: Stores): Promise<void> {
	for (const path of new Set(paths)) {
		const found = sectionOf(path);
		const look = wayOf({ method: 'GET', url: stores.origin + path, destination: '', mode: 'cors' }, stores.origin) === 'look';
		if (!found && !look) continue;
		const personal = found?.section.personal ?? false;
		const response = await stores.fetch(path, { credentials: personal ? 'same-origin' : 'omit', headers: { Accept: 'text/html,*/*' } });
		if (response.status === 200 && !response.redirected) await (await stores.caches.open(personal ? PERSONAL_STORE : stores.pages)).put(path, response);
	}
}
