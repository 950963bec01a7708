import type { Curve, PlanGeometry, Polygon, Position, Segment } from '../../importers/xplan/model.ts';

/** All of the demo Land lies in ETRS89 / UTM zone 33N; positions are east, north in metres. */
export const CRS = 'EPSG:25833';

/** Millimetres, as surveyors' exports give them. */
export const mm = (value: number): number => Math.round(value * 1000) / 1000;

export type Frame = (u: number, v: number) => Position;

/** Local plane, u to the right and v upwards, turned by `degrees` counter-clockwise, `origin` in EPSG:25833. Results rounded to mm. */
export function frame(origin: Position, degrees: number): Frame {
	const cos = Math.cos((degrees * Math.PI) / 180);
	const sin = Math.sin((degrees * Math.PI) / 180);
	return (u, v) => [mm(origin[0] + u * cos - v * sin), mm(origin[1] + u * sin + v * cos)];
}

const same = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1];

/**
 * Areas that share their edges: a curved edge is declared once, between two positions, and every area that runs from the one to
 * the other takes it, in either direction. So neighbours have the same positions, as the coverage rule of XPlanung (2.2.1.1) asks.
 */
export class Edges {
	readonly #arcs = new Map<string, Position>();
	readonly #key = (a: Position, b: Position): string => {
		const [x, y] = [a.join(','), b.join(',')];
		return x < y ? `${x};${y}` : `${y};${x}`;
	};

	/** Declares that the edge between `a` and `b` is an arc through `via`. */
	arc(a: Position, via: Position, b: Position): void {
		this.#arcs.set(this.#key(a, b), via);
	}

	/** The curve through the positions, with arcs where edges are declared as such. */
	curve(positions: Position[]): Curve {
		const curve: Segment[] = [];
		for (let i = 1; i < positions.length; i++) {
			const a = positions[i - 1]!;
			const b = positions[i]!;
			const via = this.#arcs.get(this.#key(a, b));
			const last = curve.at(-1);
			if (via) curve.push({ type: 'arc', points: [a, via, b] });
			else if (last?.type === 'line') last.points.push(b);
			else curve.push({ type: 'line', points: [a, b] });
		}
		return curve;
	}

	/** Closed curve through the positions (the first is not repeated in `positions`), counter-clockwise, clockwise for a hole. */
	ring(positions: Position[], hole = false): Curve {
		const closed = [...positions, positions[0]!];
		const curve = this.curve(closed);
		return curveArea(curve) > 0 === hole ? reverse(curve) : curve;
	}

	polygon(exterior: Position[], interiors: Curve[] = []): Polygon {
		return { exterior: this.ring(exterior), interiors: interiors.map((ring) => (curveArea(ring) > 0 ? reverse(ring) : ring)) };
	}
}

export function reverse(curve: Curve): Curve {
	return curve.map((s) => ({ type: s.type, points: [...s.points].reverse() })).reverse();
}

/** Full circle as a closed curve, counter-clockwise, starting in the east. */
export function circle(centre: Position, radius: number): Curve {
	const at = (degrees: number): Position => [
		mm(centre[0] + radius * Math.cos((degrees * Math.PI) / 180)),
		mm(centre[1] + radius * Math.sin((degrees * Math.PI) / 180))
	];
	// Two half circles instead of gml:Circle: readers agree on arcs, and the start is a vertex of its neighbour as well.
	return [{ type: 'arc', points: [at(0), at(90), at(180), at(270), at(0)] }];
}

export const surface = (...polygons: Polygon[]): PlanGeometry =>
	polygons.length === 1
		? { type: 'Surface', surfaces: [[polygons[0]!]] }
		: { type: 'MultiSurface', surfaces: polygons.map((p) => [p]) };
export const line = (curve: Curve): PlanGeometry => ({ type: 'Curve', curves: [curve] });
export const point = (position: Position): PlanGeometry => ({ type: 'Point', positions: [position] });

interface Circle {
	centre: Position;
	radius: number;
	/** Angle of the first position and signed angle to the last one, in radians. */
	start: number;
	sweep: number;
}

/** Circle through three positions; undefined where they lie on a line. */
function circleThrough(a: Position, b: Position, c: Position): Circle | undefined {
	// Relative to the first position: coordinates of seven digits squared would lose the millimetres.
	const [bx, by, cx, cy] = [b[0] - a[0], b[1] - a[1], c[0] - a[0], c[1] - a[1]];
	const d = 2 * (bx * cy - by * cx);
	if (Math.abs(d) < 1e-9) return undefined;
	const ux = (cy * (bx * bx + by * by) - by * (cx * cx + cy * cy)) / d;
	const uy = (bx * (cx * cx + cy * cy) - cx * (bx * bx + by * by)) / d;
	const start = Math.atan2(-uy, -ux);
	let sweep = Math.atan2(cy - uy, cx - ux) - start;
	if (d > 0 && sweep < 0) sweep += 2 * Math.PI;
	if (d < 0 && sweep > 0) sweep -= 2 * Math.PI;
	return { centre: [a[0] + ux, a[1] + uy], radius: Math.hypot(ux, uy), start, sweep };
}

function arcsOf(segment: Segment): Position[][] {
	const arcs: Position[][] = [];
	for (let i = 0; i + 2 < segment.points.length; i += 2) arcs.push(segment.points.slice(i, i + 3));
	return arcs;
}

/** Signed area in square metres of a closed curve, exact for arcs; positive when counter-clockwise. */
export function curveArea(curve: Curve): number {
	const [ox, oy] = curve[0]!.points[0]!;
	let area = 0;
	for (const segment of curve) {
		const points = segment.points;
		for (let i = 1; i < points.length; i++) {
			const [ax, ay] = points[i - 1]!;
			const [bx, by] = points[i]!;
			if (segment.type === 'line') area += ((ax - ox) * (by - oy) - (bx - ox) * (ay - oy)) / 2;
		}
		if (segment.type === 'line') continue;
		for (const [a, b, c] of arcsOf(segment) as [Position, Position, Position][]) {
			area += ((a[0] - ox) * (c[1] - oy) - (c[0] - ox) * (a[1] - oy)) / 2;
			const k = circleThrough(a, b, c);
			if (k) area += (k.radius * k.radius * (k.sweep - Math.sin(k.sweep))) / 2;
		}
	}
	return area;
}

/** Area in square metres without the holes. */
export function polygonArea(polygon: Polygon): number {
	return Math.abs(curveArea(polygon.exterior)) - polygon.interiors.reduce((sum, ring) => sum + Math.abs(curveArea(ring)), 0);
}

/** Straight lines that leave an arc by at most `deviation` metres; positions rounded to mm, ends kept. */
export function linearise(curve: Curve, deviation = 0.05): Position[] {
	const out: Position[] = [curve[0]!.points[0]!];
	for (const segment of curve) {
		if (segment.type === 'line') {
			out.push(...segment.points.slice(1));
			continue;
		}
		for (const [a, b, c] of arcsOf(segment) as [Position, Position, Position][]) {
			const k = circleThrough(a, b, c);
			if (k) {
				const step = 2 * Math.acos(1 - Math.min(deviation / k.radius, 1));
				const n = Math.max(2, Math.ceil(Math.abs(k.sweep) / step));
				for (let i = 1; i < n; i++) {
					const t = k.start + (k.sweep * i) / n;
					out.push([mm(k.centre[0] + k.radius * Math.cos(t)), mm(k.centre[1] + k.radius * Math.sin(t))]);
				}
			}
			out.push(c);
		}
	}
	return out.filter((p, i) => i === 0 || !same(p, out[i - 1]!));
}

/** GeoJSON polygon coordinates (EPSG:25833) of a polygon with arcs. */
export function polygonCoordinates(polygon: Polygon, deviation = 0.05): Position[][] {
	return [polygon.exterior, ...polygon.interiors].map((ring) => linearise(ring, deviation));
}

/** Smallest rectangle around the geometries: [west, south, east, north]. */
export function boundsOf(geometries: PlanGeometry[]): [number, number, number, number] {
	let [w, s, e, n] = [Infinity, Infinity, -Infinity, -Infinity];
	const take = ([x, y]: Position): void => {
		[w, s, e, n] = [Math.min(w, x), Math.min(s, y), Math.max(e, x), Math.max(n, y)];
	};
	const takeCurve = (curve: Curve): void => linearise(curve).forEach(take);
	for (const g of geometries) {
		if ('positions' in g) g.positions.forEach(take);
		else if ('curves' in g) g.curves.forEach(takeCurve);
		else for (const patches of g.surfaces) for (const p of patches) takeCurve(p.exterior);
	}
	return [w, s, e, n];
}
