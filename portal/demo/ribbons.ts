import type { Position } from '../../importers/xplan/model.ts';
import { mm } from './geometry.ts';

/** Unit direction at vertex `i` of a line, halfway between the pieces that meet there. */
export function directionAt(line: Position[], i: number, closed = false): Position {
	const n = line.length;
	const a = line[i - 1] ?? (closed ? line[n - 2]! : line[i]!);
	const b = line[i + 1] ?? (closed ? line[1]! : line[i]!);
	const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
	const length = Math.hypot(dx, dy) || 1;
	return [dx / length, dy / length];
}

/** Line at `distance` metres to the left (negative: right). */
export function parallel(line: Position[], distance: number, closed = false): Position[] {
	return line.map((p, i) => {
		const [dx, dy] = directionAt(line, i, closed);
		return [mm(p[0] - dy * distance), mm(p[1] + dx * distance)];
	});
}

/** Open ring around a line at half of `width`, with round ends; the ends do not matter for a closed line. */
export function ribbon(line: Position[], width: number, round = true): Position[] {
	const half = width / 2;
	const cap = (at: Position, [dx, dy]: Position): Position[] => {
		if (!round) return [];
		const start = Math.atan2(-dx, dy);
		return [1, 2, 3, 4, 5].map((k) => {
			const t = start + (k * Math.PI) / 6;
			return [mm(at[0] + half * Math.cos(t)), mm(at[1] + half * Math.sin(t))];
		});
	};
	const end = line.length - 1;
	const first = directionAt(line, 0);
	return [
		...parallel(line, -half),
		...cap(line[end]!, directionAt(line, end)),
		...parallel(line, half).reverse(),
		...cap(line[0]!, [-first[0], -first[1]])
	];
}

/** Stations along a line, for walking it in metres. */
export class Walk {
	readonly #line: Position[];
	readonly #at: number[] = [0];

	constructor(line: Position[]) {
		this.#line = line;
		for (let i = 1; i < line.length; i++) {
			this.#at.push(this.#at[i - 1]! + Math.hypot(line[i]![0] - line[i - 1]![0], line[i]![1] - line[i - 1]![1]));
		}
	}

	get length(): number {
		return this.#at.at(-1)!;
	}

	/** Position `station` metres from the start, moved `offset` metres to the left of the smooth direction there. */
	point(station: number, offset: number): Position {
		const s = Math.min(Math.max(station, 0), this.length);
		let i = 1;
		while (i < this.#at.length - 1 && this.#at[i]! < s) i++;
		const t = (s - this.#at[i - 1]!) / (this.#at[i]! - this.#at[i - 1]! || 1);
		const [a, b] = [this.#line[i - 1]!, this.#line[i]!];
		const [da, db] = [directionAt(this.#line, i - 1), directionAt(this.#line, i)];
		const [dx, dy] = [da[0] + (db[0] - da[0]) * t, da[1] + (db[1] - da[1]) * t];
		const length = Math.hypot(dx, dy) || 1;
		return [mm(a[0] + (b[0] - a[0]) * t - (dy / length) * offset), mm(a[1] + (b[1] - a[1]) * t + (dx / length) * offset)];
	}
}
