import type { DrawnKind, LonLat, Place, PlaceGeometry } from './place.ts';

/** What is being drawn: points in the order in which they were set. Every change gives a new sketch. */
export interface Sketch {
	readonly kind: DrawnKind;
	readonly points: readonly LonLat[];
	/** Index of the place that is being changed; undefined for a new one. */
	readonly replaces?: number;
}

const MINIMUM: Record<DrawnKind, number> = { point: 1, line: 2, polygon: 3 };

export function startSketch(kind: DrawnKind): Sketch {
	return { kind, points: [] };
}

/** Opens a drawn place again, to go on drawing or to move its points. */
export function sketchOf(kind: DrawnKind, points: LonLat[], replaces: number): Sketch {
	return { kind, points, replaces };
}

/** A point place has one point: setting another moves it. The same point twice in a row is one. */
export function addPoint(sketch: Sketch, point: LonLat): Sketch {
	if (sketch.kind === 'point') return { ...sketch, points: [point] };
	const last = sketch.points.at(-1);
	if (last && last[0] === point[0] && last[1] === point[1]) return sketch;
	return { ...sketch, points: [...sketch.points, point] };
}

export function undoPoint(sketch: Sketch): Sketch {
	return { ...sketch, points: sketch.points.slice(0, -1) };
}

export function movePoint(sketch: Sketch, index: number, point: LonLat): Sketch {
	return { ...sketch, points: sketch.points.map((each, i) => (i === index ? point : each)) };
}

export function removePoint(sketch: Sketch, index: number): Sketch {
	return { ...sketch, points: sketch.points.filter((_, i) => i !== index) };
}

/** How many points are still missing until it can be finished. */
export function missingPoints(sketch: Sketch): number {
	return Math.max(0, MINIMUM[sketch.kind] - sketch.points.length);
}

/** True when the outline of a polygon crosses itself: such an area cannot be weighed or measured. */
export function crossesItself(sketch: Sketch): boolean {
	if (sketch.kind !== 'polygon' || sketch.points.length < 4) return false;
	const ring = [...sketch.points, sketch.points[0]];
	for (let i = 0; i < ring.length - 1; i++) {
		for (let j = i + 2; j < ring.length - 1; j++) {
			const neighbours = i === 0 && j === ring.length - 2;
			if (!neighbours && segmentsCross(ring[i], ring[i + 1], ring[j], ring[j + 1])) return true;
		}
	}
	return false;
}

function segmentsCross(a: LonLat, b: LonLat, c: LonLat, d: LonLat): boolean {
	return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
}

function side(a: LonLat, b: LonLat, p: LonLat): number {
	return Math.sign((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]));
}

/** @returns null as long as points are missing or the outline crosses itself */
export function placeOf(sketch: Sketch): Place | null {
	if (missingPoints(sketch) > 0 || crossesItself(sketch)) return null;
	return { kind: sketch.kind, geometry: geometryOf(sketch) };
}

function geometryOf({ kind, points }: Sketch): PlaceGeometry {
	const coordinates = points.map((point): LonLat => [...point]);
	if (kind === 'point') return { type: 'Point', coordinates: coordinates[0] };
	if (kind === 'line') return { type: 'LineString', coordinates };
	return { type: 'Polygon', coordinates: [[...coordinates, coordinates[0]]] };
}
