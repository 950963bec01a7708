import type { Position } from '../../importers/xplan/model.ts';

/** How the land along a street is built up. */
export type BuildStyle = 'core' | 'block' | 'villa' | 'house' | 'row' | 'farm' | 'works' | 'slab';
export type StreetKind = 'main' | 'residential' | 'lane' | 'path' | 'country' | 'track';
export type Municipality = 'musterlinden' | 'auenfelde' | 'heidewinkel';

export interface Street {
	municipality: Municipality;
	/** Village or town in addresses. */
	place: string;
	postcode: string;
	name: string;
	kind: StreetKind;
	/** Between the property lines, in metres. */
	width: number;
	/** Centre line in EPSG:25833, a vertex about every 20 m. */
	line: Position[];
	/** Style on the left and right of the direction of `line`; undefined where nothing is built. */
	left?: BuildStyle;
	right?: BuildStyle;
	/** Closed ring street. */
	closed?: boolean;
}

/** A built lot: parcel, buildings on it, and its address. */
export interface Lot {
	street: Street;
	number: string;
	style: BuildStyle;
	/** Convex quadrilateral, open, in EPSG:25833. */
	parcel: Position[];
	/** First the main building, then annexes; open rings. */
	buildings: Position[][];
}

/** A special building or area that no street generates: church, town hall, school, pond … */
export interface Landmark {
	layer: 'building' | 'landcover' | 'water';
	kind: string;
	name?: string;
	ring: Position[];
}
