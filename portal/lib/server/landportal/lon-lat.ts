import type { Extent } from '../../../../gis/plans/types.ts';
import { transformBetween } from '../../../../importers/xplan/crs.ts';
import type { GeoGeometry } from './api-queries.ts';

const toDegrees = transformBetween('EPSG:3857', 'EPSG:4326');
/** About a centimetre. */
const DIGITS = 7;
const rounded = (value: number) => Number(value.toFixed(DIGITS));

/** EPSG:3857 → longitude, latitude in degrees (CRS84). */
export const lonLat = (x: number, y: number): [number, number] => toDegrees(x, y).slice(0, 2).map(rounded) as [number, number];

/** West, south, east, north in degrees. */
export const bboxLonLat = ([west, south, east, north]: Extent): Extent => [...lonLat(west, south), ...lonLat(east, north)];

/** A GeoJSON geometry (RFC 7946: longitude before latitude). */
export function geometryLonLat({ type, coordinates }: GeoGeometry): GeoGeometry {
	const visit = (value: unknown): unknown => (Array.isArray(value) ? (typeof value[0] === 'number' ? lonLat(value[0], value[1] as number) : value.map(visit)) : value);
	return { type, coordinates: visit(coordinates) };
}
