/** Small geometry on paper: cutting at the frame, a point inside, parallels. Points, y upwards. */
import { signedArea } from '../edge-glyphs.ts';
import type { PaperShape, Point } from './types.ts';

export type Box = [west: number, south: number, east: number, north: number];

/** Points nearer to their predecessor than this are left out: 0.005 mm, less than any printer shows. */
const THIN = 0.015;

export function boxOf(parts: Point[][]): Box {
	const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
	for (const part of parts)
		for (const [x, y] of part) {
			if (x < box[0]) box[0] = x;
			if (y < box[1]) box[1] = y;
			if (x > box[2]) box[2] = x;
			if (y > box[3]) box[3] = y;
		}
	return box;
}

export const overlaps = (a: Box, b: Box): boolean => a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
const contains = (outer: Box, inner: Box): boolean => inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];
const inside = ([x, y]: Point, box: Box): boolean => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];

/**
 * A shape for paper: thinned, turned the right way, cut at the box where it reaches beyond. The first ring of each polygon is the exterior.
 * @returns null where nothing of it is in the box
 */
export function shapeInBox(kind: PaperShape['kind'], polygons: Point[][][], box: Box): PaperShape | null {
	const parts: Point[][] = [];
	for (const polygon of polygons) {
		for (const [index, given] of polygon.entries()) {
			const part = thin(given, kind === 'area');
			const own = boxOf([part]);
			if (part.length === 0 || !overlaps(own, box)) {
				if (kind === 'area' && index === 0) break;
				continue;
			}
			if (kind === 'point') parts.push(...part.filter((at) => inside(at, box)).map((at) => [at]));
			else if (kind === 'line') parts.push(...(contains(box, own) ? [part] : cutLine(part, box)));
			else {
				const ring = contains(box, own) ? part : cutRing(part, box);
				if (ring.length < 4) continue;
				parts.push(signedArea(ring) > 0 === (index === 0) ? ring.toReversed() : ring);
			}
		}
	}
	return parts.length === 0 ? null : { kind, parts };
}

function thin(part: Point[], closed: boolean): Point[] {
	if (part.length < 3) return part;
	const out: Point[] = [part[0]!];
	for (let i = 1; i < part.length; i++) {
		const [a, b] = [out.at(-1)!, part[i]!];
		if (Math.abs(a[0] - b[0]) >= THIN || Math.abs(a[1] - b[1]) >= THIN || i === part.length - 1) out.push(b);
	}
	if (closed && (out[0]![0] !== out.at(-1)![0] || out[0]![1] !== out.at(-1)![1])) out.push(out[0]!);
	return out;
}

/** Sutherland and Hodgman: a ring cut at the four sides of a box; where it enters again, it runs along the box. */
export function cutRing(ring: Point[], [west, south, east, north]: Box): Point[] {
	let points = ring.slice(0, -1);
	for (const [axis, limit, keep] of [
		[0, west, 1],
		[0, east, -1],
		[1, south, 1],
		[1, north, -1]
	] as const) {
		const out: Point[] = [];
		for (let i = 0; i < points.length; i++) {
			const [a, b] = [points[(i + points.length - 1) % points.length]!, points[i]!];
			const [ina, inb] = [(a[axis] - limit) * keep >= 0, (b[axis] - limit) * keep >= 0];
			if (ina !== inb) {
				const t = (limit - a[axis]) / (b[axis] - a[axis]);
				out.push(axis === 0 ? [limit, a[1] + t * (b[1] - a[1])] : [a[0] + t * (b[0] - a[0]), limit]);
			}
			if (inb) out.push(b);
		}
		points = out;
	}
	return points.length < 3 ? [] : [...points, points[0]!];
}

/** Runs of segments of a line that may be seen; whole segments, so that dashes keep their places. */
function cutLine(line: Point[], box: Box): Point[][] {
	const runs: Point[][] = [];
	let run: Point[] = [];
	for (let i = 1; i < line.length; i++) {
		const [a, b] = [line[i - 1]!, line[i]!];
		if (overlaps(boxOf([[a, b]]), box)) run.push(...(run.length === 0 ? [a, b] : [b]));
		else if (run.length > 0) {
			runs.push(run);
			run = [];
		}
	}
	if (run.length > 0) runs.push(run);
	return runs;
}

/** A point well inside of an area: the middle of the widest stretch on one of several lines across it. */
export function pointInside(rings: Point[][]): Point | null {
	if (rings.length === 0) return null;
	const [, south, , north] = boxOf(rings);
	let best: { at: Point; width: number } | null = null;
	for (const share of [0.5, 0.4, 0.6, 0.3, 0.7]) {
		const y = south + (north - south) * share;
		const crossings: number[] = [];
		for (const ring of rings)
			for (let i = 1; i < ring.length; i++) {
				const [a, b] = [ring[i - 1]!, ring[i]!];
				if (a[1] > y !== b[1] > y) crossings.push(a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0]));
			}
		crossings.sort((a, b) => a - b);
		for (let i = 1; i < crossings.length; i += 2) {
			const width = crossings[i]! - crossings[i - 1]!;
			// The middle of the height is where people look for it.
			if (width > (best?.width ?? 0) * (share === 0.5 ? 1 : 1.25)) best = { at: [(crossings[i]! + crossings[i - 1]!) / 2, y], width };
		}
	}
	return best?.at ?? null;
}

/** Corners sharper than this are cut off instead of drawn to a long point. */
const MITRE_LIMIT = 4;

/** A parallel at a distance to the right of the line's direction, with mitred corners. */
export function parallel(line: Point[], distance: number): Point[] {
	const closed = line.length > 3 && line[0]![0] === line.at(-1)![0] && line[0]![1] === line.at(-1)![1];
	const points = line.filter((at, i) => i === 0 || at[0] !== line[i - 1]![0] || at[1] !== line[i - 1]![1]);
	if (points.length < 2) return [];
	const normals = points.slice(1).map((b, i): Point => {
		const a = points[i]!;
		const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
		return [(b[1] - a[1]) / length, -(b[0] - a[0]) / length];
	});
	return points.map((at, i): Point => {
		const before = normals[i - 1] ?? (closed ? normals.at(-1)! : normals[0]!);
		const after = normals[i] ?? (closed ? normals[0]! : normals.at(-1)!);
		const [x, y] = [before[0] + after[0], before[1] + after[1]];
		const scale = Math.min(2 / (x * x + y * y || 1e-9), MITRE_LIMIT);
		return [at[0] + x * scale * distance, at[1] + y * scale * distance];
	});
}

/** Where a text of this width fits along a line, near its middle and on a stretch that is almost straight; null where it does not. */
export function stretchAlong(lines: Point[][], width: number): { at: Point; angle: number } | null {
	let best: { at: Point; angle: number; rank: number } | null = null;
	for (const line of lines) {
		const ends = [0];
		for (let i = 1; i < line.length; i++) ends.push(ends[i - 1]! + Math.hypot(line[i]![0] - line[i - 1]![0], line[i]![1] - line[i - 1]![1]));
		const total = ends.at(-1)!;
		if (total < width) continue;
		for (const share of [0.5, 0.35, 0.65, 0.2, 0.8]) {
			const from = (total - width) * share;
			const [a, m, b] = [from, from + width / 2, from + width].map((length) => pointAt(line, ends, length)) as [Point, Point, Point];
			const chord = Math.hypot(b[0] - a[0], b[1] - a[1]);
			const rank = chord / width - Math.abs(share - 0.5) / 50;
			if (chord < width * 0.97 || rank <= (best?.rank ?? 0)) continue;
			const turn = (Math.atan2(b[1] - a[1], b[0] - a[0]) * 180) / Math.PI;
			best = { at: m, angle: turn > 90 ? turn - 180 : turn <= -90 ? turn + 180 : turn, rank };
		}
	}
	return best && { at: best.at, angle: best.angle };
}

function pointAt(line: Point[], ends: number[], length: number): Point {
	let i = 1;
	while (i < line.length - 1 && ends[i]! < length) i++;
	const t = (length - ends[i - 1]!) / (ends[i]! - ends[i - 1]! || 1);
	const [a, b] = [line[i - 1]!, line[i]!];
	return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
}
