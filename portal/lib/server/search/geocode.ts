import type { Extent } from '../../../../gis/plans/types.ts';
import { transformBetween } from '../../../../importers/xplan/crs.ts';
import type { SearchHit } from '../../map/search-types.ts';
import type { Config } from '../config.ts';
import type { Services } from '../services.ts';
import { bkg } from './geocoders/bkg.ts';
import { nominatim } from './geocoders/nominatim.ts';
import { photon } from './geocoders/photon.ts';
import type { GeocoderAdapter, GeocoderHit } from './geocoders/types.ts';
import { landExtent, positionsInLand } from './search-queries.ts';

const ADAPTERS: Record<NonNullable<Config['geocoder']>['kind'], GeocoderAdapter> = { nominatim, photon, bkg };
const TIMEOUT_MS = 3000;
/** An answer of a few hits is small; more is not from a geocoder. */
const MAX_CHARACTERS = 1_000_000;

const toMap = transformBetween('EPSG:4326', 'EPSG:3857');
const toDegrees = transformBetween('EPSG:3857', 'EPSG:4326');

/**
 * Asks the configured geocoder, from here and without anything about the person who searches.
 * @returns hits in the Land; null when the service did not answer or not in its own way, which is logged
 */
export async function geocode(services: Pick<Services, 'config' | 'db' | 'log'>, text: string, limit: number): Promise<SearchHit[] | null> {
	const { geocoder } = services.config;
	if (!geocoder) return [];
	const db = services.db.knex;
	const land = await landExtent(db);
	const area = land && ([...toDegrees(land[0], land[1]), ...toDegrees(land[2], land[3])] as Extent);
	const adapter = ADAPTERS[geocoder.kind];
	let found: GeocoderHit[];
	try {
		const response = await fetch(adapter.url(geocoder.url, { text, area, limit }), {
			signal: AbortSignal.timeout(TIMEOUT_MS),
			headers: { accept: 'application/json', 'user-agent': `Bauleitportal (${services.config.publicUrl})` }
		});
		if (!response.ok) throw new Error(`status ${response.status}`);
		const body = await response.text();
		if (body.length > MAX_CHARACTERS) throw new Error('answer too long');
		found = adapter.read(JSON.parse(body));
	} catch (error) {
		services.log.warn({ geocoder: geocoder.kind, reason: reasonOf(error) }, 'geocoder does not answer');
		return null;
	}
	const hits = found.slice(0, limit).filter(({ position }) => position.every(Number.isFinite)).map(searchHit);
	const inside = await positionsInLand(db, hits.map(({ position }) => position));
	return inside.map((index) => hits[index]!.hit);
}

function searchHit({ id, kind, title, subtitle, position, box }: GeocoderHit): { hit: SearchHit; position: [number, number] } {
	const at = toMap(...position) as [number, number];
	const extent: Extent = box ? ([...toMap(box[0], box[1]), ...toMap(box[2], box[3])] as Extent) : [...at, ...at];
	return { hit: { id, kind, title, subtitle, extent }, position: at };
}

/** Kind of failure only: messages may hold the address with key and search text. */
function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return 'unknown';
	const cause = error.cause as { code?: string } | undefined;
	if (error.name === 'Error') return error.message;
	return cause?.code ?? error.name;
}
