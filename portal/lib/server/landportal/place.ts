import type { ProcedureFilter } from '../../forms/procedure-filter.ts';
import { transformBetween } from '../../../../importers/xplan/crs.ts';
import { findPlace } from '../search/find-place.ts';
import type { Services } from '../services.ts';

const toDegrees = transformBetween('EPSG:3857', 'EPSG:4326');

export interface PlacedFilter {
	filter: ProcedureFilter;
	/** The place that was found for the words; null where none was asked for or found. */
	found: string | null;
	/** A place was asked for that nobody knows: the filter goes on without it, and the page says so. */
	unknown: boolean;
}

/** Looks up the place of a filter, unless it was looked up already. @param client address of the asking client, for limits */
export async function placeFilter(services: Services, filter: ProcedureFilter, client: string): Promise<PlacedFilter> {
	if (filter.centre || !filter.place) return { filter, found: filter.centre ? filter.place || null : null, unknown: false };
	const place = await findPlace(services, filter.place, client);
	if (!place) return { filter, found: null, unknown: true };
	const [west, south, east, north] = place.extent;
	const centre = toDegrees((west + east) / 2, (south + north) / 2) as [number, number];
	return { filter: { ...filter, centre }, found: place.title, unknown: false };
}
