import { crsByCode, plausibleRange, transformBetween } from './crs.ts';
import type { Curve, PlanGeometry, Position } from './model.ts';

/** Calls a function for every curve of a geometry: lines and rings, in document order. */
export function eachCurve(geometry: PlanGeometry, visit: (curve: Curve, isRing: boolean) => void): void {
	if ('curves' in geometry) for (const curve of geometry.curves) visit(curve, false);
	else if ('surfaces' in geometry) {
		for (const surface of geometry.surfaces) {
			for (const { exterior, interiors } of surface) {
				visit(exterior, true);
				for (const interior of interiors) visit(interior, true);
			}
		}
	}
}

/** Calls a function with every list of positions of a geometry. */
export function eachPositions(geometry: PlanGeometry, visit: (positions: Position[]) => void): void {
	if ('positions' in geometry) visit(geometry.positions);
	else eachCurve(geometry, (curve) => curve.forEach((segment) => visit(segment.points)));
}

/** The first position, for findings that need a place. */
export function firstPosition(geometry: PlanGeometry): Position {
	if ('positions' in geometry) return geometry.positions[0]!;
	return 'curves' in geometry ? geometry.curves[0]![0]!.points[0]! : geometry.surfaces[0]![0]!.exterior[0]!.points[0]!;
}

/** What happened to the coordinates on the way into the model. */
export type Normalisation =
	/** Eastings had the zone in front (`32 382 000`); it was taken off. */
	| { kind: 'zone-removed'; prefix: number }
	/** Latitude came first; exchanged. */
	| { kind: 'axes-exchanged' }
	/**
	 * Not in Germany. `exchanged`: with the axes exchanged they would be; `hemisphere`: south of the equator or west of Greenwich;
	 * `nowhere`: no place on earth has them in this CRS; else `elsewhere`.
	 */
	| { kind: 'outside'; at: Position; why: 'exchanged' | 'hemisphere' | 'nowhere' | 'elsewhere' };

/**
 * Brings coordinates to east, north without zone, in place, and checks that they can lie in Germany.
 * @param code CRS of the geometry, `EPSG:n`
 */
export function normalisePositions(geometry: PlanGeometry, code: string): Normalisation[] {
	const done: Normalisation[] = [];
	const range = plausibleRange(code);
	let { minEast, maxEast, minNorth, maxNorth, outlier } = extent(geometry, range);
	if (outlier === undefined) return done;
	const crs = crsByCode(code)!;
	const offset = crs.zone !== undefined && code.startsWith('EPSG:258') ? zoneOffset(minEast, maxEast, crs.zone) : 0;
	if (offset > 0) {
		eachPositions(geometry, (positions) => {
			for (const position of positions) position[0] = withoutOffset(position[0], offset);
		});
		done.push({ kind: 'zone-removed', prefix: offset / 1e6 });
	} else if (crs.unit === 'degree' && minEast > range.maxEast && maxNorth < range.minNorth) {
		// In Germany latitudes (47–56) and longitudes (3–16) cannot be confused, so this is no guess.
		eachPositions(geometry, (positions) => {
			for (const position of positions) position.reverse();
		});
		done.push({ kind: 'axes-exchanged' });
	}
	if (done.length > 0) ({ minEast, maxEast, minNorth, maxNorth, outlier } = extent(geometry, range));
	if (outlier !== undefined) {
		const exchanged = minEast >= range.minNorth && maxEast <= range.maxNorth && minNorth >= range.minEast && maxNorth <= range.maxEast;
		done.push({ kind: 'outside', at: outlier, why: exchanged ? 'exchanged' : whereElse(outlier, code) });
	}
	return done;
}

function whereElse([east, north]: Position, code: string): 'hemisphere' | 'nowhere' | 'elsewhere' {
	const [longitude, latitude] = transformBetween(code, 'EPSG:4258')(east, north);
	if (!Number.isFinite(longitude) || !Number.isFinite(latitude)) return 'nowhere';
	const back = transformBetween('EPSG:4258', code)(longitude, latitude);
	const metres = Math.hypot(back[0] - east, back[1] - north);
	if (!(metres < 1) || Math.abs(longitude) > 180 || Math.abs(latitude) > 90) return 'nowhere';
	return longitude < 0 || latitude < 0 ? 'hemisphere' : 'elsewhere';
}

/**
 * What stands before the eastings: `32 382 000` (zone 32) or `3 382 000` (last digit of zone 33), as millions; 0 where nothing does.
 * A geometry across 0 or 1,000,000 does not occur in Germany's own zones.
 */
function zoneOffset(minEast: number, maxEast: number, zone: number): number {
	for (const offset of [zone * 1e6, (zone % 10) * 1e6]) {
		// Neighbouring zones are in use too: eastings from −200 km to 1,100 km.
		if (minEast >= offset - 2e5 && maxEast < offset + 1.1e6) return offset;
	}
	return 0;
}

/** Takes the zone off without carrying the error of the large number into the small one: results are rounded to 0.1 µm. */
function withoutOffset(east: number, offset: number): number {
	return Math.round((east - offset) * 1e7) / 1e7;
}

function extent(geometry: PlanGeometry, range: { minEast: number; maxEast: number; minNorth: number; maxNorth: number }) {
	let minEast = Infinity;
	let maxEast = -Infinity;
	let minNorth = Infinity;
	let maxNorth = -Infinity;
	let outlier: Position | undefined;
	eachPositions(geometry, (positions) => {
		for (const position of positions) {
			const [east, north] = position;
			if (east < minEast) minEast = east;
			if (east > maxEast) maxEast = east;
			if (north < minNorth) minNorth = north;
			if (north > maxNorth) maxNorth = north;
			if (
				outlier === undefined &&
				!(east >= range.minEast && east <= range.maxEast && north >= range.minNorth && north <= range.maxNorth)
			) {
				outlier = position;
			}
		}
	});
	return { minEast, maxEast, minNorth, maxNorth, outlier };
}
