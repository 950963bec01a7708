/** What the map components share. All coordinates here are EPSG:3857, east then north, in metres. */

/** min east, min north, max east, max north */
export type Extent = [number, number, number, number];

/** A plan object under a position or in the visible part, as the tiles tell it. */
export interface MapObject {
	gmlId: string;
	class: string;
	/** Id of its sign in `styles/`. */
	sign: string;
	label: string;
	kind: 'area' | 'line' | 'point';
	drawOrder: number;
}

/** A scanned plan as web tiles. */
export interface Scan {
	id: string;
	name: string;
	/** Of its tiles. */
	extent: Extent;
	minZoom: number;
	maxZoom: number;
	/** Black on white: the paper may be looked through. */
	bilevel: boolean;
}

/** A published plan as the Land's tiles tell it. */
export interface MapPlan {
	planId: string;
	tenant: string;
	name: string;
	status: string;
}

/** What a map of places shows below them: a version of a plan, or the area of a procedure that has none yet. */
export interface PlaceGround {
	extent: Extent;
	versionId: string | null;
	area: MapGeometry | null;
}

/** GeoJSON geometry in EPSG:3857. */
export interface MapGeometry {
	type: string;
	coordinates: unknown;
}
