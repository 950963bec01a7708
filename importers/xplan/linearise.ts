import type { Curve, Position, Segment } from './model.ts';

/** Deviation of the chords from an arc, in the unit of the CRS: below 1 mm for metres, with room for rounding. */
export const TOLERANCE_METRES = 0.0009;
/** The same for degrees (EPSG:4258, EPSG:4326): about 0.9 mm on the ground. */
export const TOLERANCE_DEGREES = 8e-9;
/** Chords of half an arc at most: a circle of 100 km radius needs about 17,000. */
const MAX_STEPS = 20_000;

/** Three points may be an arc of a hundred thousand. */
export interface ChordLimits {
	/** Chords of half an arc at most, even if the distance is larger then. */
	most?: number;
	/** Called with the number of chords before they are made; may throw. */
	before?: (chords: number) => void;
}

/**
 * The points of a curve with its arcs replaced by chords. All given points are kept exactly; the points where segments join appear once.
 * @param tolerance largest distance between chord and arc, in the unit of the CRS
 */
export function lineariseCurve(curve: Curve, tolerance: number = TOLERANCE_METRES, { most = MAX_STEPS, before }: ChordLimits = {}): Position[] {
	return withHalves(curve, (half, out) => addChords(half, { tolerance, most, before }, out));
}

/** Points of a curve of which the rectangle is that of the curve, arcs with their bulge: the given ones and the outermost of each arc. */
export function outermostPoints(curve: Curve): Position[] {
	return withHalves(curve, addOutermost);
}

/** Half of an arc, without `from`. */
interface Half {
	centre: Position;
	radius: number;
	from: Position;
	to: Position;
	/** 1: counter-clockwise. */
	side: 1 | -1;
}
type AddHalf = (half: Half, out: Position[]) => void;

function withHalves(curve: Curve, addHalf: AddHalf): Position[] {
	if (curve.length === 1 && curve[0]!.type === 'line') return curve[0]!.points;
	const out: Position[] = [];
	for (const segment of curve) {
		const points = segment.type === 'line' ? segment.points : segmentWithHalves(segment, addHalf);
		const last = out[out.length - 1];
		const first = points[0];
		const joined = last !== undefined && first !== undefined && last[0] === first[0] && last[1] === first[1];
		for (let i = joined ? 1 : 0; i < points.length; i++) out.push(points[i]!);
	}
	return out;
}

function segmentWithHalves(segment: Segment, addHalf: AddHalf): Position[] {
	const { points } = segment;
	const out: Position[] = [points[0]!];
	if (segment.type === 'circle') {
		const circle = arcsOfCircle(points);
		for (let i = 0; i + 2 < circle.length; i += 2) addArc(circle[i]!, circle[i + 1]!, circle[i + 2]!, addHalf, out);
	} else {
		for (let i = 0; i + 2 < points.length; i += 2) addArc(points[i]!, points[i + 1]!, points[i + 2]!, addHalf, out);
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
function addArc(a: Position, b: Position, c: Position, addHalf: AddHalf, out: Position[]): void {
	if (a[0] === c[0] && a[1] === c[1]) {
		if (a[0] === b[0] && a[1] === b[1]) {
			out.push(c);
			return;
		}
		const centre: Position = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
		const radius = Math.hypot(b[0] - a[0], b[1] - a[1]) / 2;
		addHalf({ centre, radius, from: a, to: b, side: 1 }, out);
		addHalf({ centre, radius, from: b, to: c, side: 1 }, out);
		return;
	}
	const circle = circleThrough(a, b, c);
	if (circle === null) {
		out.push(b, c);
		return;
	}
	const side = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0 ? 1 : -1;
	addHalf({ ...circle, from: a, to: b, side }, out);
	addHalf({ ...circle, from: b, to: c, side }, out);
}

interface Chords extends ChordLimits {
	tolerance: number;
	most: number;
}

/** The angle of a half. */
function sweepOf({ centre, from, to, side }: Half): number {
	const x = from[0] - centre[0];
	const y = from[1] - centre[1];
	const toX = to[0] - centre[0];
	const toY = to[1] - centre[1];
	const sweep = Math.atan2(x * toY - y * toX, x * toX + y * toY) * side;
	if (sweep >= 0) return sweep;
	// Rounding of two points that (almost) coincide must not become a full turn.
	return sweep > -1e-9 ? 0 : sweep + 2 * Math.PI;
}

function addOutermost(half: Half, out: Position[]): void {
	const { centre, radius, from, to, side } = half;
	const start = Math.atan2(from[1] - centre[1], from[0] - centre[0]);
	const sweep = sweepOf(half);
	for (let quarter = 0; quarter < 4; quarter++) {
		const turn = (side * ((quarter * Math.PI) / 2 - start)) / (2 * Math.PI);
		if ((turn - Math.floor(turn)) * 2 * Math.PI > sweep) continue;
		const [east, north] = [[1, 0], [0, 1], [-1, 0], [0, -1]][quarter] as [number, number];
		out.push([centre[0] + radius * east, centre[1] + radius * north]);
	}
	out.push(to);
}

function addChords(half: Half, { tolerance, most, before }: Chords, out: Position[]): void {
	const { centre, radius, from, to, side } = half;
	const x = from[0] - centre[0];
	const y = from[1] - centre[1];
	const sweep = sweepOf(half);
	// Sagitta of a chord over the angle s is r(1 − cos(s/2)) = 2r·sin²(s/4).
	const largest = tolerance >= 2 * radius ? Math.PI : 4 * Math.asin(Math.sqrt(tolerance / (2 * radius)));
	const steps = Math.min(most, Math.ceil(sweep / largest));
	before?.(steps);
	for (let i = 1; i < steps; i++) {
		const angle = (side * sweep * i) / steps;
		const cos = Math.cos(angle);
		const sin = Math.sin(angle);
		out.push([centre[0] + x * cos - y * sin, centre[1] + x * sin + y * cos]);
	}
	out.push(to);
}
