import type { Position } from '../../model.ts';
import { TOLERANCE } from './frame.ts';
import type { Arena } from './geos.ts';
import { boxOf, widened } from './spatial-index.ts';

/** Cells of the vertex table: twice the tolerance, so that a place within the tolerance lies in one of four. */
const CELL = 2 * TOLERANCE;

/**
 * What an edge costs that does not cancel out, until all faces are known (`Effort`), and a part of a split one, mostly memory: of edges on
 * each other there may be millions.
 */
const EDGE = 100;
const PART = 30;

/**
 * The edges of many rings, with vertices closer than 2 mm made one. Every edge counts +1 in one direction and −1 in the other: where
 * areas (rings run as 2.2.2.1 demands) fit together, their common edges cancel out; an outline taken away cancels the outer ones. What
 * remains bounds exactly the places that are covered twice, not at all, or outside. Time and memory grow with the number of vertices.
 */
export class EdgeTable {
	readonly #east: Float64Array;
	readonly #north: Float64Array;
	readonly #nextVertex: Int32Array;
	readonly #vertexCells: Int32Array;
	/** 1: a point that an area's ring gives (no end of a chord, no point of the outline). */
	readonly #given: Uint8Array;
	#vertices = 0;

	#from: Int32Array;
	#to: Int32Array;
	#balance: Int32Array;
	/** The balance of the areas alone, without the outline. */
	#areas: Int32Array;
	/** 1: a straight edge of an area, between two points given there. */
	#straight: Uint8Array;
	#nextEdge: Int32Array;
	#edgeCells: Int32Array;
	#edges = 0;
	readonly #missing = new Set<number>();

	/** @param points number of points of all rings that will be added */
	constructor(points: number) {
		const size = Math.max(16, points);
		this.#east = new Float64Array(size);
		this.#north = new Float64Array(size);
		this.#nextVertex = new Int32Array(size);
		this.#vertexCells = new Int32Array(powerOfTwo(size)).fill(-1);
		this.#given = new Uint8Array(size);
		this.#straight = new Uint8Array(size);
		this.#from = new Int32Array(size);
		this.#to = new Int32Array(size);
		this.#balance = new Int32Array(size);
		this.#areas = new Int32Array(size);
		this.#nextEdge = new Int32Array(size);
		this.#edgeCells = new Int32Array(powerOfTwo(size)).fill(-1);
	}

	/** Adds a closed ring of an area. `isGiven` says which points the file gives; the others are ends of chords. */
	addRing(ring: readonly Position[], isGiven: (point: Position) => boolean): void {
		let before = this.#vertex(ring[0]!);
		let beforeGiven = isGiven(ring[0]!);
		if (beforeGiven) this.#given[before] = 1;
		for (let i = 1; i < ring.length; i++) {
			const vertex = this.#vertex(ring[i]!);
			const given = isGiven(ring[i]!);
			if (given) this.#given[vertex] = 1;
			if (vertex !== before) this.#count(before, vertex, 1, 1, given && beforeGiven);
			before = vertex;
			beforeGiven = given;
		}
	}

	/** Takes away a closed ring of the outline that the areas are to cover. */
	takeRing(ring: readonly Position[]): void {
		let before = this.#vertex(ring[0]!);
		for (let i = 1; i < ring.length; i++) {
			const vertex = this.#vertex(ring[i]!);
			if (vertex !== before) this.#count(before, vertex, -1, 0, false);
			before = vertex;
		}
	}

	/** The vertex at a place: the nearest known one within the tolerance, else a new one. */
	#vertex([east, north]: Position): number {
		const left = Math.floor((east - TOLERANCE) / CELL);
		const right = Math.floor((east + TOLERANCE) / CELL);
		const low = Math.floor((north - TOLERANCE) / CELL);
		const high = Math.floor((north + TOLERANCE) / CELL);
		let nearest = -1;
		let least = TOLERANCE * TOLERANCE;
		// Steps are counted, not cells: beyond 2^53 a cell plus one is the same cell.
		for (let across = 0; across <= right - left; across++) {
			for (let up = 0; up <= high - low; up++) {
				let vertex = this.#vertexCells[cellOf(left + across, low + up, this.#vertexCells.length)]!;
				for (; vertex >= 0; vertex = this.#nextVertex[vertex]!) {
					const x = this.#east[vertex]! - east;
					const y = this.#north[vertex]! - north;
					const distance = x * x + y * y;
					if (distance < least) {
						least = distance;
						nearest = vertex;
					}
				}
			}
		}
		if (nearest >= 0) return nearest;
		const vertex = this.#vertices++;
		this.#east[vertex] = east;
		this.#north[vertex] = north;
		const cell = cellOf(Math.floor(east / CELL), Math.floor(north / CELL), this.#vertexCells.length);
		this.#nextVertex[vertex] = this.#vertexCells[cell]!;
		this.#vertexCells[cell] = vertex;
		return vertex;
	}

	/** Counts an edge from `a` to `b`: `by` in all, `byAreas` for the areas alone. Returns its number. */
	#count(a: number, b: number, by: number, byAreas: number, straight: boolean): number {
		const from = a < b ? a : b;
		const to = a < b ? b : a;
		const sign = a < b ? 1 : -1;
		const cell = cellOf(from, to, this.#edgeCells.length);
		for (let edge = this.#edgeCells[cell]!; edge >= 0; edge = this.#nextEdge[edge]!) {
			if (this.#from[edge] === from && this.#to[edge] === to) {
				this.#balance[edge]! += sign * by;
				this.#areas[edge]! += sign * byAreas;
				if (straight) this.#straight[edge] = 1;
				return edge;
			}
		}
		if (this.#edges === this.#from.length) this.#growEdges();
		const edge = this.#edges++;
		this.#from[edge] = from;
		this.#to[edge] = to;
		this.#balance[edge] = sign * by;
		this.#areas[edge] = sign * byAreas;
		this.#straight[edge] = straight ? 1 : 0;
		this.#nextEdge[edge] = this.#edgeCells[cell]!;
		this.#edgeCells[cell] = edge;
		return edge;
	}

	#growEdges(): void {
		const grown = (of: Int32Array): Int32Array => {
			const larger = new Int32Array(of.length * 2);
			larger.set(of);
			return larger;
		};
		this.#from = grown(this.#from);
		this.#to = grown(this.#to);
		this.#balance = grown(this.#balance);
		this.#areas = grown(this.#areas);
		this.#nextEdge = grown(this.#nextEdge);
		const straight = new Uint8Array(this.#straight.length * 2);
		straight.set(this.#straight);
		this.#straight = straight;
	}

	#position(vertex: number): Position {
		return [this.#east[vertex]!, this.#north[vertex]!];
	}

	#left(): number[] {
		const left: number[] = [];
		for (let edge = 0; edge < this.#edges; edge++) if (this.#balance[edge] !== 0) left.push(edge);
		return left;
	}

	/**
	 * What did not cancel out, after edges were split at vertices within 2 mm of them (a neighbour may have a vertex where the edge runs
	 * straight on).
	 */
	remaining(arena: Arena): Position[][] {
		const edges = this.#left();
		arena.spend(EDGE * edges.length);
		if (edges.length > 0) this.#splitAtVertices(arena, edges);
		return this.#left().map((edge) => [this.#position(this.#from[edge]!), this.#position(this.#to[edge]!)]);
	}

	/** Points given by an area on a straight edge of another one that has none there; known after `remaining`. */
	get missing(): Position[] {
		return [...this.#missing].map((vertex) => this.#position(vertex));
	}

	#splitAtVertices(arena: Arena, edges: readonly number[]): void {
		const candidates: { vertex: number; part: number }[] = [];
		const index = arena.index();
		for (const vertex of new Set(edges.flatMap((edge) => [this.#from[edge]!, this.#to[edge]!]))) {
			index.add(vertex, boxOf([this.#position(vertex)]));
		}
		for (const edge of edges) {
			const from = this.#from[edge]!;
			const to = this.#to[edge]!;
			const [x, y] = this.#position(from);
			const dx = this.#east[to]! - x;
			const dy = this.#north[to]! - y;
			const squared = dx * dx + dy * dy;
			const within = index.query(widened(boxOf([this.#position(from), this.#position(to)]), TOLERANCE));
			const onEdge: { vertex: number; share: number }[] = [];
			for (const vertex of within) {
				if (vertex === from || vertex === to) continue;
				const px = this.#east[vertex]! - x;
				const py = this.#north[vertex]! - y;
				const share = (px * dx + py * dy) / squared;
				const across = px * dy - py * dx;
				if (share > 0 && share < 1 && across * across < TOLERANCE * TOLERANCE * squared) onEdge.push({ vertex, share });
			}
			if (onEdge.length === 0) continue;
			arena.spend(PART * onEdge.length);
			const balance = this.#balance[edge]!;
			const areas = this.#areas[edge]!;
			const straight = this.#straight[edge] === 1;
			this.#balance[edge] = 0;
			this.#areas[edge] = 0;
			let before = from;
			for (const { vertex } of onEdge.sort((a, b) => a.share - b.share)) {
				const part = this.#count(before, vertex, balance, areas, false);
				if (straight && this.#given[before] === 1 && before !== from) candidates.push({ vertex: before, part });
				if (straight && this.#given[vertex] === 1) candidates.push({ vertex, part });
				before = vertex;
			}
			const part = this.#count(before, to, balance, areas, false);
			if (straight && this.#given[before] === 1) candidates.push({ vertex: before, part });
		}
		// The point belongs to a neighbour across the edge where a part of the edge cancels out with one of the neighbour's.
		for (const { vertex, part } of candidates) if (this.#areas[part] === 0) this.#missing.add(vertex);
	}
}

function powerOfTwo(atLeast: number): number {
	return 2 ** Math.ceil(Math.log2(atLeast));
}

function cellOf(a: number, b: number, size: number): number {
	let hash = Math.imul(a | 0, 0x9e3779b1) ^ Math.imul((b | 0) + 0x7f4a7c15, 0x85ebca6b);
	hash ^= hash >>> 15;
	hash = Math.imul(hash, 0x2c1b3c6d);
	return (hash ^ (hash >>> 13)) & (size - 1);
}
