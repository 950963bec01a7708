/// <reference types="@sveltejs/kit" />
/**
 * Keeps the sections of `offline-sections.ts` working without a network, and sends the outbox when one returns. It is registered for
 * those sections alone: pages elsewhere are never controlled by it. A new version waits until all pages of the old one are closed, so
 * nothing changes under an open form.
 */
import { version } from '$service-worker';
import { answer, keepPages, wayOf, type Stores } from './lib/offline/answer-offline.ts';
import { OFFLINE_FILES } from './lib/offline/offline-sections.ts';
import { openOutbox, OUTBOX_SYNC } from './lib/offline/outbox.ts';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const PAGES = 'seiten-';
const APP = 'app-';
const stores: Stores = { caches, fetch: (...request) => fetch(...request), app: `${APP}${version}`, pages: `${PAGES}${version}`, origin: worker.location.origin };

worker.addEventListener('install', (event) => event.waitUntil(install()));

/** All or nothing: with a file missing the old version stays, and the browser tries again later. */
async function install(): Promise<void> {
	const list = await fetch(OFFLINE_FILES, { cache: 'no-cache' });
	if (list.ok) await (await caches.open(stores.app)).addAll((await list.json()) as string[]);
	// Pages of the version before name its scripts, which will be gone.
	for (const name of await caches.keys()) {
		if (name === stores.pages || !name.startsWith(PAGES)) continue;
		await keepPages((await (await caches.open(name)).keys()).map(({ url }) => url.slice(stores.origin.length)), stores);
	}
}

worker.addEventListener('activate', (event) => event.waitUntil(forgetOldVersions()));

async function forgetOldVersions(): Promise<void> {
	const old = (await caches.keys()).filter((name) => (name.startsWith(APP) && name !== stores.app) || (name.startsWith(PAGES) && name !== stores.pages));
	await Promise.all(old.map((name) => caches.delete(name)));
	// The first version takes over the page that registered it.
	await worker.clients.claim();
}

worker.addEventListener('fetch', (event) => {
	const way = wayOf(event.request, stores.origin);
	if (way) event.respondWith(answer(way, event.request, stores));
});

worker.addEventListener('message', (event) => {
	const paths: unknown = event.data?.keep;
	if (Array.isArray(paths)) event.waitUntil(keepPages(paths.filter((path) => typeof path === 'string'), stores));
});

worker.addEventListener('sync', ((event: ExtendableEvent & { tag: string }) => {
	if (event.tag === OUTBOX_SYNC) event.waitUntil(sendOutbox());
}) as EventListener);

/** @throws Error while something waits: the browser asks again later */
async function sendOutbox(): Promise<void> {
	const outbox = await openOutbox();
	await outbox.sendAll({ force: true });
	if ((await outbox.nextAttempt()) !== null) throw new Error('outbox is not empty');
}
