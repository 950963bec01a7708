import { germanNumber } from '../../german-number.ts';
import type { CheckRun } from '../checked-document.ts';
import type { Feature, Position, Severity } from '../../model.ts';
import type { Frame } from './frame.ts';
import type { Arena, Pointer } from './geos.ts';

/** What a part of the check found; `report` makes a finding of it. */
export interface Found {
	rule: string;
	severity: Severity;
	message: string;
	/** GeoJSON in the file's CRS. */
	geometry?: { type: string; coordinates: unknown };
}

export function report(run: CheckRun, feature: Feature | undefined, crs: string | undefined, found: Found): void {
	const of = feature === undefined ? {} : { gmlId: feature.gmlId, class: feature.class, line: feature.line };
	const where = found.geometry === undefined || crs === undefined ? {} : { crs };
	run.findings.add({ check: 'geometry', ...found, ...of, ...where });
}

/** Points as one geometry, in the file's CRS. */
export function pointsJson(positions: readonly Position[], frame: Frame): NonNullable<Found['geometry']> {
	const coordinates = positions.map(frame.fromMetres);
	return coordinates.length === 1 ? { type: 'Point', coordinates: coordinates[0]! } : { type: 'MultiPoint', coordinates };
}

/** Areas of a geometry of GEOS, in the file's CRS; undefined where it has none. */
export function areasJson(arena: Arena, of: Pointer, frame: Frame): Found['geometry'] {
	const polygons = arena.polygonsOf(of).map((polygon) => arena.ringsOf(polygon).map((ring) => ring.map(frame.fromMetres)));
	if (polygons.length === 0) return undefined;
	return polygons.length === 1 ? { type: 'Polygon', coordinates: polygons[0]! } : { type: 'MultiPolygon', coordinates: polygons };
}

/** A geometry of GEOS by its highest dimension: areas, else lines, else points. */
export function anyJson(arena: Arena, of: Pointer, frame: Frame): Found['geometry'] {
	const areas = areasJson(arena, of, frame);
	if (areas !== undefined) return areas;
	const lines = arena.linesOf(of).map((line) => arena.positionsOf(line).map(frame.fromMetres));
	if (lines.length > 0) {
		return lines.length === 1 ? { type: 'LineString', coordinates: lines[0]! } : { type: 'MultiLineString', coordinates: lines };
	}
	const points = arena.allPositionsOf(of);
	return points.length === 0 ? undefined : pointsJson(points, frame);
}

/** Places in a message: the first few, as east/north with millimetres (degrees with eight digits). */
export function placesText(positions: readonly Position[], frame: Frame): string {
	const digits = frame.same ? 3 : 8;
	const shown = positions.slice(0, 5).map((position) => {
		const [east, north] = frame.fromMetres(position);
		return `${east.toFixed(digits)} ${north.toFixed(digits)}`;
	});
	const more = positions.length - shown.length;
	return shown.join('; ') + (more > 0 ? ` und ${germanNumber(more)} weitere` : '');
}

/** `0,25 m²`, `1.234 m²` */
export function squareMetres(area: number): string {
	return `${germanNumber(area, area < 0.01 ? 6 : area < 100 ? 2 : 0)} m²`;
}
