import type { Position } from '../../model.ts';
import type { Geos } from './geos.ts';
import type { Api, Pointer } from './geos-library.ts';

/** GEOS numbers of geometry types. */
export const LINE_STRING = 1;
export const LINEAR_RING = 2;
export const POLYGON = 3;

/** Reads what geometries of GEOS consist of; what it gives belongs to them. */
export class GeometryReader {
	readonly geos: Geos;
	protected readonly api: Api;

	constructor(geos: Geos) {
		this.geos = geos;
		this.api = geos.api;
	}

	/** How many points it has. */
	pointsIn(of: Pointer): number {
		return this.api.GEOSGetNumCoordinates(of);
	}

	typeOf(of: Pointer): number {
		return this.api.GEOSGeomTypeId(of);
	}

	isEmpty(of: Pointer): boolean {
		return this.api.GEOSisEmpty(of) === 1;
	}

	/** The parts of a geometry. */
	parts(of: Pointer): Pointer[] {
		const count = this.api.GEOSGetNumGeometries(of);
		return Array.from({ length: count }, (_, index) => this.api.GEOSGetGeometryN(of, index));
	}

	/** Every polygon in a geometry of any type. */
	polygonsOf(of: Pointer): Pointer[] {
		const type = this.typeOf(of);
		if (type === POLYGON) return this.isEmpty(of) ? [] : [of];
		return type > POLYGON ? this.parts(of).flatMap((part) => this.polygonsOf(part)) : [];
	}

	/** Every line in a geometry of any type, those of areas not included. */
	linesOf(of: Pointer): Pointer[] {
		const type = this.typeOf(of);
		if (type === LINE_STRING || type === LINEAR_RING) return this.isEmpty(of) ? [] : [of];
		return type > POLYGON ? this.parts(of).flatMap((part) => this.linesOf(part)) : [];
	}

	/** How many rings all its polygons have. */
	countRings(of: Pointer): number {
		return this.polygonsOf(of).reduce((sum, polygon) => sum + 1 + this.api.GEOSGetNumInteriorRings(polygon), 0);
	}

	/** Points of a point, line or ring. */
	positionsOf(of: Pointer): Position[] {
		const sequence = this.api.GEOSGeom_getCoordSeq(of);
		this.api.GEOSCoordSeq_getSize(sequence, this.geos.cell);
		const count = (this.api.Module.HEAPU32 as Uint32Array)[this.geos.cell / 4]!;
		const start = this.geos.buffer(count * 16);
		this.api.GEOSCoordSeq_copyToBuffer(sequence, start, 0, 0);
		const heap = this.api.Module.HEAPF64 as Float64Array;
		return Array.from({ length: count }, (_, index) => [heap[start / 8 + 2 * index]!, heap[start / 8 + 2 * index + 1]!]);
	}

	/** Every position of a geometry of any type. */
	allPositionsOf(of: Pointer): Position[] {
		const type = this.typeOf(of);
		if (this.isEmpty(of)) return [];
		if (type < POLYGON) return this.positionsOf(of);
		return type === POLYGON ? this.ringsOf(of).flat() : this.parts(of).flatMap((part) => this.allPositionsOf(part));
	}

	/** Rings of a polygon, the exterior first. */
	ringsOf(polygon: Pointer): Position[][] {
		const rings = [this.positionsOf(this.api.GEOSGetExteriorRing(polygon))];
		const count = this.api.GEOSGetNumInteriorRings(polygon);
		for (let i = 0; i < count; i++) rings.push(this.positionsOf(this.api.GEOSGetInteriorRingN(polygon, i)));
		return rings;
	}
}
