import type { Curve, Position, Segment } from './model.ts';

/** Deviation of the chords from an arc, in the unit of the CRS: below 1 mm for metres, with room for rounding. */
export const TOLERANCE_METRES = 0.0009;
/** The same for degrees (EPSG:4258, EPSG:4326): about 0.9 mm on the ground. */
export const TOLERANCE_DEGREES = 8e-9;
/** Chords of half an arc at most: a circle of 100 km radius needs about 17,000. */
const MAX_STEPS = 20_000;

/**
 * The points of a curve with its arcs replaced by chords. All given points are kept exactly; the points where segments join appear once.
 * @param tolerance largest distance between chord and arc, in the unit of the CRS
 */
export function lineariseCurve(curve: Curve, tolerance: number = TOLERANCE_METRES): Position[] {
	if (curve.length === 1 && curve[0]!.type === 'line') return curve[0]!.points;
	const out: Position[] = [];
	for (const segment of curve) {
		const points = segment.type === 'line' ? segment.points : lineariseSegment(segment, tolerance);
		const last = out[out.length - 1];
		const first = points[0];
		const joined = last !== undefined && first !== undefined && last[0] === first[0] && last[1] === first[1];
		for (let i = joined ? 1 : 0; i < points.length; i++) out.push(points[i]!);
	}
	return out;
}

function lineariseSegment(segment: Segment, tolerance: number): Position[] {
	const { points } = segment;
	const out: Position[] = [points[0]!];
	if (segment.type === 'circle') {
		const circle = arcsOfCircle(points);
		for (let i = 0; i + 2 < circle.length; i += 2) addArc(circle[i]!, circle[i + 1]!, circle[i + 2]!, tolerance, out);
	} else {
		for (let i = 0; i + 2 < points.length; i += 2) addArc(points[i]!, points[i + 1]!, points[i + 2]!, tolerance, out);
	}
	return out;
}

/** Circle through three points, computed relative to the first so that large coordinates cost no digits; null where they lie on a line. */
export function circleThrough(a: Position, b: Position, c: Position): { centre: Position; radius: number } | null {
	const bx = b[0] - a[0];
	const by = b[1] - a[1];
	const cx = c[0] - a[0];
	const cy = c[1] - a[1];
	const cross = 2 * (bx * cy - by * cx);
	const b2 = bx * bx + by * by;
	const c2 = cx * cx + cy * cy;
	// Below this the radius has no digits left: the arc is a straight line for every purpose.
	if (Math.abs(cross) <= 1e-14 * Math.max(b2, c2) || cross === 0) return null;
	const x = (cy * b2 - by * c2) / cross;
	const y = (bx * c2 - cx * b2) / cross;
	return { centre: [a[0] + x, a[1] + y], radius: Math.hypot(x, y) };
}

/**
 * A circle given by three points as two arcs of five points that start and end in the first point and keep the given direction.
 * Points on a line give the line there and back.
 */
export function arcsOfCircle(points: readonly Position[]): Position[] {
	const [a, b, c] = points as [Position, Position, Position];
	const circle = circleThrough(a, b, c);
	if (circle === null) return [a, b, c, b, a];
	const { centre } = circle;
	const x = a[0] - centre[0];
	const y = a[1] - centre[1];
	const side = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0 ? 1 : -1;
	return [
		a,
		[centre[0] - side * y, centre[1] + side * x],
		[centre[0] - x, centre[1] - y],
		[centre[0] + side * y, centre[1] - side * x],
		[a[0], a[1]]
	];
}

/** Appends the points after `a` of the arc from `a` over `b` to `c`. Where `a` equals `c` it is the circle with diameter a–b. */
function addArc(a: Position, b: Position, c: Position, tolerance: number, out: Position[]): void {
	if (a[0] === c[0] && a[1] === c[1]) {
		if (a[0] === b[0] && a[1] === b[1]) {
			out.push(c);
			return;
		}
		const centre: Position = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
		const radius = Math.hypot(b[0] - a[0], b[1] - a[1]) / 2;
		addHalf(centre, radius, a, b, 1, tolerance, out);
		addHalf(centre, radius, b, c, 1, tolerance, out);
		return;
	}
	const circle = circleThrough(a, b, c);
	if (circle === null) {
		out.push(b, c);
		return;
	}
	const side = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0 ? 1 : -1;
	addHalf(circle.centre, circle.radius, a, b, side, tolerance, out);
	addHalf(circle.centre, circle.radius, b, c, side, tolerance, out);
}

/** The arc from `from` to `to` around a centre, counter-clockwise for `side` 1. */
function addHalf(centre: Position, radius: number, from: Position, to: Position, side: 1 | -1, tolerance: number, out: Position[]): void {
	const x = from[0] - centre[0];
	const y = from[1] - centre[1];
	const toX = to[0] - centre[0];
	const toY = to[1] - centre[1];
	let sweep = Math.atan2(x * toY - y * toX, x * toX + y * toY) * side;
	if (sweep < 0) {
		// Rounding of two points that (almost) coincide must not become a full turn.
		if (sweep > -1e-9) sweep = 0;
		else sweep += 2 * Math.PI;
	}
	// Sagitta of a chord over the angle s is r(1 − cos(s/2)) = 2r·sin²(s/4).
	const largest = tolerance >= 2 * radius ? Math.PI : 4 * Math.asin(Math.sqrt(tolerance / (2 * radius)));
	const steps = Math.min(MAX_STEPS, Math.ceil(sweep / largest));
	for (let i = 1; i < steps; i++) {
		const angle = (side * sweep * i) / steps;
		const cos = Math.cos(angle);
		const sin = Math.sin(angle);
		out.push([centre[0] + x * cos - y * sin, centre[1] + x * sin + y * cos]);
	}
	out.push(to);
}
