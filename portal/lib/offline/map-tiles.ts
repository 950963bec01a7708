import type { Basemap } from '../map/basemap.ts';
import { mapStore } from './offline-sections.ts';

/** Half the circumference of the world in EPSG:3857. */
const HALF = 20_037_508.342789244;
/** More would take minutes to load; closer views are stretched. */
const MOST_TILES = 1_500;
const FIRST_ZOOM = 9;
const LAST_ZOOM = 17;
const AT_ONCE = 6;
/** Entry of the store that says what it holds. */
const INFO = '/karte-auf-dem-geraet';

export type KeepableBasemap = Extract<Basemap, { kind: 'vector' | 'xyz' }>;
type Extent = readonly [number, number, number, number];

export interface KeptMap {
	tiles: number;
	bytes: number;
	maxZoom: number;
	/** Milliseconds since 1970. */
	at: number;
}

export interface MapPlan {
	urls: string[];
	maxZoom: number;
}

/** Base maps that come as tiles under a plain address. */
export const isKeepable = (basemap: Basemap): basemap is KeepableBasemap => (basemap.kind === 'vector' || basemap.kind === 'xyz') && !/\{[a-z0-9]-[a-z0-9]\}/.test(basemap.url);

/** Tiles of an area, from the whole of it down to the closest zoom that is not too much. @param extent EPSG:3857 */
export function planTiles(basemap: KeepableBasemap, extent: Extent, most = MOST_TILES): MapPlan {
	const urls: string[] = [];
	let maxZoom = FIRST_ZOOM;
	for (let zoom = FIRST_ZOOM; zoom <= LAST_ZOOM; zoom++) {
		const side = (2 * HALF) / 2 ** zoom;
		const column = (metres: number) => Math.min(2 ** zoom - 1, Math.max(0, Math.floor((metres + HALF) / side)));
		const row = (metres: number) => Math.min(2 ** zoom - 1, Math.max(0, Math.floor((HALF - metres) / side)));
		const [left, right, top, bottom] = [column(extent[0]), column(extent[2]), row(extent[3]), row(extent[1])];
		if (zoom > FIRST_ZOOM && urls.length + (right - left + 1) * (bottom - top + 1) > most) break;
		for (let x = left; x <= right; x++)
			for (let y = top; y <= bottom; y++) urls.push(basemap.url.replace('{z}', String(zoom)).replace('{x}', String(x)).replace('{y}', String(y)));
		maxZoom = zoom;
	}
	return { urls, maxZoom };
}

/** How large it will be, from a few tiles of all zooms. */
export async function estimateBytes({ urls }: MapPlan, samples = 12): Promise<number> {
	const step = Math.max(1, Math.floor(urls.length / samples));
	const chosen = urls.filter((_url, index) => index % step === 0).slice(0, samples);
	const sizes = await Promise.all(chosen.map(async (url) => (await (await fetch(url)).arrayBuffer()).byteLength));
	return Math.round((sizes.reduce((sum, size) => sum + size, 0) / sizes.length) * urls.length);
}

/**
 * Loads the tiles onto the device. What is there already is not loaded again; so an interrupted loading goes on where it stopped.
 * @param renew load all of them anew
 * @throws Error of the connection; `QuotaExceededError` when the storage is full: then the map is gone again, so that reports have room
 */
export async function keepMap(tenant: string, plan: MapPlan, options: { renew: boolean; signal: AbortSignal; onprogress: (done: number) => void }): Promise<KeptMap> {
	const store = await caches.open(mapStore(tenant));
	let [done, bytes] = [0, 0];
	const waiting = plan.urls.values();
	const work = async () => {
		for (const url of waiting) {
			options.signal.throwIfAborted();
			const known = options.renew ? undefined : await store.match(url, { ignoreVary: true });
			const response = known ?? (await fetch(url, { signal: options.signal }));
			if (!response.ok) throw new Error(`tile: ${response.status}`);
			const copy = known ? null : response.clone();
			bytes += (await response.arrayBuffer()).byteLength;
			if (copy) await store.put(url, copy);
			options.onprogress(++done);
		}
	};
	try {
		await Promise.all(Array.from({ length: AT_ONCE }, work));
	} catch (error) {
		if (error instanceof Error && error.name === 'QuotaExceededError') await caches.delete(mapStore(tenant));
		throw error;
	}
	const kept = { tiles: plan.urls.length, bytes, maxZoom: plan.maxZoom, at: Date.now() };
	await store.put(INFO, Response.json(kept));
	return kept;
}

export async function readKeptMap(tenant: string): Promise<KeptMap | null> {
	if (!('caches' in globalThis) || !(await caches.has(mapStore(tenant)))) return null;
	const info = await (await caches.open(mapStore(tenant))).match(INFO);
	return info ? ((await info.json()) as KeptMap) : null;
}

/** Whether anything is on the device, all of it or a part. */
export const hasTiles = (tenant: string): Promise<boolean> => caches.has(mapStore(tenant));
export const removeMap = (tenant: string): Promise<boolean> => caches.delete(mapStore(tenant));

/** Closest zoom of a map that is on the device, if there is no network: closer ones are stretched from it. */
export async function zoomWithoutNetwork(): Promise<number | null> {
	if (typeof navigator === 'undefined' || navigator.onLine || !('caches' in globalThis)) return null;
	const info = await caches.match(INFO);
	return info ? ((await info.json()) as KeptMap).maxZoom : null;
}
