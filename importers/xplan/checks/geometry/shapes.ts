import { lineariseCurve, TOLERANCE_METRES } from '../../linearise.ts';
import type { Curve, PlanGeometry, Polygon, Position } from '../../model.ts';
import type { Frame } from './frame.ts';
import { GeosError, type Arena, type Pointer } from './geos.ts';
import { BROKEN, ringTangleAt, spendOnVisits, tangleAt } from './tangle.ts';

/** A curve in metres. Degrees are stretched before arcs become chords, so that circles are what they are in the model's plane. */
function inMetres(curve: Curve, frame: Frame): Curve {
	if (frame.same) return curve;
	return curve.map(({ type, points }) => ({ type, points: points.map(frame.toMetres) }));
}

export const hasArcs = (curve: Curve): boolean => curve.some(({ type }) => type !== 'line');

/** Chords of half an arc at most: arcs of more go far beyond any municipality, and their chords are coarser. */
const MOST_CHORDS = 2_500;
/** What one costs to be made (`Effort`). */
const CHORD = 10;

/** Points of a curve in metres, arcs as chords, no point twice in a row. */
export function pointsOf(arena: Arena, curve: Curve, frame: Frame, tolerance: number = TOLERANCE_METRES): Position[] {
	const points = lineariseCurve(inMetres(curve, frame), tolerance, { most: MOST_CHORDS, before: (chords) => arena.spend(CHORD * chords) });
	return points.filter((point, index) => index === 0 || point[0] !== points[index - 1]![0] || point[1] !== points[index - 1]![1]);
}

/** Metres; no place on earth has larger coordinates in any of the systems. The reader reports such a place. */
const FARTHEST = 1e8;

const isNowhere = (ring: readonly Position[]): boolean => ring.some(([east, north]) => !(Math.abs(east) < FARTHEST && Math.abs(north) < FARTHEST));

/**
 * A ring as `pointsOf`, closed where the document does not close it; undefined where it cannot bound an area, or none on earth (which the
 * reader reports, and with which GEOS would compute for minutes).
 */
export function ringOf(arena: Arena, curve: Curve, frame: Frame, tolerance?: number): Position[] | undefined {
	const points = pointsOf(arena, curve, frame, tolerance);
	const first = points[0];
	const last = points[points.length - 1];
	if (first === undefined || last === undefined) return undefined;
	if (first[0] !== last[0] || first[1] !== last[1]) points.push([first[0], first[1]]);
	return points.length < 4 || isNowhere(points) ? undefined : points;
}

/** The rings of a polygon, the exterior first, without interior ones that bound nothing; undefined where the exterior bounds nothing. */
export function ringsOf(arena: Arena, { exterior, interiors }: Polygon, frame: Frame, tolerance?: number): Position[][] | undefined {
	const outer = ringOf(arena, exterior, frame, tolerance);
	if (outer === undefined) return undefined;
	return [outer, ...interiors.map((interior) => ringOf(arena, interior, frame, tolerance)).filter((ring) => ring !== undefined)];
}

/** The rings of every polygon of a geometry that bounds something (`ringsOf`), patches and parts alike. */
export function polygonsOf(arena: Arena, { surfaces }: Extract<PlanGeometry, { surfaces: unknown }>, frame: Frame): Position[][][] {
	return surfaces.flat().map((polygon) => ringsOf(arena, polygon, frame)).filter((rings) => rings !== undefined);
}

/**
 * Polygons as one valid geometry of GEOS, undefined where there are none. Broken ones are mended as well as GEOS can; hopeless ones
 * are none.
 * @param polygons as `polygonsOf` gives them
 * @param valid a single polygon that is known to be valid
 */
export function areaOf(arena: Arena, polygons: readonly Position[][][], valid: boolean): Pointer | undefined {
	const rings = polygons.flat();
	const known = valid && polygons.length === 1;
	if (!known && (rings.length === 0 || ringTangleAt(arena, rings) !== undefined)) return undefined;
	const made = polygons.length === 1 ? arena.polygon(polygons[0]!) : arena.polygons(polygons);
	const isValid = known || arena.isValid(made);
	// In a valid area only different rings meet.
	if (!isValid || rings.length > 1) spendOnVisits(arena, rings);
	if (isValid) return made;
	if (tangleAt(arena, rings, BROKEN) !== undefined) return undefined;
	// Patches and parts that share edges are joined, what is broken is mended: the parts are apart then, and a union would find nothing more.
	const mended = arena.polygonsOf(arena.makeValid(made));
	return mended.length === 0 ? undefined : mended.length === 1 ? mended[0] : arena.multiPolygon(mended);
}

/** Points or lines in GEOS; undefined where there are none. @throws GeosError for lines that cross themselves beyond all measure */
export function shapeOf(arena: Arena, geometry: Exclude<PlanGeometry, { surfaces: unknown }>, frame: Frame): Pointer | undefined {
	if ('positions' in geometry) {
		const points = geometry.positions.map((position) => arena.point(frame.toMetres(position)));
		return points.length === 1 ? points[0] : points.length === 0 ? undefined : arena.points(points);
	}
	const lines = geometry.curves.map((curve) => pointsOf(arena, curve, frame)).filter((points) => points.length > 1);
	if (tangleAt(arena, lines) !== undefined) throw new GeosError('lines', 'too many crossings');
	return lines.length === 0 ? undefined : arena.lines(lines);
}
