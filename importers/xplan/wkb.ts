import type { Transform } from './crs.ts';
import { arcsOfCircle, lineariseCurve, TOLERANCE_METRES } from './linearise.ts';
import type { Curve, PlanGeometry, Polygon, Position, Segment } from './model.ts';

/** Geometry types of WKB (SQL/MM part 3, ISO 13249-3); PostGIS adds the SRID flag. */
const POINT = 1;
const LINE_STRING = 2;
const POLYGON = 3;
const MULTI_POINT = 4;
const MULTI_LINE_STRING = 5;
const MULTI_POLYGON = 6;
const CIRCULAR_STRING = 8;
const COMPOUND_CURVE = 9;
const CURVE_POLYGON = 10;
const MULTI_CURVE = 11;
const MULTI_SURFACE = 12;
const SRID_FLAG = 0x20000000;

/** Grows as needed and is used again: one geometry after another is written into the same memory. */
class Writer {
	private bytes = new Uint8Array(64 * 1024);
	private view = new DataView(this.bytes.buffer);
	private at = 0;

	start(): void {
		this.at = 0;
	}

	/** Byte order (little endian), type and, for the outermost geometry, the SRID. */
	header(type: number, srid?: number): void {
		this.room(9);
		this.bytes[this.at++] = 1;
		this.uint32(srid === undefined ? type : (type | SRID_FLAG) >>> 0);
		if (srid !== undefined) this.uint32(srid);
	}

	uint32(value: number): void {
		this.room(4);
		this.view.setUint32(this.at, value, true);
		this.at += 4;
	}

	point([east, north]: Position): void {
		this.room(16);
		this.view.setFloat64(this.at, east, true);
		this.view.setFloat64(this.at + 8, north, true);
		this.at += 16;
	}

	points(positions: readonly Position[]): void {
		this.uint32(positions.length);
		for (const position of positions) this.point(position);
	}

	/** Points, each moved to another system; a ring is closed, and the last is repeated until there are enough. */
	moved(positions: readonly Position[], transform: Transform, least: number, ring: boolean): void {
		const at = this.at;
		this.uint32(0);
		let count = positions.length;
		let first: Position | undefined;
		let last: Position | undefined;
		for (const [east, north] of positions) {
			last = transform(east, north);
			first ??= last;
			this.point(last);
		}
		if (ring && !same(first!, last!)) {
			this.point((last = first!));
			count++;
		}
		for (; count < least; count++) this.point(last!);
		this.view.setUint32(at, count, true);
	}

	/** A view of what was written, until the next geometry is. */
	result(): Uint8Array {
		return this.bytes.subarray(0, this.at);
	}

	private room(more: number): void {
		if (this.at + more <= this.bytes.length) return;
		const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.at + more));
		larger.set(this.bytes);
		this.bytes = larger;
		this.view = new DataView(larger.buffer);
	}
}

const writer = new Writer();

/**
 * EWKB of a geometry with its curves, 2D, little endian, coordinates as they are (CRS of the geometry, east, north).
 * Single and multiple stay as given; a surface of several patches becomes MULTIPOLYGON or MULTISURFACE. PostGIS takes every result:
 * what the document leaves open (rings, gaps between segments) is closed by a straight line, which the checks report.
 * @param srid EPSG number of the CRS
 * @returns valid until the next geometry is written: memory of its own for each of a hundred thousand would cost as much as writing it
 */
export function writeEwkb(geometry: PlanGeometry, srid: number): Uint8Array {
	writer.start();
	switch (geometry.type) {
		case 'Point':
		case 'MultiPoint':
			points(geometry, srid);
			break;
		case 'Curve':
			curve(geometry.curves[0], srid);
			break;
		case 'MultiCurve':
			writer.header(geometry.curves.every(isStraight) ? MULTI_LINE_STRING : MULTI_CURVE, srid);
			writer.uint32(geometry.curves.length);
			for (const part of geometry.curves) curve(part);
			break;
		case 'Surface':
		case 'MultiSurface': {
			const polygons = geometry.surfaces.flat();
			if (geometry.type === 'Surface' && polygons.length === 1) polygon(polygons[0]!, srid);
			else {
				writer.header(polygons.every(isStraightPolygon) ? MULTI_POLYGON : MULTI_SURFACE, srid);
				writer.uint32(polygons.length);
				for (const part of polygons) polygon(part);
			}
		}
	}
	return writer.result();
}

/**
 * EWKB for display: arcs linearised in the CRS of the geometry, then every point transformed; 2D, little endian.
 * Points stay POINT or MULTIPOINT, lines are always MULTILINESTRING and areas always MULTIPOLYGON.
 * @param transform from the CRS of the geometry, for example `transformBetween('EPSG:25832', 'EPSG:3857')`
 * @param srid EPSG number of the target
 * @param tolerance deviation of chords from arcs in the unit of the geometry's CRS
 * @returns valid until the next geometry is written
 */
export function writeLinearEwkb(
	geometry: PlanGeometry,
	transform: Transform,
	srid: number,
	tolerance: number = TOLERANCE_METRES
): Uint8Array {
	writer.start();
	if ('positions' in geometry) {
		const positions = geometry.positions.map(([east, north]) => transform(east, north));
		points(geometry.type === 'Point' ? { type: 'Point', positions: [positions[0]!] } : { type: 'MultiPoint', positions }, srid);
	} else if ('curves' in geometry) {
		writer.header(MULTI_LINE_STRING, srid);
		writer.uint32(geometry.curves.length);
		for (const part of geometry.curves) {
			writer.header(LINE_STRING);
			writer.moved(lineariseCurve(part, tolerance), transform, 2, false);
		}
	} else {
		const polygons = geometry.surfaces.flat();
		writer.header(MULTI_POLYGON, srid);
		writer.uint32(polygons.length);
		for (const { exterior, interiors } of polygons) {
			writer.header(POLYGON);
			writer.uint32(1 + interiors.length);
			for (const ring of [exterior, ...interiors]) writer.moved(lineariseCurve(ring, tolerance), transform, 4, true);
		}
	}
	return writer.result();
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0').toUpperCase());

/** Hexadecimal EWKB, as PostGIS takes it in a text parameter or `COPY`. */
export function toHex(bytes: Uint8Array): string {
	let hex = '';
	for (let i = 0; i < bytes.length; i++) hex += HEX[bytes[i]!];
	return hex;
}

function points(geometry: PlanGeometry & { positions: Position[] }, srid: number): void {
	if (geometry.type === 'Point') {
		writer.header(POINT, srid);
		writer.point(geometry.positions[0]!);
		return;
	}
	writer.header(MULTI_POINT, srid);
	writer.uint32(geometry.positions.length);
	for (const position of geometry.positions) {
		writer.header(POINT);
		writer.point(position);
	}
}

const isStraight = (part: Curve): boolean => part.every((segment) => segment.type === 'line');
const isStraightPolygon = ({ exterior, interiors }: Polygon): boolean => isStraight(exterior) && interiors.every(isStraight);

/** LINESTRING, CIRCULARSTRING or COMPOUNDCURVE. */
function curve(part: Curve, srid?: number, close = false): void {
	if (isStraight(part)) {
		writer.header(LINE_STRING, srid);
		const positions = lineariseCurve(part);
		writer.points(close ? closedRing(positions) : padded(positions, 2));
		return;
	}
	const pieces = connected(part, close);
	if (pieces.length > 1) {
		writer.header(COMPOUND_CURVE, srid);
		writer.uint32(pieces.length);
	}
	for (const { type, points: positions } of pieces) {
		writer.header(type === 'line' ? LINE_STRING : CIRCULAR_STRING, pieces.length > 1 ? undefined : srid);
		writer.points(positions);
	}
}

function polygon(part: Polygon, srid?: number): void {
	const rings = [part.exterior, ...part.interiors];
	const straight = isStraightPolygon(part);
	writer.header(straight ? POLYGON : CURVE_POLYGON, srid);
	writer.uint32(rings.length);
	for (const ring of rings) {
		if (straight) writer.points(closedRing(lineariseCurve(ring)));
		else curve(ring, undefined, true);
	}
}

/** Segments with circles as arcs, and straight lines put into gaps: a COMPOUNDCURVE must be connected exactly. */
function connected(part: Curve, close: boolean): Segment[] {
	const pieces: Segment[] = [];
	const join = (to: Position): void => {
		const from = pieces[pieces.length - 1]?.points.at(-1);
		if (from !== undefined && !same(from, to)) pieces.push({ type: 'line', points: [from, to] });
	};
	for (const segment of part) {
		const positions = segment.type === 'circle' ? arcsOfCircle(segment.points) : segment.points;
		join(positions[0]!);
		pieces.push({ type: segment.type === 'line' ? 'line' : 'arc', points: positions });
	}
	if (close) join(pieces[0]!.points[0]!);
	return pieces;
}

const same = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1];

/** A ring with its first point at the end and at least four points. */
function closedRing(positions: readonly Position[]): readonly Position[] {
	const first = positions[0]!;
	const open = !same(first, positions[positions.length - 1]!);
	return padded(open ? [...positions, first] : positions, 4);
}

/** Repeats the last point until there are enough for the database; too few are reported by the checks. */
function padded(positions: readonly Position[], least: number): readonly Position[] {
	if (positions.length >= least) return positions;
	const last = positions[positions.length - 1]!;
	return [...positions, ...Array.from({ length: least - positions.length }, () => last)];
}
