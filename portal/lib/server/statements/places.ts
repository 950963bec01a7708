import proj4 from 'proj4';
import { DomainError } from '../../../../gis/errors.ts';
import type { Place } from '../../forms/statement.ts';

type Position = [number, number];
export interface StoredGeometry {
	type: 'Point' | 'LineString' | 'Polygon';
	coordinates: unknown;
}

/** Germany with its surroundings, EPSG:3857: west, south, east, north. */
const LIMITS = [556_000, 5_900_000, 1_790_000, 7_560_000] as const;
const toWebMercator = proj4('EPSG:4326', 'EPSG:3857');

/**
 * Geometry of a drawn place as it is stored: EPSG:3857, east, north, rounded to a millimetre, so that it reads back as the same numbers
 * on every engine.
 * @returns null for an object (its own geometry is taken) or words
 * @throws DomainError `statement_place_invalid` outside Germany
 */
export function storedGeometry(place: Place): StoredGeometry | null {
	if (place.kind === 'object' || place.kind === 'text') return null;
	const position = (given: Position): Position => {
		if (place.crs === 'EPSG:4326' && (Math.abs(given[0]) > 180 || Math.abs(given[1]) > 85)) throw new DomainError('statement_place_invalid');
		const [x, y] = place.crs === 'EPSG:3857' ? given : toWebMercator.forward(given);
		if (!(x! >= LIMITS[0] && y! >= LIMITS[1] && x! <= LIMITS[2] && y! <= LIMITS[3])) throw new DomainError('statement_place_invalid');
		return [Math.round(x! * 1000) / 1000, Math.round(y! * 1000) / 1000];
	};
	switch (place.kind) {
		case 'point':
			return { type: 'Point', coordinates: position(place.geometry.coordinates) };
		case 'line':
			return { type: 'LineString', coordinates: place.geometry.coordinates.map(position) };
		case 'polygon':
			return { type: 'Polygon', coordinates: place.geometry.coordinates.map((ring) => ring.map(position)) };
	}
}
