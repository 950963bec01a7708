import proj4 from 'proj4';

const CORNERS = 64;
const toDegrees = proj4('EPSG:3857', 'EPSG:4326');

/** Middle of an area's outer rings. @param coordinates of a GeoJSON Polygon or MultiPolygon */
export function middleOf(coordinates: unknown): [number, number] {
	const points = positionsOf(coordinates);
	const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
	return [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
}

const positionsOf = (value: unknown): [number, number][] =>
	Array.isArray(value) && typeof value[0] === 'number' ? [value as [number, number]] : (value as unknown[]).flatMap(positionsOf);

/**
 * Circle around a place as a polygon of 64 corners.
 * @param centre EPSG:3857, east, north
 * @param metres radius on the ground
 * @returns GeoJSON, EPSG:3857: lengths there are longer than on the ground by 1 / cos(latitude)
 */
export function circle([x, y]: [number, number], metres: number): { type: 'Polygon'; coordinates: [number, number][][] } {
	const latitude = toDegrees.forward([x, y])[1]!;
	const radius = metres / Math.cos((latitude * Math.PI) / 180);
	const ring = Array.from({ length: CORNERS }, (_, index): [number, number] => {
		const angle = (index / CORNERS) * 2 * Math.PI;
		return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
	});
	return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
}
