import { DomainError } from '../../../../gis/errors.ts';

type Position = number[];
const MOST_POINTS = 200_000;

/**
 * The areas of a GeoJSON text (RFC 7946, EPSG:4326, east, north): of a geometry, a feature or a collection.
 * @returns a MultiPolygon
 * @throws DomainError `procedure_area_invalid`
 */
export function readAreaFromGeojson(text: string): { type: 'MultiPolygon'; coordinates: Position[][][] } {
	const coordinates: Position[][][] = [];
	try {
		collect(JSON.parse(text), coordinates, 0);
	} catch (cause) {
		throw new DomainError('procedure_area_invalid', {}, { cause });
	}
	const points = coordinates.flat(2);
	const inside = points.every((point) => Array.isArray(point) && Number.isFinite(point[0]) && Number.isFinite(point[1]) && Math.abs(point[0]!) <= 180 && Math.abs(point[1]!) <= 85);
	const closed = coordinates.flat().every((ring) => ring.length >= 4 && String(ring[0]) === String(ring.at(-1)));
	if (coordinates.length === 0 || points.length > MOST_POINTS || !inside || !closed) throw new DomainError('procedure_area_invalid');
	// A height would be a third number; the column has two.
	return { type: 'MultiPolygon', coordinates: coordinates.map((polygon) => polygon.map((ring) => ring.map(([east, north]) => [east!, north!]))) };
}

function collect(thing: Record<string, never>, found: Position[][][], depth: number): void {
	if (depth > 20) throw new Error('nested too deeply');
	if (thing?.type === 'Polygon') found.push(thing.coordinates);
	else if (thing?.type === 'MultiPolygon') found.push(...(thing.coordinates as Position[][][]));
	else if (thing?.type === 'Feature') collect(thing.geometry, found, depth + 1);
	else for (const each of ((thing?.features ?? thing?.geometries ?? []) as Record<string, never>[])) collect(each, found, depth + 1);
}
