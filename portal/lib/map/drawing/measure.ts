import { area, length, lineString, polygon } from '@turf/turf';
import type { DrawnKind, LonLat } from './place.ts';

/** Length in metres of an open line, or of the outline of an area. */
export function lengthOf(kind: DrawnKind, points: readonly LonLat[]): number {
	if (points.length < 2) return 0;
	const line = kind === 'polygon' && points.length > 2 ? [...points, points[0]] : points;
	return length(lineString(line.map((point) => [...point])), { units: 'meters' });
}

/** Area in square metres; 0 for anything but a polygon of three points. */
export function areaOf(kind: DrawnKind, points: readonly LonLat[]): number {
	if (kind !== 'polygon' || points.length < 3) return 0;
	return area(polygon([[...points, points[0]].map((point) => [...point])]));
}

const whole = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 0 });
const precise = new Intl.NumberFormat('de-DE', { minimumFractionDigits: 1, maximumFractionDigits: 2 });

/** `8,5 m`, `250 m`, `1,25 km` */
export function formatLength(metres: number): string {
	if (metres >= 1000) return `${precise.format(metres / 1000)} km`;
	return `${metres < 20 ? precise.format(metres) : whole.format(metres)} m`;
}

/** `850 m²`, `1,25 ha` */
export function formatArea(squareMetres: number): string {
	if (squareMetres >= 10_000) return `${precise.format(squareMetres / 10_000)} ha`;
	return `${whole.format(squareMetres)} m²`;
}

/** `51,12345° Nord, 13,12345° Ost` */
export function formatPosition([lon, lat]: LonLat): string {
	const degrees = new Intl.NumberFormat('de-DE', { minimumFractionDigits: 5, maximumFractionDigits: 5 });
	return `${degrees.format(lat)}° Nord, ${degrees.format(lon)}° Ost`;
}
