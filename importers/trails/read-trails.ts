import { readTrailsFromCsv } from './csv.ts';
import { readTrailsFromGeoJson } from './geojson.ts';
import { readTrailsFromGpx } from './gpx.ts';
import { TrailFileError, type TrailModel } from './model.ts';

const MOST_BYTES = 20 * 1024 * 1024;

/**
 * Reads a network of trails from a file of any of the three formats; what it is, its content says, not its name.
 * @throws TrailFileError
 */
export function readTrails(bytes: Uint8Array): TrailModel {
	if (bytes.byteLength > MOST_BYTES) throw new TrailFileError('trail_file_too_large');
	const text = decode(bytes);
	const begin = text.trimStart().slice(0, 1);
	if (begin === '') throw new TrailFileError('trail_file_empty');
	if (begin === '{') return readTrailsFromGeoJson(text);
	if (begin === '<') return readTrailsFromGpx(text);
	return readTrailsFromCsv(text);
}

/** Spreadsheets in Germany still save in Windows-1252; what is no UTF-8 is read so. */
function decode(bytes: Uint8Array): string {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return new TextDecoder('windows-1252').decode(bytes);
	}
}
