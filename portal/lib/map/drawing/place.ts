/** Longitude, latitude in degrees (EPSG:4326). */
export type LonLat = [number, number];

export type PlaceGeometry =
	| { type: 'Point'; coordinates: LonLat }
	| { type: 'LineString'; coordinates: LonLat[] }
	| { type: 'Polygon'; coordinates: LonLat[][] };

/** One place of a statement: a plan object, or a geometry that somebody drew. */
export interface Place {
	kind: 'object' | 'point' | 'line' | 'polygon';
	/** Of the plan object. */
	gmlId?: string;
	/** What it is called in lists and announcements. */
	label?: string;
	geometry?: PlaceGeometry;
}

export type DrawnKind = Exclude<Place['kind'], 'object'>;

/** Corners of a drawn place, a ring without its closing point. */
export function cornersOf(place: Place): LonLat[] {
	const geometry = place.geometry;
	if (!geometry) return [];
	if (geometry.type === 'Point') return [geometry.coordinates];
	if (geometry.type === 'LineString') return geometry.coordinates;
	return geometry.coordinates[0].slice(0, -1);
}
