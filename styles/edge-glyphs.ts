/** Marks along a line or inside the edge of an area, as lines and rings: for the map and for paper. */
import type { EdgeSpec } from './types.ts';

export type Point = [number, number];

/** Size of a mark, distance between marks, distance of their base from the edge (positive = inside an area, right of a line). */
export interface EdgeMeasures {
	size: number;
	spacing: number;
	offset: number;
}

/** More marks than this in one feature are noise, and cost time. */
const MAX_MARKS = 4_000;

const FILLABLE = new Set(['triangle', 'circle', 'square']);

/** Whether the marks are areas (and want a fill) or lines. */
export const isFilled = (edge: EdgeSpec): boolean => edge.filled !== false && FILLABLE.has(edge.shape);

/**
 * The marks of one edge; every segment carries its own, evenly spaced.
 * @param parts lines, or rings of which the first is an exterior one and all keep the inside on the same hand; y grows northwards
 * @param measures in units of the coordinates
 */
export function edgeGlyphs(parts: Point[][], area: boolean, edge: EdgeSpec, { size, spacing, offset }: EdgeMeasures): Point[][] {
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
	return glyphs;
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

/** Twice the area of a ring; positive = counter-clockwise with y north. */
export function signedArea(ring: Point[]): number {
	let sum = 0;
	for (let i = 1; i < ring.length; i++) {
		const [a, b] = [ring[i - 1] as Point, ring[i] as Point];
		sum += a[0] * b[1] - b[0] * a[1];
	}
	return sum;
}
