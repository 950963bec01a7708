import type { Curve, PlanGeometry, Position } from '../model.ts';
import { eachCurve } from '../positions.ts';

export interface GeometryRepairs {
	/** Rings whose end was moved onto their start. */
	closed: number;
	/** Points that stood twice in a row. */
	doubled: number;
}

/**
 * Repairs what leaves the shape as it is, in place: rings that end within the tolerance of their start, points that repeat the one before.
 * @param tolerance in the unit of the CRS; 2 mm, as the standard allows for adjoining areas
 */
export function repairGeometry(geometry: PlanGeometry, tolerance: number): GeometryRepairs {
	const repairs: GeometryRepairs = { closed: 0, doubled: 0 };
	eachCurve(geometry, (curve, isRing) => {
		if (isRing && close(curve, tolerance)) repairs.closed++;
		const least = isRing && curve.length === 1 ? 4 : 2;
		for (const segment of curve) if (segment.type === 'line') repairs.doubled += dropRepeated(segment, least);
	});
	return repairs;
}

const same = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1];

function close(ring: Curve, tolerance: number): boolean {
	const last = ring.at(-1);
	if (last === undefined || last.type === 'circle') return false;
	const start = ring[0]!.points[0]!;
	const end = last.points.at(-1)!;
	if (same(start, end) || Math.hypot(start[0] - end[0], start[1] - end[1]) > tolerance) return false;
	last.points[last.points.length - 1] = [start[0], start[1]];
	return true;
}

function dropRepeated(segment: { points: Position[] }, least: number): number {
	const { points } = segment;
	let repeated = 0;
	for (let i = 1; i < points.length; i++) if (same(points[i]!, points[i - 1]!)) repeated++;
	// Too few points would remain: that is a defect of its own, which only the planner can mend.
	if (repeated === 0 || points.length - repeated < least) return 0;
	segment.points = points.filter((point, index) => index === 0 || !same(point, points[index - 1]!));
	return repeated;
}
