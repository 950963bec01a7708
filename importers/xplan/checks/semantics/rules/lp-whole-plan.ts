import type { Curve, PlanGeometry, Position } from '../../../model.ts';
import { first, isArea, valueOf } from '../predicates.ts';
import type { Demand, Subject } from '../rule.ts';
import type { SemanticContext } from '../context.ts';

/** Distance up to which two vertices are the same, in metres; as in the check of geometry. */
const TOLERANCE = 0.002;

interface Extent {
	arcs: boolean;
	area: number;
	length: number;
	box: [number, number, number, number];
}

/** Area between the control points of a ring, counter-clockwise positive. Relative to its first point, so that digits are not lost. */
function ringArea(ring: Curve): number {
	const points = ring.flatMap((segment) => segment.points);
	const [x0, y0] = points[0] ?? [0, 0];
	let sum = 0;
	for (let i = 0; i < points.length; i++) {
		const [ax, ay] = points[i]!;
		const [bx, by] = points[(i + 1) % points.length]!;
		sum += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
	}
	return sum / 2;
}

function ringLength(ring: Curve): number {
	let sum = 0;
	for (const { points } of ring) for (let i = 1; i < points.length; i++) sum += distance(points[i - 1]!, points[i]!);
	return sum;
}

const distance = (a: Position, b: Position): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** The perimeter of a plan is compared with many objects, but measured once. */
const extents = new WeakMap<PlanGeometry, Extent>();

function extentOf(geometry: PlanGeometry): Extent | undefined {
	if (geometry.type !== 'Surface' && geometry.type !== 'MultiSurface') return undefined;
	const known = extents.get(geometry);
	if (known !== undefined) return known;
	const extent: Extent = { arcs: false, area: 0, length: 0, box: [Infinity, Infinity, -Infinity, -Infinity] };
	for (const { exterior, interiors } of geometry.surfaces.flat()) {
		extent.area += Math.abs(ringArea(exterior)) - interiors.reduce((sum, ring) => sum + Math.abs(ringArea(ring)), 0);
		for (const ring of [exterior, ...interiors]) {
			extent.length += ringLength(ring);
			extent.arcs ||= ring.some(({ type }) => type !== 'line');
		}
		for (const [x, y] of exterior.flatMap((segment) => segment.points)) {
			const [west, south, east, north] = extent.box;
			extent.box = [Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y)];
		}
	}
	extents.set(geometry, extent);
	return extent;
}

/**
 * True unless the two areas are certainly not the same: their boxes or areas differ by more than moving every vertex by the tolerance
 * could explain. Areas with arcs are not compared, because either may have drawn them as chords.
 */
function mayBeSame(a: PlanGeometry, b: PlanGeometry): boolean {
	const one = extentOf(a);
	const other = extentOf(b);
	if (one === undefined || other === undefined || one.arcs || other.arcs) return true;
	if (one.box.some((value, i) => Math.abs(value - other.box[i]!) > TOLERANCE)) return false;
	return Math.abs(one.area - other.area) <= TOLERANCE * Math.max(one.length, other.length) + TOLERANCE;
}

/** Perimeter of the subject's plan, where both are in the same CRS. */
function perimeter(subject: Subject, context: SemanticContext): PlanGeometry | undefined {
	const plan = context.planOf(subject.feature);
	const geltungsbereich = plan && first(plan, 'raeumlicherGeltungsbereich');
	const position = first(subject, 'position');
	return geltungsbereich?.crs === position?.crs ? geltungsbereich?.geometry : undefined;
}

/** Raumkonkretisierung "raumunkonkret": content for the whole plan is drawn as its perimeter. */
export const COVERS_PLAN: Demand = {
	uses: ['raumkonkretisierung', 'position'],
	holds: (subject, context) => {
		if (valueOf(subject, 'raumkonkretisierung') !== '5000') return true;
		const position = first(subject, 'position')?.geometry;
		if (position === undefined) return true;
		if (!isArea(subject)) return false;
		const whole = perimeter(subject, context);
		return whole === undefined || mayBeSame(position, whole);
	},
	message:
		'raumkonkretisierung ist 5000 (raumunkonkret), position ist aber nicht der Geltungsbereich des Plans. ' +
		'Bitte übernehmen Sie den Geltungsbereich oder berichtigen Sie raumkonkretisierung.'
};
