import { crsByCode } from '../../crs.ts';
import type { Position } from '../../model.ts';

/** Points closer than this are the same (Konformitätsbedingung 2.2.1.1: 2 mm). */
export const TOLERANCE = 0.002;

const METRES_PER_DEGREE = 111_319.5;

/**
 * Where the checks compute: metres. Coordinates of systems in metres stay as they are; degrees are stretched by one factor for each
 * axis around a place of the document. As that map is affine, it changes nothing about what touches, crosses or covers.
 */
export interface Frame {
	crs: string | undefined;
	toMetres: (position: Position) => Position;
	fromMetres: (position: Position) => Position;
	/** True where positions stay as they are. */
	same: boolean;
}

/**
 * @param crs `EPSG:n`; metres are assumed for an unknown one
 * @param near a position of the document, for the length of a degree of longitude
 */
export function frameFor(crs: string | undefined, near: Position): Frame {
	const degrees = crs !== undefined && crsByCode(crs)?.unit === 'degree';
	if (!degrees) return { crs, toMetres: (position) => position, fromMetres: (position) => position, same: true };
	const scaleEast = METRES_PER_DEGREE * Math.max(0.01, Math.cos((near[1] * Math.PI) / 180));
	return {
		crs,
		toMetres: ([east, north]) => [east * scaleEast, north * METRES_PER_DEGREE],
		fromMetres: ([east, north]) => [east / scaleEast, north / METRES_PER_DEGREE],
		same: false
	};
}
