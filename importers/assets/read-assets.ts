import { readAssetsFromGml } from './gml.ts';
import { readAssetsFromGeoJson } from './geojson.ts';
import { AssetFileError, type AssetFile } from './model.ts';

/**
 * Reads the things of a layer (lamp posts, benches, signs, road segments) from GeoJSON or from a WFS answer in GML 2 or 3. Features that cannot be
 * read are left out and counted.
 * @param mostFeatures a file with more is refused
 * @returns geometries in EPSG:3857
 * @throws AssetFileError
 */
export function readAssets(bytes: Uint8Array, mostFeatures: number): AssetFile {
	const text = decode(bytes);
	const start = /^\s*(.)/.exec(text.slice(0, 1000))?.[1];
	if (start !== '{' && start !== '<') throw new AssetFileError('asset_file_unreadable');
	const file = start === '{' ? readAssetsFromGeoJson(text) : readAssetsFromGml(text);
	if (file.features.length > mostFeatures) throw new AssetFileError('asset_file_too_many', { most: mostFeatures });
	return file;
}

function decode(bytes: Uint8Array): string {
	// XML names its encoding; the old one of German administrations is the only other one met.
	const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
	const encoding = /encoding=["']([\w-]+)["']/i.exec(head)?.[1]?.toLowerCase();
	return new TextDecoder(encoding === 'iso-8859-1' || encoding === 'windows-1252' ? 'windows-1252' : 'utf-8').decode(bytes);
}
