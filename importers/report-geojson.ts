import type { FileResult } from './xplan/check-archive.ts';
import { crsByCode, transformBetween, type Transform } from './xplan/crs.ts';
import type { Finding } from './xplan/model.ts';

export interface FindingFeature {
	type: 'Feature';
	geometry: { type: string; coordinates: unknown } | null;
	properties: Record<string, string | number | boolean | null>;
}

/**
 * All findings as GeoJSON after RFC 7946: longitude and latitude in WGS 84, `geometry` null where a finding has no place. For drawing
 * them in any GIS; the properties are those of the JSON report, in their own CRS the places are there.
 */
export function findingsAsGeoJson(results: readonly FileResult[]): { type: 'FeatureCollection'; features: FindingFeature[] } {
	const features = results.flatMap((result) => {
		if ('error' in result) return [];
		return result.findings.map((finding) => featureOf(finding, result.file ?? null));
	});
	return { type: 'FeatureCollection', features };
}

function featureOf(finding: Finding, file: string | null): FindingFeature {
	const { check, rule, severity, gmlId, class: className, message, line, repaired } = finding;
	const properties = { file, check, rule, severity, gmlId: gmlId ?? null, class: className ?? null, message, line: line ?? null };
	return { type: 'Feature', geometry: placedIn(finding, 'EPSG:4326'), properties: repaired ? { ...properties, repaired } : properties };
}

/** The finding's geometry in another CRS (east, north or longitude, latitude); null where it has none that can be placed. */
export function placedIn({ geometry, crs }: Finding, target: string): { type: string; coordinates: unknown } | null {
	if (geometry === undefined || crs === undefined || crsByCode(crs) === undefined) return null;
	const coordinates = transformed(geometry.coordinates, transformBetween(crs, target));
	return coordinates === null ? null : { type: geometry.type, coordinates };
}

/** Coordinates of any depth; null if one of them is nowhere. */
function transformed(coordinates: unknown, transform: Transform): unknown {
	if (!Array.isArray(coordinates)) return null;
	const [first, second] = coordinates as unknown[];
	if (typeof first === 'number' && typeof second === 'number') {
		const position = Number.isFinite(first) && Number.isFinite(second) ? transform(first, second) : [NaN, NaN];
		return position.every(Number.isFinite) ? position : null;
	}
	const parts: unknown[] = [];
	for (const part of coordinates as unknown[]) {
		const moved = transformed(part, transform);
		if (moved === null) return null;
		parts.push(moved);
	}
	return parts;
}
