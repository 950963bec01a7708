import type { Position } from '../../importers/xplan/model.ts';
import { mm } from './geometry.ts';
import { inside, type Obstacles } from './obstacles.ts';
import type { Random } from './random.ts';
import { Walk } from './ribbons.ts';
import type { BuildStyle, Lot, Street } from './town-types.ts';

interface Style {
	/** Metres along the street, from – to. */
	front: [number, number];
	depth: number;
	setback: [number, number];
	/** Width and depth of the main building; `undefined` width fills the lot. */
	building: { width?: [number, number]; depth: [number, number] };
	/** Houses per group and the gap after each, in metres; a group of Infinity is a closed row. */
	group?: [number, number];
	/** Probability of a lot staying empty, and of an annex. */
	empty: number;
	annex: number;
}

const STYLES: Record<BuildStyle, Style> = {
	core: { front: [8, 13], depth: 24, setback: [0, 0.3], building: { depth: [10, 12.5] }, empty: 0.03, annex: 0.45 },
	block: { front: [14, 20], depth: 34, setback: [0, 0.4], building: { depth: [11.5, 13.5] }, empty: 0.07, annex: 0.4 },
	villa: { front: [20, 27], depth: 38, setback: [5, 7], building: { width: [11, 15], depth: [11, 14] }, empty: 0.06, annex: 0.4 },
	house: { front: [16, 22], depth: 30, setback: [4, 6.5], building: { width: [8.5, 12], depth: [9, 11.5] }, empty: 0.08, annex: 0.6 },
	row: { front: [7, 7.5], depth: 28, setback: [4, 4], building: { depth: [10.5, 11] }, group: [6, 7], empty: 0, annex: 0 },
	farm: { front: [26, 38], depth: 52, setback: [3, 7], building: { width: [15, 20], depth: [9, 10.5] }, empty: 0.1, annex: 0.95 },
	works: { front: [55, 105], depth: 95, setback: [8, 12], building: { width: [36, 70], depth: [28, 60] }, empty: 0.12, annex: 0.5 },
	slab: { front: [58, 74], depth: 44, setback: [10, 12], building: { width: [46, 60], depth: [11.5, 12.5] }, empty: 0.05, annex: 0 }
};

/** A lot's own plane: x along its front from the first corner, y away from the street. */
function planeOf(quad: Position[]): { at(x: number, y: number): Position; front: number } {
	const [a, b, , d] = quad as [Position, Position, Position, Position];
	const front = Math.hypot(b[0] - a[0], b[1] - a[1]);
	const [ux, uy] = [(b[0] - a[0]) / front, (b[1] - a[1]) / front];
	const turn = ux * (d[1] - a[1]) - uy * (d[0] - a[0]) > 0 ? 1 : -1;
	const at = (x: number, y: number): Position => [mm(a[0] + ux * x - uy * y * turn), mm(a[1] + uy * x + ux * y * turn)];
	return { at, front };
}

const rectangle = (at: (x: number, y: number) => Position, x: number, y: number, w: number, d: number): Position[] => [
	at(x, y),
	at(x + w, y),
	at(x + w, y + d),
	at(x, y + d)
];

const fits = (ring: Position[], quad: Position[]): boolean => {
	// A little towards the middle, so that a wall on the border counts as inside.
	const cx = quad.reduce((s, p) => s + p[0], 0) / quad.length;
	const cy = quad.reduce((s, p) => s + p[1], 0) / quad.length;
	return ring.every((p) => inside([p[0] + (cx - p[0]) * 0.02, p[1] + (cy - p[1]) * 0.02], quad));
};

/** Main building and annexes on a lot; none where nothing fits. */
function build(quad: Position[], depth: number, style: BuildStyle, random: Random): Position[][] {
	const s = STYLES[style];
	const { at, front } = planeOf(quad);
	const setback = random.between(...s.setback);
	if (!s.building.width) {
		// Closed rows stand on the lot's own side borders, so that neighbours touch.
		const d = Math.min(random.between(...s.building.depth), depth - setback - 1);
		const [a, b, c, e] = quad as [Position, Position, Position, Position];
		const between = (p: Position, q: Position, metres: number): Position => {
			const t = metres / Math.hypot(q[0] - p[0], q[1] - p[1]);
			return [mm(p[0] + (q[0] - p[0]) * t), mm(p[1] + (q[1] - p[1]) * t)];
		};
		const main = [between(a, e, setback), between(b, c, setback), between(b, c, setback + d), between(a, e, setback + d)];
		const wing = random.chance(s.annex) && depth > setback + d + 9;
		if (!wing) return [main];
		const left = random.chance(0.5);
		const w = front * random.between(0.32, 0.45);
		const back = rectangle(at, left ? 0.1 : front - w - 0.1, setback + d, w, Math.min(depth - setback - d - 2, random.between(6, 12)));
		return fits(back, quad) ? [main, back] : [main];
	}
	for (let shrink = 1; shrink > 0.55; shrink -= 0.14) {
		const w = Math.min(random.between(...s.building.width) * shrink, front - 5);
		const d = Math.min(random.between(...s.building.depth) * shrink, depth - setback - 2.5);
		if (w < 6 || d < 6) continue;
		const x = style === 'farm' ? 1 : (front - w) * random.between(0.35, 0.65);
		const main = rectangle(at, x, setback, w, d);
		if (!fits(main, quad)) continue;
		const out = [main];
		const add = (ring: Position[]): void => {
			if (fits(ring, quad)) out.push(ring);
		};
		if (random.chance(s.annex)) {
			if (style === 'farm') {
				add(rectangle(at, 1, depth - 15, Math.min(front - 2, 24), 11));
				if (random.chance(0.6)) add(rectangle(at, front - 9, setback + 8, 7.5, Math.max(0.1, depth - setback - 26)));
			} else if (style === 'works') add(rectangle(at, x, setback + d, Math.min(w * 0.5, 24), Math.min(14, depth - setback - d - 4)));
			else if (x > 4.4) add(rectangle(at, x - 3.9, setback + 2.5, 3.2, 6.2));
			else if (front - x - w > 4.4) add(rectangle(at, x + w + 0.7, setback + 2.5, 3.2, 6.2));
		}
		return out;
	}
	return [];
}

/** Lays out lots and houses on both sides of the streets, in their order: whoever comes first has the corner. */
export function layOutLots(streets: Street[], obstacles: Obstacles, random: Random): Lot[] {
	const lots: Lot[] = [];
	const numbers = new Map<string, number>();
	for (const street of streets) {
		for (const sign of [1, -1] as const) {
			const style = sign === 1 ? street.left : street.right;
			if (style) lots.push(...layOutSide(street, sign, style, obstacles, random, numbers));
		}
	}
	return lots;
}

function layOutSide(
	street: Street,
	sign: 1 | -1,
	style: BuildStyle,
	obstacles: Obstacles,
	random: Random,
	numbers: Map<string, number>
): Lot[] {
	const s = STYLES[style];
	const walk = new Walk(street.line);
	const key = `${street.place} ${street.name} ${sign}`;
	const lots: Lot[] = [];
	let inGroup = 0;
	for (let station = 0; station + s.front[0] <= walk.length;) {
		const front = random.between(...s.front);
		const end = Math.min(station + front, walk.length);
		let placed = false;
		for (const part of [1, 0.82, 0.66, 0.5]) {
			const depth = s.depth * part;
			if (depth < 13) break;
			const near = (street.width / 2) * sign;
			const far = (street.width / 2 + depth) * sign;
			const quad = [walk.point(station, near), walk.point(end, near), walk.point(end, far), walk.point(station, far)];
			if (!obstacles.free(quad)) continue;
			obstacles.take(quad);
			const number = (numbers.get(key) ?? (sign === 1 ? -1 : 0)) + 2;
			numbers.set(key, number);
			const buildings = random.chance(s.empty) ? [] : build(quad, depth, style, random);
			lots.push({ street, number: String(number), style, parcel: quad, buildings });
			placed = true;
			break;
		}
		station = placed ? end : station + 2.5;
		if (placed && s.group && ++inGroup % s.group[0] === 0) station += s.group[1];
	}
	return lots;
}
