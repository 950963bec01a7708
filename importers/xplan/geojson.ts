import { lineariseCurve, TOLERANCE_METRES } from './linearise.ts';
import type { Curve, PlanGeometry, Polygon, Position } from './model.ts';

export type GeoJsonGeometry =
	| { type: 'Point'; coordinates: Position }
	| { type: 'MultiPoint' | 'LineString'; coordinates: Position[] }
	| { type: 'MultiLineString' | 'Polygon'; coordinates: Position[][] }
	| { type: 'MultiPolygon'; coordinates: Position[][][] };

/**
 * GeoJSON geometry in the CRS of the given one (not RFC 7946's WGS 84), arcs linearised. A surface of several patches becomes a
 * MultiPolygon. Rings are closed where the document does not close them.
 */
export function writeGeoJson(geometry: PlanGeometry, tolerance: number = TOLERANCE_METRES): GeoJsonGeometry {
	const line = (curve: Curve): Position[] => [...lineariseCurve(curve, tolerance)];
	const polygon = ({ exterior, interiors }: Polygon): Position[][] => [exterior, ...interiors].map((ring) => closed(line(ring)));
	switch (geometry.type) {
		case 'Point':
			return { type: 'Point', coordinates: geometry.positions[0] };
		case 'MultiPoint':
			return { type: 'MultiPoint', coordinates: geometry.positions };
		case 'Curve':
			return { type: 'LineString', coordinates: line(geometry.curves[0]) };
		case 'MultiCurve':
			return { type: 'MultiLineString', coordinates: geometry.curves.map(line) };
		case 'Surface':
		case 'MultiSurface': {
			const polygons = geometry.surfaces.flat().map(polygon);
			if (geometry.type === 'Surface' && polygons.length === 1) return { type: 'Polygon', coordinates: polygons[0]! };
			return { type: 'MultiPolygon', coordinates: polygons };
		}
	}
}

function closed(ring: Position[]): Position[] {
	const first = ring[0]!;
	const last = ring[ring.length - 1]!;
	if (first[0] !== last[0] || first[1] !== last[1]) ring.push([first[0], first[1]]);
	return ring;
}
