import { mapStore } from '$lib/offline/offline-sections.ts';
import type { Basemap } from '$lib/map/basemap.ts';

/** Enough to find a street, and no more than some megabytes. */
const ZOOMS = [11, 12, 13, 14, 15, 16];
const MOST = 600;
/** Metres of EPSG:3857 from the middle of the map to its edge. */
const HALF = 20_037_508.342789244;

/** Addresses of the base map's tiles around places, the coarse ones first. @param points EPSG:3857 */
export function tilesAround(basemap: Basemap, points: readonly (readonly [number, number])[]): string[] {
	if (basemap.kind !== 'vector' && basemap.kind !== 'xyz') return [];
	const tiles = new Set<string>();
	for (const zoom of ZOOMS) {
		const size = (2 * HALF) / 2 ** zoom;
		for (const [x, y] of points) {
			const [column, row] = [Math.floor((x + HALF) / size), Math.floor((HALF - y) / size)];
			for (const dx of [-1, 0, 1]) for (const dy of [-1, 0, 1]) tiles.add(basemap.url.replace('{z}', `${zoom}`).replace('{x}', `${column + dx}`).replace('{y}', `${row + dy}`));
		}
	}
	return [...tiles].slice(0, MOST);
}

/** Keeps the tiles on this device. @param tell how many are there @returns how many are missing */
export async function keepTiles(tenant: string, urls: readonly string[], tell: (done: number) => void): Promise<number> {
	const store = await caches.open(mapStore(tenant));
	let missing = 0;
	for (const [index, url] of urls.entries()) {
		if (!(await store.match(url))) {
			const answer = await fetch(url).catch(() => null);
			// A tile without content is an answer, too.
			if (answer?.ok) await store.put(url, answer);
			else missing++;
		}
		tell(index + 1);
	}
	return missing;
}
