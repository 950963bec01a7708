import { mapStore } from '../offline/offline-sections.ts';
import type { Basemap } from '../map/basemap.ts';

/** From the whole network on a phone's screen to where single bends are seen; deeper ones are drawn from these. */
const ZOOMS = [11, 12, 13, 14, 15, 16];
const MOST_TILES = 1500;
const HALF = 20_037_508.342789244;

/** Addresses of the tiles over a box (EPSG:3857), coarse first, never more than a phone should keep. */
export function tilesOver(template: string, [west, south, east, north]: readonly [number, number, number, number]): string[] {
	const found: string[] = [];
	for (const zoom of ZOOMS) {
		const size = (2 * HALF) / 2 ** zoom;
		const [left, right] = [Math.floor((west + HALF) / size), Math.floor((east + HALF) / size)];
		const [top, bottom] = [Math.floor((HALF - north) / size), Math.floor((HALF - south) / size)];
		if (found.length + (right - left + 1) * (bottom - top + 1) > MOST_TILES) break;
		for (let x = left; x <= right; x++) for (let y = top; y <= bottom; y++) found.push(template.replace('{z}', String(zoom)).replace('{x}', String(x)).replace('{y}', String(y)));
	}
	return found;
}

/**
 * Keeps the map of a box on the device; what is there already is not asked again.
 * @returns how many tiles are kept; null where the browser keeps nothing or the base map cannot be kept
 */
export async function keepMap(tenant: string, basemap: Basemap, box: readonly [number, number, number, number]): Promise<number | null> {
	if (!('caches' in globalThis) || (basemap.kind !== 'vector' && basemap.kind !== 'xyz')) return null;
	const store = await caches.open(mapStore(tenant));
	let kept = 0;
	for (const url of tilesOver(basemap.url, box)) {
		if (await store.match(url)) {
			kept++;
			continue;
		}
		const response = await fetch(url);
		if (!response.ok) break;
		await store.put(url, response);
		kept++;
	}
	return kept;
}
