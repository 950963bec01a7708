import Flatbush from 'flatbush';
import type { Position } from '../../model.ts';

/** A rectangle, metres. */
export interface Box {
	west: number;
	south: number;
	east: number;
	north: number;
}

/** What no query finds. */
export const NOWHERE: Box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };

/** The rectangle around points; `NOWHERE` around none. */
export function boxOf(points: readonly Position[]): Box {
	let { west, south, east, north } = NOWHERE;
	for (const [x, y] of points) {
		if (x < west) west = x;
		if (x > east) east = x;
		if (y < south) south = y;
		if (y > north) north = y;
	}
	return { west, south, east, north };
}

/** @param by metres on every side */
export function widened({ west, south, east, north }: Box, by: number): Box {
	return { west: west - by, south: south - by, east: east + by, north: north + by };
}

/** What two rectangles have in common; `NOWHERE` or inside out where that is nothing. */
export function sharedBox(a: Box, b: Box): Box {
	return {
		west: Math.max(a.west, b.west),
		south: Math.max(a.south, b.south),
		east: Math.min(a.east, b.east),
		north: Math.min(a.north, b.north)
	};
}

/** What a query costs (`Effort`). */
const QUERY = 5;

/** An index of rectangles, made at the first query; what is added later it does not know. Items are numbers of the caller. */
export class SpatialIndex {
	readonly #spend: (units: number) => void;
	readonly #items: number[] = [];
	readonly #boxes: Box[] = [];
	#tree: Flatbush | undefined;

	/** @param spend takes from the effort what queries cost */
	constructor(spend: (units: number) => void) {
		this.#spend = spend;
	}

	add(item: number, box: Box): void {
		if (box.west > box.east) return;
		this.#items.push(item);
		this.#boxes.push(box);
	}

	/** Items whose rectangles meet or touch one, in no particular order. */
	query({ west, south, east, north }: Box): number[] {
		const found = this.#made?.search(west, south, east, north) ?? [];
		this.#spend(QUERY + found.length);
		return found.map((at) => this.#items[at]!);
	}

	/** Whether there is any such item. */
	meets({ west, south, east, north }: Box): boolean {
		this.#spend(QUERY);
		return this.#made?.collides(west, south, east, north) ?? false;
	}

	get #made(): Flatbush | undefined {
		if (this.#tree === undefined && this.#items.length > 0) {
			this.#tree = new Flatbush(this.#items.length);
			for (const { west, south, east, north } of this.#boxes) this.#tree.add(west, south, east, north);
			this.#tree.finish();
		}
		return this.#tree;
	}
}
