import type { SearchHit } from '../../map/search-types.ts';

/** What is looked for. */
export interface SearchRequest {
	/** As typed; more than 200 characters are cut off. */
	text: string;
	/** Hits near it come first: west, south, east, north in EPSG:4326, degrees. */
	near?: [number, number, number, number];
	/** Only places, streets and addresses. */
	placesOnly?: boolean;
	/** Address of the asking client, for limits. */
	client: string;
	/** Most hits. */
	limit?: number;
}

export interface SearchAnswer {
	results: SearchHit[];
	/** A configured geocoder could not be asked: these are the portal's own hits only. */
	partial: boolean;
}
