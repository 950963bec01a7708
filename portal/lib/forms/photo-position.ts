import ExifReader from 'exifreader';
import type { LonLat } from '../server/reports/types.ts';

/**
 * Where a photo was taken, by its EXIF. Runs in the browser as well, where nothing of the photo leaves the device for it.
 * @returns null where it says nothing, or nothing that can be true (0°, 0° is what broken receivers write)
 */
export function photoPosition(bytes: ArrayBuffer): LonLat | null {
	let gps: { Latitude?: number; Longitude?: number } | undefined;
	try {
		gps = ExifReader.load(bytes, { expanded: true }).gps;
	} catch {
		// A photo without readable data about itself is a photo without a place.
		return null;
	}
	const [lon, lat] = [gps?.Longitude, gps?.Latitude];
	if (lon === undefined || lat === undefined || !Number.isFinite(lon) || !Number.isFinite(lat)) return null;
	return Math.abs(lon) > 180 || Math.abs(lat) > 85 || (lon === 0 && lat === 0) ? null : { lon, lat };
}
