import type { Position } from '../../importers/xplan/model.ts';

const CELL = 60;

/** Distance in metres from a position to the piece of line from `a` to `b`. */
export function distanceToPiece(p: Position, a: Position, b: Position): number {
	const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
	const t = Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy || 1)));
	return Math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy);
}

const side = (a: Position, b: Position, p: Position): number => (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
const cross = (a: Position, b: Position, c: Position, d: Position): boolean =>
	side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;

/** Whether a position lies inside an open ring. */
export function inside(p: Position, ring: Position[]): boolean {
	let result = false;
	for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
		const [a, b] = [ring[i]!, ring[j]!];
		if (a[1] > p[1] !== b[1] > p[1] && p[0] < ((b[0] - a[0]) * (p[1] - a[1])) / (b[1] - a[1]) + a[0]) result = !result;
	}
	return result;
}

/** Smallest distance in metres between a ring and a piece of line; 0 where they cross or the piece lies within. */
export function distanceToRing(ring: Position[], a: Position, b: Position): number {
	if (inside(a, ring)) return 0;
	let least = Infinity;
	for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
		const [p, q] = [ring[j]!, ring[i]!];
		if (cross(p, q, a, b)) return 0;
		least = Math.min(least, distanceToPiece(p, a, b), distanceToPiece(a, p, q), distanceToPiece(b, p, q));
	}
	return least;
}

/** Whether two convex rings overlap by more than `tolerance` metres (separating axes). */
export function convexOverlap(a: Position[], b: Position[], tolerance: number): boolean {
	for (const ring of [a, b]) {
		for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
			const [p, q] = [ring[j]!, ring[i]!];
			const length = Math.hypot(q[0] - p[0], q[1] - p[1]);
			if (length < 0.01) continue;
			const [nx, ny] = [(q[1] - p[1]) / length, (p[0] - q[0]) / length];
			const range = (r: Position[]): [number, number] => {
				const values = r.map((v) => v[0] * nx + v[1] * ny);
				return [Math.min(...values), Math.max(...values)];
			};
			const [a0, a1] = range(a);
			const [b0, b1] = range(b);
			if (Math.min(a1, b1) - Math.max(a0, b0) <= tolerance) return false;
		}
	}
	return true;
}

/** Things in cells of a grid, found by a ring's rectangle. */
export class Grid<T> {
	readonly #cells = new Map<string, T[]>();

	#each(ring: Position[], margin: number, visit: (key: string) => void): void {
		const xs = ring.map((p) => p[0]);
		const ys = ring.map((p) => p[1]);
		const cell = (v: number): number => Math.floor(v / CELL);
		for (let x = cell(Math.min(...xs) - margin); x <= cell(Math.max(...xs) + margin); x++) {
			for (let y = cell(Math.min(...ys) - margin); y <= cell(Math.max(...ys) + margin); y++) visit(`${x},${y}`);
		}
	}

	add(ring: Position[], thing: T, margin = 0): void {
		this.#each(ring, margin, (key) => {
			const list = this.#cells.get(key);
			if (list) list.push(thing);
			else this.#cells.set(key, [thing]);
		});
	}

	near(ring: Position[]): Set<T> {
		const found = new Set<T>();
		this.#each(ring, 0, (key) => this.#cells.get(key)?.forEach((t) => found.add(t)));
		return found;
	}
}

interface Piece {
	a: Position;
	b: Position;
	half: number;
}

/** What must stay free: strips along lines (streets, railway, brooks), areas (river, squares, the new quarter), and lots already given. */
export class Obstacles {
	readonly #pieces = new Grid<Piece>();
	readonly #areas = new Grid<Position[]>();
	readonly #taken = new Grid<Position[]>();

	strip(line: Position[], width: number): void {
		for (let i = 1; i < line.length; i++) {
			const piece = { a: line[i - 1]!, b: line[i]!, half: width / 2 };
			this.#pieces.add([piece.a, piece.b], piece, piece.half);
		}
	}

	area(ring: Position[]): void {
		this.#areas.add(ring, ring);
	}

	take(ring: Position[]): void {
		this.#taken.add(ring, ring);
	}

	/** Whether nothing is on a convex ring; a common border, up to `tolerance` metres, does not count. */
	free(ring: Position[], tolerance = 0.25): boolean {
		for (const p of this.#pieces.near(ring)) if (distanceToRing(ring, p.a, p.b) < p.half - tolerance) return false;
		for (const area of this.#areas.near(ring)) {
			if (ring.some((p) => inside(p, area))) return false;
			for (let i = 0, j = area.length - 1; i < area.length; j = i++) if (distanceToRing(ring, area[j]!, area[i]!) === 0) return false;
		}
		for (const other of this.#taken.near(ring)) if (convexOverlap(ring, other, tolerance)) return false;
		return true;
	}
}
