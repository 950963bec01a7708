import type { GeoJsonGeometry } from '../xplan/geojson.ts';
import { AssetBuilder, demandCrs } from './builder.ts';
import { AssetFileError, type AssetFile } from './model.ts';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const TYPES = new Set(['Point', 'MultiPoint', 'LineString', 'MultiLineString', 'Polygon', 'MultiPolygon']);
/** Coordinates of each type are lists nested so deep. */
const DEPTH: Record<string, number> = { Point: 0, MultiPoint: 1, LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 };

/** RFC 7946, and the older draft's member `crs`, which services still write. */
export function readAssetsFromGeoJson(text: string): AssetFile {
	let file: unknown;
	try {
		file = JSON.parse(text.replace(/^\ufeff/, ''));
	} catch (cause) {
		throw new AssetFileError('asset_file_unreadable', {}, { cause });
	}
	const list = isRecord(file) ? (file.type === 'Feature' ? [file] : file.features) : null;
	if (!isRecord(file) || !Array.isArray(list)) throw new AssetFileError('asset_file_unreadable');
	const crs = demandCrs(isRecord(file.crs) && isRecord(file.crs.properties) ? String(file.crs.properties.name ?? '') : '');
	const builder = new AssetBuilder();
	for (const each of list as unknown[]) {
		const feature = isRecord(each) ? each : {};
		const id = typeof feature.id === 'string' || typeof feature.id === 'number' ? String(feature.id) : '';
		builder.add(id, isRecord(feature.properties) ? feature.properties : {}, geometryOf(feature.geometry), crs);
	}
	return builder.finish(crs);
}

function geometryOf(value: unknown): GeoJsonGeometry | null | undefined {
	if (value === null || value === undefined) return null;
	if (!isRecord(value) || typeof value.type !== 'string' || !TYPES.has(value.type)) return undefined;
	return isNested(value.coordinates, DEPTH[value.type]!) ? ({ type: value.type, coordinates: value.coordinates } as GeoJsonGeometry) : undefined;
}

function isNested(value: unknown, depth: number): boolean {
	if (!Array.isArray(value) || value.length === 0) return false;
	return depth === 0 ? typeof value[0] === 'number' && typeof value[1] === 'number' : value.every((each) => isNested(each, depth - 1));
}
