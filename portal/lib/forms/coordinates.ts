import proj4 from 'proj4';

const UTM: Record<string, string> = {
	'31': '+proj=utm +zone=31 +ellps=GRS80 +units=m +no_defs',
	'32': '+proj=utm +zone=32 +ellps=GRS80 +units=m +no_defs',
	'33': '+proj=utm +zone=33 +ellps=GRS80 +units=m +no_defs'
};

/**
 * Reads coordinates as people have them: „51,2345 13,4567“ (latitude, longitude in degrees, as phones show them) or „372000 5680000“
 * (east, north in metres, ETRS89/UTM), east with or without the zone in front („33372000“).
 * @param zone of eastings without one
 * @returns longitude, latitude in degrees (EPSG:4326); null where it is neither, or not in Germany
 */
export function readCoordinates(text: string, zone: '31' | '32' | '33' = '33'): [number, number] | null {
	const [a, b, rest] = numbersIn(text);
	if (a === undefined || b === undefined || rest !== undefined) return null;
	if (a < 90 && b < 90) return inGermany([Math.min(a, b), Math.max(a, b)]);
	const [east, north] = a > 1_000_000 && a < 31_000_000 ? [b, a] : [a, b];
	const prefix = Math.floor(east / 1_000_000);
	if (prefix !== 0 && !UTM[prefix]) return null;
	if (north < 5_000_000 || north > 6_500_000) return null;
	const [lon, lat] = proj4(UTM[prefix || zone]!, 'EPSG:4326', [east % 1_000_000, north]) as [number, number];
	return inGermany([lon, lat]);
}

/** In Germany the longitude is always the smaller number of degrees, so the order does not matter. */
function inGermany([lon, lat]: [number, number]): [number, number] | null {
	return lon > 5 && lon < 16 && lat > 47 && lat < 56 ? [round(lon), round(lat)] : null;
}

const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7;

/** A comma followed by digits is a decimal comma unless the text uses points for that. */
function numbersIn(text: string): number[] {
	const cleaned = text.replace(/[°NOE'"]/gi, ' ').trim();
	const plain = cleaned.includes('.') && /\d\.\d/.test(cleaned) ? cleaned.replaceAll(',', ' ') : cleaned.replace(/(\d),(?=\d)/g, '$1.');
	const parts = plain.split(/[\s;,/]+/).filter(Boolean);
	return parts.every((part) => /^\d+(\.\d+)?$/.test(part)) ? parts.map(Number) : [];
}
