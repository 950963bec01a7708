import type { Position } from '../../model.ts';
import { Effort } from './effort.ts';
import { GeometryReader } from './geometry-reader.ts';
import { GeosError, loadApi, takeMessage, type Api, type Pointer } from './geos-library.ts';
import { NOWHERE, SpatialIndex, type Box } from './spatial-index.ts';

export { GeosError, type Pointer };

/** GEOS numbers of geometry types. */
const MULTI_POINT = 4;
const MULTI_LINE_STRING = 5;
const MULTI_POLYGON = 6;
const COLLECTION = 7;

const MITRED_JOIN = 2;
const STRUCTURE = 1;
const FLAT_CAP = 2;

/** What a call of GEOS costs, in units of the effort, and each point of its operands. */
type Cost = readonly [call: number, point: number];
const COPY: Cost = [5, 0.2];
const ASK: Cost = [5, 1];
const LOOK: Cost = [40, 1];
const RELATE: Cost = [60, 4];
const OVERLAY: Cost = [130, 2];
const NODE: Cost = [120, 5];
const MADE: Cost = [0, 20];
/** What each ring costs when it is asked where a place lies, and each pair of rings that are widened or made valid at once. */
const PLACE = 0.2;
const RING_PAIR = 1;
/** What each ring costs that is made valid. */
const RING_MENDED = 800;

let loading: Promise<Geos> | undefined;

/**
 * GEOS compiled to WebAssembly; the module contains its code, so that it loads the same way in Node, workers and browsers. Loaded once
 * for each of them; a page needs `wasm-unsafe-eval` in its Content-Security-Policy.
 * @throws WebAssembly.CompileError where WebAssembly is forbidden
 */
export function loadGeos(): Promise<Geos> {
	loading ??= loadApi().then((api) => new Geos(api));
	return loading;
}

export class Geos {
	readonly api: Api;
	/** Eight doubles and pointers for results of functions. */
	readonly cell: Pointer;
	/** Prepared geometries that are not freed yet. */
	readonly ringsOfPrepared = new Map<Pointer, number>();
	#buffer: Pointer = 0;
	#bufferSize = 0;

	constructor(api: Api) {
		this.api = api;
		this.cell = api.Module._malloc(64);
	}

	/** An arena: everything made with it is freed with it. @param effort what computing with it may cost */
	arena(effort: Effort = new Effort(Infinity)): Arena {
		return new Arena(this, effort);
	}

	/** Memory of at least that many bytes, valid until the next call. */
	buffer(bytes: number): Pointer {
		if (bytes > this.#bufferSize) {
			if (this.#buffer !== 0) this.api.Module._free(this.#buffer);
			this.#bufferSize = Math.max(bytes, 2 * this.#bufferSize, 64 * 1024);
			this.#buffer = this.api.Module._malloc(this.#bufferSize);
		}
		return this.#buffer;
	}
}

/**
 * Makes and owns geometries of GEOS. Coordinates are east, north in metres (see `Frame`). Every function throws `GeosError` when GEOS
 * fails, and an `EffortError` before what the effort does not suffice for; `free` must be called in any case.
 */
export class Arena extends GeometryReader {
	readonly #effort: Effort;
	#owned: Pointer[] = [];
	#others: (() => void)[] = [];

	constructor(geos: Geos, effort: Effort) {
		super(geos);
		this.#effort = effort;
	}

	/** Takes from the effort what something costs that this class does not know. */
	spend(units: number): void {
		this.#effort.spend(units);
	}

	#charge([call, point]: Cost, a: Pointer, b?: Pointer): void {
		this.#effort.spend(call + point * (this.pointsIn(a) + (b === undefined ? 0 : this.pointsIn(b))));
	}

	#chargeRings(of: Pointer): void {
		this.#charge(NODE, of);
		this.#effort.spend(RING_PAIR * this.countRings(of) ** 2);
	}

	free(): void {
		// The last first: prepared geometries and trees refer to geometries made before them.
		for (const free of this.#others.reverse()) free();
		for (const pointer of this.#owned) this.api.GEOSGeom_destroy(pointer);
		this.#others = [];
		this.#owned = [];
	}

	/** Runs something with an arena for what is needed only meanwhile. */
	within<T>(work: (inner: Arena) => T): T {
		const inner = new Arena(this.geos, this.#effort);
		try {
			return work(inner);
		} finally {
			inner.free();
		}
	}

	#keep(pointer: Pointer, operation: string): Pointer {
		if (pointer === 0) throw new GeosError(operation, takeMessage());
		this.#owned.push(pointer);
		return pointer;
	}

	/** Keeps what an operation made, which costs by its points, too: of lines that cross each other there are many more than went in. */
	#made(pointer: Pointer, operation: string): Pointer {
		const made = this.#keep(pointer, operation);
		this.#charge(MADE, made);
		return made;
	}

	#answer(result: number, operation: string): boolean {
		if (result === 2 || result === -1) throw new GeosError(operation, takeMessage());
		return result === 1;
	}

	#sequence(points: readonly Position[]): Pointer {
		const { geos } = this;
		const start = geos.buffer(points.length * 16);
		const heap = this.api.Module.HEAPF64 as Float64Array;
		let at = start / 8;
		for (const point of points) {
			heap[at++] = point[0];
			heap[at++] = point[1];
		}
		const sequence = this.api.GEOSCoordSeq_copyFromBuffer(start, points.length, 0, 0);
		if (sequence === 0) throw new GeosError('coordinates', takeMessage());
		return sequence;
	}

	point([east, north]: Position): Pointer {
		return this.#keep(this.api.GEOSGeom_createPointFromXY(east, north), 'point');
	}

	line(points: readonly Position[]): Pointer {
		return this.#keep(this.api.GEOSGeom_createLineString(this.#sequence(points)), 'line');
	}

	/** Many lines as one geometry. */
	lines(lines: readonly (readonly Position[])[]): Pointer {
		const made = lines.map((points) => this.api.GEOSGeom_createLineString(this.#sequence(points)));
		return this.#collection(MULTI_LINE_STRING, made, 'lines');
	}

	/** Exterior ring and interior rings, all closed. */
	polygon(rings: readonly (readonly Position[])[]): Pointer {
		return this.#keep(this.#polygon(rings), 'polygon');
	}

	/** Several polygons as one geometry; they need not fit together. */
	polygons(polygons: readonly (readonly (readonly Position[])[])[]): Pointer {
		const made = polygons.map((rings) => this.#polygon(rings));
		return this.#collection(MULTI_POLYGON, made, 'polygons');
	}

	#polygon(rings: readonly (readonly Position[])[]): Pointer {
		const { geos } = this;
		const made = rings.map((ring) => this.api.GEOSGeom_createLinearRing(this.#sequence(ring)));
		if (made.includes(0)) {
			for (const pointer of made) if (pointer !== 0) this.api.GEOSGeom_destroy(pointer);
			throw new GeosError('ring', takeMessage());
		}
		const holes = geos.buffer(made.length * 4);
		const heap = this.api.Module.HEAPU32 as Uint32Array;
		for (let i = 1; i < made.length; i++) heap[holes / 4 + i - 1] = made[i]!;
		return this.api.GEOSGeom_createPolygon(made[0]!, holes, made.length - 1);
	}

	#collection(type: number, made: Pointer[], operation: string): Pointer {
		const { geos } = this;
		const list = geos.buffer(made.length * 4);
		const heap = this.api.Module.HEAPU32 as Uint32Array;
		made.forEach((pointer, index) => (heap[list / 4 + index] = pointer));
		return this.#keep(this.api.GEOSGeom_createCollection(type, list, made.length), operation);
	}

	/** Copies of geometries as one collection, for operations over many. */
	collect(pointers: readonly Pointer[]): Pointer {
		return this.#collection(COLLECTION, this.#copies(pointers), 'collect');
	}

	/** Copies of polygons that do not overlap as one geometry. */
	multiPolygon(pointers: readonly Pointer[]): Pointer {
		return this.#collection(MULTI_POLYGON, this.#copies(pointers), 'multi polygon');
	}

	/** Copies of points as one geometry. */
	points(pointers: readonly Pointer[]): Pointer {
		return this.#collection(MULTI_POINT, this.#copies(pointers), 'points');
	}

	#copies(pointers: readonly Pointer[]): Pointer[] {
		return pointers.map((pointer) => this.api.GEOSGeom_clone(pointer));
	}

	intersection(a: Pointer, b: Pointer): Pointer {
		this.#charge(OVERLAY, a, b);
		return this.#made(this.api.GEOSIntersection(a, b), 'intersection');
	}

	difference(a: Pointer, b: Pointer): Pointer {
		this.#charge(OVERLAY, a, b);
		return this.#made(this.api.GEOSDifference(a, b), 'difference');
	}

	/** Union of all parts; lines come out noded. */
	union(of: Pointer): Pointer {
		this.#charge(NODE, of);
		return this.#made(this.api.GEOSUnaryUnion(of), 'union');
	}

	/** Union of polygons that do not overlap and whose common edges have the same points: many times as fast. */
	unionOfFaces(of: Pointer): Pointer {
		this.#charge(NODE, of);
		return this.#keep(this.api.GEOSCoverageUnion(of), 'union of faces');
	}

	/** Wider (or with a negative distance narrower) by a distance, corners kept. */
	buffer(of: Pointer, distance: number): Pointer {
		this.#chargeRings(of);
		return this.#keep(this.api.GEOSBufferWithStyle(of, distance, 4, FLAT_CAP, MITRED_JOIN, 2), 'buffer');
	}

	/** Wider by a distance on all sides, corners and ends rounded. */
	roundBuffer(of: Pointer, distance: number): Pointer {
		this.#chargeRings(of);
		return this.#keep(this.api.GEOSBuffer(of, distance, 4), 'buffer');
	}

	/** Rings are made valid one by one, then put together: the other method of GEOS takes minutes for a ring that crosses itself often. */
	makeValid(of: Pointer): Pointer {
		this.#chargeRings(of);
		this.#effort.spend(RING_MENDED * this.countRings(of));
		const params = this.api.GEOSMakeValidParams_create();
		this.api.GEOSMakeValidParams_setMethod(params, STRUCTURE);
		const made = this.api.GEOSMakeValidWithParams(of, params);
		this.api.GEOSMakeValidParams_destroy(params);
		return this.#made(made, 'make valid');
	}

	boundary(of: Pointer): Pointer {
		this.#charge(COPY, of);
		return this.#keep(this.api.GEOSBoundary(of), 'boundary');
	}

	pointOnSurface(of: Pointer): Pointer {
		this.#charge(COPY, of);
		return this.#keep(this.api.GEOSPointOnSurface(of), 'point on surface');
	}

	/** Faces between noded lines. */
	polygonize(lines: Pointer): Pointer {
		this.#charge(NODE, lines);
		const list = this.geos.buffer(4);
		(this.api.Module.HEAPU32 as Uint32Array)[list / 4] = lines;
		return this.#keep(this.api.GEOSPolygonize(list, 1), 'polygonize');
	}

	isValid(of: Pointer): boolean {
		this.#charge(LOOK, of);
		return this.#answer(this.api.GEOSisValid(of), 'valid');
	}

	covers(a: Pointer, b: Pointer): boolean {
		this.#charge(ASK, a, b);
		return this.#answer(this.api.GEOSCovers(a, b), 'covers');
	}

	/** Whether the relation of two geometries has a DE-9IM pattern. */
	relates(a: Pointer, b: Pointer, pattern: string): boolean {
		this.#charge(RELATE, a, b);
		return this.#answer(this.api.GEOSRelatePattern(a, b, this.#text(pattern)), 'relate');
	}

	#text(pattern: string): Pointer {
		const text = this.geos.buffer(16);
		this.api.Module.stringToUTF8(pattern, text, 16);
		return text;
	}

	/** A geometry prepared for many questions. */
	prepare(of: Pointer): Pointer {
		this.#charge(COPY, of);
		const prepared = this.api.GEOSPrepare(of);
		if (prepared === 0) throw new GeosError('prepare', takeMessage());
		this.geos.ringsOfPrepared.set(prepared, this.countRings(of));
		this.#others.push(() => {
			this.geos.ringsOfPrepared.delete(prepared);
			this.api.GEOSPreparedGeom_destroy(prepared);
		});
		return prepared;
	}

	/** What is prepared is not looked at point by point, but ring by ring. */
	#chargePrepared([call, point]: Cost, prepared: Pointer, of: Pointer): void {
		this.#effort.spend(call + point * (this.pointsIn(of) + this.geos.ringsOfPrepared.get(prepared)!));
	}

	preparedCovers(prepared: Pointer, of: Pointer): boolean {
		this.#chargePrepared(ASK, prepared, of);
		return this.#answer(this.api.GEOSPreparedCovers(prepared, of), 'covers');
	}

	preparedIntersects(prepared: Pointer, of: Pointer): boolean {
		this.#chargePrepared(ASK, prepared, of);
		return this.#answer(this.api.GEOSPreparedIntersects(prepared, of), 'intersects');
	}

	/** Whether the relation of the two has a DE-9IM pattern. */
	preparedRelates(prepared: Pointer, of: Pointer, pattern: string): boolean {
		this.#chargePrepared(RELATE, prepared, of);
		return this.#answer(this.api.GEOSPreparedRelatePattern(prepared, of, this.#text(pattern)), 'relate');
	}

	/** Whether a point is within or on the boundary. */
	preparedHas(prepared: Pointer, [east, north]: Position): boolean {
		this.spend(ASK[0] + PLACE * this.geos.ringsOfPrepared.get(prepared)!);
		return this.#answer(this.api.GEOSPreparedIntersectsXY(prepared, east, north), 'intersects');
	}

	/** Whether two geometries come as near to each other as that, or nearer. */
	near(a: Pointer, b: Pointer, distance: number): boolean {
		this.#charge(COPY, a, b);
		return this.#answer(this.api.GEOSDistanceWithin(a, b, distance), 'distance');
	}

	area(of: Pointer): number {
		if (this.api.GEOSArea(of, this.geos.cell) !== 1) throw new GeosError('area', takeMessage());
		return (this.api.Module.HEAPF64 as Float64Array)[this.geos.cell / 8]!;
	}

	length(of: Pointer): number {
		if (this.api.GEOSLength(of, this.geos.cell) !== 1) throw new GeosError('length', takeMessage());
		return (this.api.Module.HEAPF64 as Float64Array)[this.geos.cell / 8]!;
	}

	/** The rectangle around a geometry; `NOWHERE` for an empty one. */
	boxOf(of: Pointer): Box {
		const { cell } = this.geos;
		if (this.api.GEOSGeom_getExtent(of, cell, cell + 8, cell + 16, cell + 24) !== 1) return NOWHERE;
		const heap = this.api.Module.HEAPF64 as Float64Array;
		const at = cell / 8;
		return { west: heap[at]!, south: heap[at + 1]!, east: heap[at + 2]!, north: heap[at + 3]! };
	}

	/** An index of rectangles, of which queries cost effort. */
	index(): SpatialIndex {
		return new SpatialIndex((units) => this.spend(units));
	}
}
