import type { Polygon, Position } from '../../importers/xplan/model.ts';
import { curveArea } from './geometry.ts';
import { inside } from './obstacles.ts';

interface Edge {
	from: Position;
	to: Position;
}

/** Turn in radians from the direction of `a` to that of `b`, to the left positive, in (-π, π]. */
function turn(a: Edge, b: Edge): number {
	const [ax, ay] = [a.to[0] - a.from[0], a.to[1] - a.from[1]];
	const [bx, by] = [b.to[0] - b.from[0], b.to[1] - b.from[1]];
	return Math.atan2(ax * by - ay * bx, ax * bx + ay * by);
}

const key = (p: Position): string => `${p[0]},${p[1]}`;

/**
 * Builds clean polygons from closed rings (exterior counter-clockwise, holes clockwise): ways that run there and back again, which
 * clipping leaves where borders coincide, cancel out; what remains is linked to rings anew.
 */
export function cleanPolygons(rings: Position[][]): Polygon[] {
	const edges = new Map<string, Edge>();
	for (const ring of rings) {
		for (let i = 1; i < ring.length; i++) {
			const [from, to] = [ring[i - 1]!, ring[i]!];
			if (!edges.delete(`${key(to)};${key(from)}`)) edges.set(`${key(from)};${key(to)}`, { from, to });
		}
	}
	const leaving = new Map<string, Set<Edge>>();
	for (const edge of edges.values()) {
		const set = leaving.get(key(edge.from));
		if (set) set.add(edge);
		else leaving.set(key(edge.from), new Set([edge]));
	}
	const exteriors: Polygon[] = [];
	const holes: Position[][] = [];
	const keep = (points: Position[]): void => {
		const area = curveArea([{ type: 'line', points }]);
		// Rounding leaves slivers without area between neighbours; their vertices are shared already.
		if (points.length < 4 || Math.abs(area) < 0.5) return;
		if (area > 0) exteriors.push({ exterior: [{ type: 'line', points }], interiors: [] });
		else holes.push(points);
	};
	for (const start of edges.values()) {
		if (!leaving.get(key(start.from))?.delete(start)) continue;
		let points = [start.from, start.to];
		let current = start;
		while (points.length > 1) {
			// A ring may not touch itself: as soon as the way meets a vertex again, the loop since then is a ring of its own.
			const met = points.findIndex((p, i) => i < points.length - 1 && key(p) === key(current.to));
			if (met >= 0) {
				keep(points.slice(met));
				points = points.slice(0, met + 1);
				if (points.length === 1) break;
			}
			const choices = [...(leaving.get(key(current.to)) ?? [])];
			// Where rings touch in a vertex, the rightmost way keeps a hole apart from its exterior.
			const next = choices.sort((a, b) => turn(current, a) - turn(current, b))[0];
			if (!next) break;
			leaving.get(key(next.from))!.delete(next);
			points.push(next.to);
			current = next;
		}
	}
	for (const hole of holes) {
		const middle: Position = [(hole[0]![0] + hole[1]![0]) / 2, (hole[0]![1] + hole[1]![1]) / 2];
		const around = exteriors.find((p) => inside(middle, p.exterior[0]!.points.slice(1)));
		around?.interiors.push([{ type: 'line', points: hole }]);
	}
	return exteriors;
}
