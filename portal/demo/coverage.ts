import { difference, featureCollection, intersect, polygon as turfPolygon, union } from '@turf/turf';
import type { Polygon, Position } from '../../importers/xplan/model.ts';
import { curveArea, mm } from './geometry.ts';
import { LAND_ORIGIN } from './land.ts';
import { distanceToPiece, inside } from './obstacles.ts';
import { cleanPolygons } from './rings.ts';

/** One wish for an area: what lies earlier in the list takes its land first. */
export interface Wish<T> {
	ring: Position[];
	what: T;
}

export interface Share<T> {
	what: T;
	polygon: Polygon;
}

/** Rings of a polygon or of several, in local metres, first and last position the same. */
type Rings = Position[][][];
type Shape = Parameters<typeof difference>[0]['features'][number];

const toLocal = ([x, y]: Position): Position => [mm(x - LAND_ORIGIN[0]), mm(y - LAND_ORIGIN[1])];
const shape = (ring: Position[]): Shape => {
	const local = ring.map(toLocal);
	return turfPolygon([[...local, local[0]!]]) as Shape;
};
const rings = (s: Shape | null): Rings => {
	if (!s) return [];
	return (s.geometry.type === 'Polygon' ? [s.geometry.coordinates] : s.geometry.coordinates) as Rings;
};

type Box = [west: number, south: number, east: number, north: number];
const boxOf = (ring: Position[]): Box => {
	const xs = ring.map((p) => p[0]);
	const ys = ring.map((p) => p[1]);
	return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
};
const meet = (a: Box, b: Box): boolean => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];

/** Vertices of all rings by millimetre cells, so that positions a rounding apart become one. */
class Vertices {
	readonly #cells = new Map<string, Position[]>();
	readonly #size: number;

	constructor(size: number) {
		this.#size = size;
	}

	#around([x, y]: Position, reach: number, visit: (key: string) => void): void {
		for (let i = Math.floor((x - reach) / this.#size); i <= Math.floor((x + reach) / this.#size); i++) {
			for (let j = Math.floor((y - reach) / this.#size); j <= Math.floor((y + reach) / this.#size); j++) visit(`${i},${j}`);
		}
	}

	/** The vertex that stands for `p`: an earlier one within 3 mm, or `p` itself from now on. */
	snap(p: Position): Position {
		let found: Position | undefined;
		this.#around(p, 0.003, (key) => {
			found ??= this.#cells.get(key)?.find((q) => Math.hypot(q[0] - p[0], q[1] - p[1]) < 0.003);
		});
		if (found) return found;
		this.#around(p, 0, (key) => {
			const list = this.#cells.get(key);
			if (list) list.push(p);
			else this.#cells.set(key, [p]);
		});
		return p;
	}

	/** Vertices within 3 mm of the piece from `a` to `b`, without its ends, in the order of the way. */
	on(a: Position, b: Position): Position[] {
		const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
		const seen = new Set<Position>();
		for (let s = 0; s <= length + this.#size; s += this.#size / 2) {
			const t = Math.min(s / length, 1);
			this.#around([a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t], this.#size / 2, (key) => {
				for (const q of this.#cells.get(key) ?? []) if (q !== a && q !== b && distanceToPiece(q, a, b) < 0.003) seen.add(q);
			});
		}
		const way = (q: Position): number => (q[0] - a[0]) * (b[0] - a[0]) + (q[1] - a[1]) * (b[1] - a[1]);
		return [...seen].sort((p, q) => way(p) - way(q));
	}
}

/**
 * Divides an area among wishes so that the shares cover it without gaps or overlaps and neighbours have the same vertices
 * (Flächenschluss, 2.2.1.1). What nobody wishes becomes shares of `rest`. Rings are open, in EPSG:25833; shares below 30 m² are left to
 * the next wish.
 */
export function divide<T>(area: Position[], wishes: Wish<T>[], rest: T): Share<T>[] {
	const whole = shape(area);
	const parts: { what: T; rings: Position[][] }[] = [];
	const taken: { shape: Shape; box: Box }[] = [];
	for (const wish of wishes) {
		const local = wish.ring.map(toLocal);
		const box = boxOf(local);
		// Only what lies near is cut off: clipping against everything taken so far would cost a hundred times more.
		const nearby = taken.filter((t) => meet(t.box, box)).map((t) => t.shape);
		let given: Shape | null = shape(wish.ring);
		const within = wish.ring.every((p) => inside(p, area)) && !area.some((p) => inside(p, wish.ring));
		if (!within) given = intersect(featureCollection([whole, given])) as Shape | null;
		if (given && nearby.length > 0) given = difference(featureCollection([given, ...nearby])) as Shape | null;
		for (const polygon of rings(given)) {
			if (Math.abs(ringArea(polygon[0]!)) < 30) continue;
			parts.push({ what: wish.what, rings: polygon });
			taken.push({ shape: turfPolygon(polygon) as Shape, box: boxOf(polygon[0]!) });
		}
	}
	const left = taken.length > 0 ? (difference(featureCollection([whole, ...taken.map((t) => t.shape)])) as Shape | null) : whole;
	for (const polygon of rings(left)) parts.push({ what: rest, rings: polygon });
	return share(parts);
}

/** What of a ring lies within an area; both open, in EPSG:25833. */
export function clip(area: Position[], ring: Position[]): Polygon[] {
	const common = rings(intersect(featureCollection([shape(area), shape(ring)])) as Shape | null);
	return share(common.map((polygon) => ({ what: undefined, rings: polygon }))).map((s) => s.polygon);
}

/** Joins overlapping rings into one outline; the first polygon of the result. */
export function joined(all: Position[][]): Position[] {
	const result = union(featureCollection(all.map(shape))) as Shape | null;
	const outer = rings(result)[0]?.[0] ?? [];
	return outer.slice(0, -1).map(([x, y]) => [mm(x + LAND_ORIGIN[0]), mm(y + LAND_ORIGIN[1])]);
}

const ringArea = (ring: Position[]): number => curveArea([{ type: 'line', points: ring }]);

function share<T>(parts: { what: T; rings: Position[][] }[]): Share<T>[] {
	const vertices = new Vertices(25);
	const snapped = parts.map(({ what, rings: polygon }) => ({
		what,
		rings: polygon.map((ring) => withoutRepeats(ring.map(([x, y]) => vertices.snap([mm(x + LAND_ORIGIN[0]), mm(y + LAND_ORIGIN[1])]))))
	}));
	return snapped.flatMap(({ what, rings: polygon }): Share<T>[] => {
		const noded = polygon.map((ring, i) => {
			const points = ring.flatMap((p, k) => (k + 1 < ring.length ? [p, ...vertices.on(p, ring[k + 1]!)] : [p]));
			return ringArea(points) > 0 === (i === 0) ? points : points.reverse();
		});
		return cleanPolygons(noded).map((clean) => ({ what, polygon: clean }));
	});
}

const withoutRepeats = (ring: Position[]): Position[] =>
	ring.filter((p, i) => i === 0 || p[0] !== ring[i - 1]![0] || p[1] !== ring[i - 1]![1]);
