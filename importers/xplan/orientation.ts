import { lineariseCurve, TOLERANCE_METRES } from './linearise.ts';
import type { Curve, PlanGeometry, Polygon, Position } from './model.ts';

/** The same curve in the other direction. */
export function reverseCurve(curve: Curve): Curve {
	return curve
		.map((segment) => {
			const [first, ...rest] = segment.points;
			// A circle starts and ends in its first point: only the other two change places.
			const points = segment.type === 'circle' ? [first!, ...rest.reverse()] : [...segment.points].reverse();
			return { type: segment.type, points };
		})
		.reverse();
}

/** Signed area of a closed ring in the square of its unit: positive when counter-clockwise (east to the right, north up). */
export function signedArea(ring: readonly Position[]): number {
	const count = ring.length;
	if (count < 3) return 0;
	// Relative to the first point: northings of 5,800,000 m would eat the digits of small areas.
	const [x0, y0] = ring[0]!;
	let sum = 0;
	let x = 0;
	let y = 0;
	for (let i = 1; i < count; i++) {
		const nextX = ring[i]![0] - x0;
		const nextY = ring[i]![1] - y0;
		sum += x * nextY - nextX * y;
		x = nextX;
		y = nextY;
	}
	return sum / 2;
}

export interface Repair {
	ring: 'exterior' | 'interior';
	/** First point of the ring. */
	at: Position;
}

/**
 * Turns rings the right way, in place: exterior counter-clockwise, interior clockwise (Konformitätsbedingung 2.2.2.1).
 * @returns what was turned; rings without area are left alone
 */
export function repairOrientation(geometry: PlanGeometry): Repair[] {
	const repairs: Repair[] = [];
	if (!('surfaces' in geometry)) return repairs;
	for (const surface of geometry.surfaces) for (const polygon of surface) repairPolygon(polygon, repairs);
	return repairs;
}

function repairPolygon(polygon: Polygon, repairs: Repair[]): void {
	if (ringArea(polygon.exterior) < 0) {
		polygon.exterior = reverseCurve(polygon.exterior);
		repairs.push({ ring: 'exterior', at: polygon.exterior[0]!.points[0]! });
	}
	polygon.interiors.forEach((interior, index) => {
		if (ringArea(interior) <= 0) return;
		const turned = reverseCurve(interior);
		polygon.interiors[index] = turned;
		repairs.push({ ring: 'interior', at: turned[0]!.points[0]! });
	});
}

/** Chords of half an arc: more would not change the sign. */
const MOST_CHORDS = 50;

/** Arcs are linearised first: three points of each would give a wrong sign for rings of large arcs. */
function ringArea(ring: Curve): number {
	return signedArea(lineariseCurve(ring, TOLERANCE_METRES, { most: MOST_CHORDS }));
}
