import { transformBetween } from '../../../../importers/xplan/crs.ts';
import { positionAt, type GeoTransform } from './georeference.ts';
import type { Bounds } from './raster-types.ts';

/** Pixels along the edge of a tile. */
export const TILE = 256;
/** Half of the world's edge in EPSG:3857. */
export const HALF_WORLD = 20_037_508.342789244;

/** Metres of EPSG:3857 per pixel. */
export const resolutionOf = (zoom: number): number => (2 * HALF_WORLD) / TILE / 2 ** zoom;

const MIN_ZOOM = 6;
const MAX_ZOOM = 22;
/** A scan is not drawn finer than it is; up to this much coarser is no loss that anybody sees. */
const SLACK = 0.2;

/** Where an image comes to lie on the grid of web tiles. */
export interface Placement {
	zoom: number;
	/** Columns and rows of tiles, last ones included. */
	columns: [number, number];
	rows: [number, number];
	/** Of these tiles. */
	bounds: Bounds;
	width: number;
	height: number;
	/** Metres on the ground per pixel of the source. */
	metresPerPixel: number;
}

/** Extent of an image in EPSG:3857, from points along its edges. */
export function boundsOfImage(transform: GeoTransform, width: number, height: number, crs: string): Bounds {
	const project = transformBetween(crs, 'EPSG:3857');
	const bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
	const steps = 8;
	for (let i = 0; i <= steps; i++)
		for (let j = 0; j <= steps; j++) {
			const [east, north] = project(...positionAt(transform, (width * i) / steps, (height * j) / steps));
			bounds[0] = Math.min(bounds[0], east);
			bounds[1] = Math.min(bounds[1], north);
			bounds[2] = Math.max(bounds[2], east);
			bounds[3] = Math.max(bounds[3], north);
		}
	return bounds;
}

export function boundsOfClip(coordinates: number[][][][]): Bounds {
	const bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
	for (const polygon of coordinates)
		for (const [east, north] of polygon[0] ?? []) {
			bounds[0] = Math.min(bounds[0], east!);
			bounds[1] = Math.min(bounds[1], north!);
			bounds[2] = Math.max(bounds[2], east!);
			bounds[3] = Math.max(bounds[3], north!);
		}
	return bounds;
}

/** @returns null where the two do not meet */
export function common(a: Bounds, b: Bounds): Bounds | null {
	const both: Bounds = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
	return both[0] < both[2] && both[1] < both[3] ? both : null;
}

/**
 * The tiles that an extent covers, at the zoom whose pixels fit those of the image, or coarser where that were too many.
 * @param shown extent to be shown, EPSG:3857
 */
export function placeImage(transform: GeoTransform, width: number, height: number, crs: string, shown: Bounds, maxPixels: number): Placement {
	const project = transformBetween(crs, 'EPSG:3857');
	const at = (column: number, row: number) => project(...positionAt(transform, column, row));
	const [middle, right, below] = [at(width / 2, height / 2), at(width / 2 + 1, height / 2), at(width / 2, height / 2 + 1)];
	const pixelArea = Math.abs((right[0] - middle[0]) * (below[1] - middle[1]) - (right[1] - middle[1]) * (below[0] - middle[0]));
	const pixel = Math.sqrt(pixelArea);
	let zoom = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, Math.ceil(Math.log2(resolutionOf(0) / pixel) - SLACK)));
	for (; ; zoom--) {
		const placed = tilesAt(zoom, shown);
		if (placed.width * placed.height > maxPixels && zoom > MIN_ZOOM) continue;
		const latitude = 2 * Math.atan(Math.exp((middle[1] / HALF_WORLD) * Math.PI)) - Math.PI / 2;
		return { ...placed, metresPerPixel: pixel * Math.cos(latitude) };
	}
}

function tilesAt(zoom: number, [west, south, east, north]: Bounds): Omit<Placement, 'metresPerPixel'> {
	const size = resolutionOf(zoom) * TILE;
	const columns: [number, number] = [Math.floor((west + HALF_WORLD) / size), Math.ceil((east + HALF_WORLD) / size) - 1];
	const rows: [number, number] = [Math.floor((HALF_WORLD - north) / size), Math.ceil((HALF_WORLD - south) / size) - 1];
	return {
		zoom,
		columns,
		rows,
		bounds: [columns[0] * size - HALF_WORLD, HALF_WORLD - (rows[1] + 1) * size, (columns[1] + 1) * size - HALF_WORLD, HALF_WORLD - rows[0] * size],
		width: (columns[1] - columns[0] + 1) * TILE,
		height: (rows[1] - rows[0] + 1) * TILE
	};
}
