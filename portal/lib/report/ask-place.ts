import type { DuplicateView } from '../forms/report-steps.ts';
import type { AddressChoice } from '../forms/statement-steps.ts';
import type { SearchHit } from '../map/search-types.ts';
import type { LonLat } from '../server/reports/types.ts';

interface PlaceAnswer {
	inside: boolean;
	address: string;
	similar: DuplicateView[];
}

const EARTH = 6_378_137;
/** A centimetre. */
export const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;
const toDegrees = (x: number, y: number): [number, number] => [
	round((x / EARTH) * (180 / Math.PI)),
	round((2 * Math.atan(Math.exp(y / EARTH)) - Math.PI / 2) * (180 / Math.PI))
];

/** Milliseconds; a network that is there only by name counts as none. */
const PATIENCE = 8000;

/** What the tenant knows of a place; null without a network: the form goes on, and the service asks all of it again. */
export async function askPlace(path: string, point: LonLat, categoryId = ''): Promise<PlaceAnswer | null> {
	const query = new URLSearchParams({ lon: String(point.lon), lat: String(point.lat), ...(categoryId ? { kategorie: categoryId } : {}) });
	try {
		const response = await fetch(`${path}/ort.json?${query}`, { headers: { accept: 'application/json' }, signal: AbortSignal.timeout(PATIENCE) });
		return response.ok ? ((await response.json()) as PlaceAnswer) : null;
	} catch {
		// See above.
		return null;
	}
}

/**
 * Addresses, streets and places for a text.
 * @param extent hits near it come first, EPSG:3857
 * @throws Error when the search does not answer
 */
export async function searchPlaces(text: string, [west, south, east, north]: readonly [number, number, number, number]): Promise<AddressChoice[]> {
	const query = new URLSearchParams({ q: text, bbox: [...toDegrees(west, south), ...toDegrees(east, north)].join(',') });
	const response = await fetch(`/api/search?${query}`, { headers: { accept: 'application/json' } });
	if (!response.ok) throw new Error(`search: ${response.status}`);
	const { results } = (await response.json()) as { results: SearchHit[] };
	return results
		.filter(({ kind }) => kind === 'address' || kind === 'street' || kind === 'place')
		.map(({ title, subtitle, extent }) => ({
			label: [title, subtitle].filter(Boolean).join(', '),
			position: toDegrees((extent[0] + extent[2]) / 2, (extent[1] + extent[3]) / 2)
		}));
}
