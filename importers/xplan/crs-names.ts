import { crsByCode } from './crs.ts';

/** Codes that mean one of our systems with the zone written in front of the eastings; the reader takes it off by magnitude. */
const WITH_ZONE: Record<string, string> = {
	'4647': '25832',
	'5649': '25831',
	'5650': '25833',
	'325831': '25831',
	'325832': '25832',
	'325833': '25833'
};

/** Short names of the AdV (`urn:adv:crs:…`) of the systems that are known. Heights after `*` do not matter here. */
const ADV: Record<string, string> = {
	'ETRS89_Lat-Lon': '4258',
	ETRS89_UTM31: '25831',
	ETRS89_UTM32: '25832',
	ETRS89_UTM33: '25833',
	'ETRS89_zE-N_UTM31': '25831',
	'ETRS89_zE-N_UTM32': '25832',
	'ETRS89_zE-N_UTM33': '25833',
	DE_DHDN_3GK2: '31466',
	DE_DHDN_3GK3: '31467',
	DE_DHDN_3GK4: '31468',
	DE_DHDN_3GK5: '31469',
	'WGS84_Lat-Lon': '4326'
};
const ADV_LOWER_CASE = new Map(Object.entries(ADV).map(([name, code]) => [name.toLowerCase(), code]));

const EPSG_SPELLINGS = [
	/^epsg:+(\d+)$/i,
	/^urn:(?:x-)?ogc:def:crs:epsg:[^:]*:(\d+)$/i,
	/^https?:\/\/www\.opengis\.net\/def\/crs\/epsg\/[^/]+\/(\d+)$/i,
	/^https?:\/\/www\.opengis\.net\/gml\/srs\/epsg\.xml#(\d+)$/i
];
const CRS84 = /^(?:urn:(?:x-)?ogc:def:crs:ogc:[^:]*:crs84|https?:\/\/www\.opengis\.net\/def\/crs\/ogc\/[^/]+\/crs84)$/i;

const resolved = new Map<string, string | null>();

/**
 * The code (`EPSG:n`) of a `srsName` in any of the spellings in use, null where the system is not known: never a guess.
 * Codes that only add the zone to the eastings give the plain system.
 */
export function crsFromSrsName(srsName: string): string | null {
	let code = resolved.get(srsName);
	if (code === undefined) {
		code = resolve(srsName.trim());
		// The spellings of a document are few; a hostile one may have many.
		if (resolved.size < 1000 && srsName.length < 200) resolved.set(srsName, code);
	}
	return code;
}

function resolve(srsName: string): string | null {
	if (CRS84.test(srsName)) return 'EPSG:4326';
	let number = /^urn:adv:crs:([^*]+)/i.exec(srsName)?.[1];
	if (number !== undefined) number = ADV_LOWER_CASE.get(number.toLowerCase());
	for (const spelling of EPSG_SPELLINGS) number ??= spelling.exec(srsName)?.[1];
	if (number === undefined) return null;
	const code = `EPSG:${WITH_ZONE[number] ?? number}`;
	return crsByCode(code) === undefined ? null : code;
}
