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
import { edgeGlyphs, isFilled, type EdgeMeasures, type Point } from '../edge-glyphs.ts';

export { isFilled };

/** What the marks need of a geometry: flat coordinates and the ends of its parts. Render features and geometries both have it. */
export interface FlatGeometry {
	getType(): string;
	getFlatCoordinates(): number[];
	getStride?(): number;
	getEnds?(): number[] | null;
	getEndss?(): number[][];
}

/** The marks of one edge, or undefined where there is none. */
export function edgeMarks(geometry: FlatGeometry, edge: EdgeSpec, measures: EdgeMeasures): MultiLineString | MultiPolygon | undefined {
	const glyphs = edgeGlyphs(partsOf(geometry), geometry.getType().endsWith('Polygon'), edge, measures);
	if (glyphs.length === 0) return undefined;
	return isFilled(edge) ? new MultiPolygon(glyphs.map((ring) => [[...ring, ring[0] as Point]])) : new MultiLineString(glyphs);
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
