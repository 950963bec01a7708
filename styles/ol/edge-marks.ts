/**
 * Marks along a line or inside the edge of an area (triangles, ticks, pearls …) as a geometry of their own, so that they turn with
 * the edge. Coordinates are those of the feature (EPSG:3857, x east, y north).
 *
 * Approximation: every segment carries its own evenly spaced marks, corners are not mitred, and where a tile cuts an area the spacing
 * starts anew. Along the cut itself marks fall into the buffer of the tile, which is not shown when the buffer is ≥ 16 px.
 */
import MultiLineString from 'ol/geom/MultiLineString.js';
import MultiPolygon from 'ol/geom/MultiPolygon.js';
import type { EdgeSpec } from '../types.ts';

type Point = [number, number];

/** What the marks need of a geometry: flat coordinates and the ends of its parts. Render features and geometries both have it. */
export interface FlatGeometry {
	getType(): string;
	getFlatCoordinates(): number[];
	getStride?(): number;
	getEnds?(): number[] | null;
	getEndss?(): number[][];
}

/** More marks than this in one feature are noise, and cost time. */
const MAX_MARKS = 4_000;

const FILLABLE = new Set(['triangle', 'circle', 'square']);

/** Whether the marks are areas (and want a fill) or lines. */
export const isFilled = (edge: EdgeSpec): boolean => edge.filled !== false && FILLABLE.has(edge.shape);

/**
 * The marks of one edge, or undefined where there is none.
 * @param size mark, `spacing`, `offset` in units of the coordinates; offset positive = inside an area, right of a line
 */
export function edgeMarks(
	geometry: FlatGeometry,
	edge: EdgeSpec,
	{ size, spacing, offset }: { size: number; spacing: number; offset: number }
): MultiLineString | MultiPolygon | undefined {
	const parts = partsOf(geometry);
	const area = geometry.getType().endsWith('Polygon');
	// The first ring is an exterior one; all rings keep the inside on the same hand.
	const right = !area || signedArea(parts[0] ?? []) < 0;
	const glyphs: Point[][] = [];
	for (const part of parts) {
		if (glyphs.length > MAX_MARKS) break;
		if (edge.shape === 'arrow') glyphs.push(...arrows(part, size));
		else
			along(part, spacing, (at, direction) => {
				const normal: Point = right ? [direction[1], -direction[0]] : [-direction[1], direction[0]];
				const place = (a: number, b: number): Point => [
					at[0] + direction[0] * a + normal[0] * (b + offset),
					at[1] + direction[1] * a + normal[1] * (b + offset)
				];
				glyphs.push(...glyph(edge.shape, size, spacing, place));
			});
	}
	if (glyphs.length === 0) return undefined;
	return isFilled(edge) ? new MultiPolygon(glyphs.map((ring) => [[...ring, ring[0] as Point]])) : new MultiLineString(glyphs);
}

/** One mark: `place(along, inwards)` gives a position relative to the point on the edge. */
function glyph(shape: EdgeSpec['shape'], size: number, spacing: number, place: (a: number, b: number) => Point): Point[][] {
	const h = size / 2;
	switch (shape) {
		case 'triangle':
			return [[place(-h, 0), place(0, size), place(h, 0)]];
		case 'tick':
			return [[place(0, 0), place(0, size)]];
		case 'tee':
			return [
				[place(0, 0), place(0, size)],
				[place(-h, size), place(h, size)]
			];
		case 'cross':
			return [
				[place(-h, 0), place(h, size)],
				[place(-h, size), place(h, 0)]
			];
		case 'square':
			return [[place(-h, 0), place(-h, size), place(h, size), place(h, 0)]];
		case 'circle':
			return [Array.from({ length: 10 }, (_, i) => place(h * Math.cos((i * Math.PI) / 5), h + h * Math.sin((i * Math.PI) / 5)))];
		case 'zigzag':
			return [[place(-spacing / 2, 0), place(0, size), place(spacing / 2, 0)]];
		case 'arrow':
			return [];
	}
}

/** Open arrow heads at both ends of a line. */
function arrows(part: Point[], size: number): Point[][] {
	if (part.length < 2) return [];
	const head = (tip: Point, from: Point): Point[] => {
		const length = Math.hypot(tip[0] - from[0], tip[1] - from[1]) || 1;
		const dx = ((tip[0] - from[0]) / length) * size;
		const dy = ((tip[1] - from[1]) / length) * size;
		return [[tip[0] - dx - dy / 2, tip[1] - dy + dx / 2], tip, [tip[0] - dx + dy / 2, tip[1] - dy - dx / 2]];
	};
	return [head(part[0] as Point, part[1] as Point), head(part.at(-1) as Point, part.at(-2) as Point)];
}

/** Calls `visit` at evenly spaced places of every segment; segments shorter than half the spacing get none. */
function along(part: Point[], spacing: number, visit: (at: Point, direction: Point) => void): void {
	if (!(spacing > 0)) return;
	let count = 0;
	for (let i = 1; i < part.length; i++) {
		const [a, b] = [part[i - 1] as Point, part[i] as Point];
		const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
		const n = Math.round(length / spacing);
		if (n === 0) continue;
		const direction: Point = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
		for (let k = 0; k < n && count < MAX_MARKS; k++, count++) {
			const t = ((k + 0.5) / n) * length;
			visit([a[0] + direction[0] * t, a[1] + direction[1] * t], direction);
		}
	}
}

function partsOf(geometry: FlatGeometry): Point[][] {
	const flat = geometry.getFlatCoordinates();
	const stride = geometry.getStride?.() ?? 2;
	const nested = geometry.getEndss?.().flat();
	const own = nested ?? geometry.getEnds?.();
	const ends = own && own.length > 0 ? own : [flat.length];
	let start = 0;
	return ends.map((end) => {
		const part: Point[] = [];
		for (let i = start; i < end; i += stride) part.push([flat[i] as number, flat[i + 1] as number]);
		start = end;
		return part;
	});
}

/** Twice the area of a ring; positive = counter-clockwise with y north. */
function signedArea(ring: Point[]): number {
	let sum = 0;
	for (let i = 1; i < ring.length; i++) {
		const [a, b] = [ring[i - 1] as Point, ring[i] as Point];
		sum += a[0] * b[1] - b[0] * a[1];
	}
	return sum;
}
