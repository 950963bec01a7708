import { crsFromSrsName } from '../xplan/crs-names.ts';
import { transformBetween } from '../xplan/crs.ts';
import { XBeteiligungError } from './errors.ts';

type Ring = [number, number][];
/** RFC 7946: EPSG:4326, longitude before latitude. */
export interface MultiPolygon {
	type: 'MultiPolygon';
	coordinates: Ring[][];
}

const MAX_POSITIONS = 200_000;
const MAX_NESTING = 6;
const bad = (what: string, cause?: unknown) => new XBeteiligungError('area', `Der Geltungsbereich ${what}.`, { cause });

/**
 * The Geltungsbereich of a message: text in GeoJSON FG. Read are Polygon, MultiPolygon, Feature, FeatureCollection and GeometryCollection.
 * `geometry` is EPSG:4326, longitude first (RFC 7946); `place` of a Feature is in its `coordRefSys`, east first, as JSON-FG has it for
 * projected systems; for degrees in `place` latitude may stand first, as the register says, and is recognised by its size. An old `crs`
 * member (GeoJSON 2008) is understood for any object.
 * @returns one MultiPolygon in EPSG:4326, longitude first
 * @throws XBeteiligungError `area`
 */
export function readArea(text: string): MultiPolygon {
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch (cause) {
		throw bad('ist kein GeoJSON', cause);
	}
	const polygons = collect(json, 'EPSG:4326', 0);
	if (polygons.length === 0) throw bad('enthält keine Fläche (Polygon oder MultiPolygon)');
	return { type: 'MultiPolygon', coordinates: polygons };
}

/** Text of a Geltungsbereich: Polygon where there is one, else MultiPolygon; EPSG:4326, longitude first, seven decimals (1 cm). */
export function writeArea({ coordinates }: MultiPolygon): string {
	const round = (value: number) => Math.round(value * 1e7) / 1e7;
	const rounded = coordinates.map((polygon) => polygon.map((ring) => ring.map(([east, north]) => [round(east), round(north)])));
	return JSON.stringify(rounded.length === 1 ? { type: 'Polygon', coordinates: rounded[0] } : { type: 'MultiPolygon', coordinates: rounded });
}

interface Json {
	type?: unknown;
	coordinates?: unknown;
	geometry?: unknown;
	geometries?: unknown;
	features?: unknown;
	place?: unknown;
	coordRefSys?: unknown;
	crs?: { properties?: { name?: unknown } };
}

function collect(value: unknown, outer: string, depth: number): Ring[][] {
	if (typeof value !== 'object' || value === null) throw bad('ist kein GeoJSON-Objekt');
	if (depth > MAX_NESTING) throw bad('ist zu tief geschachtelt');
	const object = value as Json;
	const own = object.crs?.properties?.name;
	const crs = own === undefined ? outer : known(own);
	const system = object.coordRefSys;
	switch (object.type) {
		case 'Polygon':
			return [polygon(object.coordinates, crs)];
		case 'MultiPolygon':
			return list(object.coordinates).map((each) => polygon(each, crs));
		case 'Feature':
			if (object.geometry) return collect(object.geometry, crs, depth + 1);
			if (object.place) return collect(object.place, system === undefined ? crs : known(system), depth + 1);
			return [];
		case 'FeatureCollection':
			return list(object.features).flatMap((each) => collect(inherit(each, system), crs, depth + 1));
		case 'GeometryCollection':
			return list(object.geometries).flatMap((each) => collect(each, crs, depth + 1));
		default:
			return [];
	}
}

/** `coordRefSys` of a collection holds for its features. */
function inherit(feature: unknown, system: unknown): unknown {
	return system === undefined || typeof feature !== 'object' || feature === null || 'coordRefSys' in feature ? feature : { ...feature, coordRefSys: system };
}

function known(name: unknown): string {
	const code = typeof name === 'string' ? crsFromSrsName(name) : null;
	if (code === null) throw bad('nennt ein unbekanntes Koordinatenreferenzsystem');
	return code;
}

function list(value: unknown): unknown[] {
	if (!Array.isArray(value)) throw bad('hat Koordinaten, die keine Liste sind');
	return value;
}

function polygon(value: unknown, crs: string): Ring[] {
	const rings = list(value).map((ring) => {
		const positions = list(ring);
		if (positions.length < 4 || positions.length > MAX_POSITIONS) throw bad('hat einen Ring mit zu wenigen oder zu vielen Punkten');
		return toDegrees(positions.map(position), crs);
	});
	if (rings.length === 0) throw bad('hat ein Polygon ohne Ring');
	for (const ring of rings) {
		const [first, last] = [ring[0]!, ring.at(-1)!];
		if (first[0] !== last[0] || first[1] !== last[1]) ring.push([...first]);
	}
	return rings;
}

function position(value: unknown): [number, number] {
	const [east, north] = list(value);
	if (typeof east !== 'number' || typeof north !== 'number' || !Number.isFinite(east) || !Number.isFinite(north)) throw bad('hat Koordinaten, die keine Zahlen sind');
	return [east, north];
}

function toDegrees(ring: Ring, crs: string): Ring {
	const swapped = crs === 'EPSG:4258' || crs === 'EPSG:4326' ? ring.every(([first, second]) => first >= 46 && first <= 57 && second >= 3 && second <= 17) : false;
	const transform = transformBetween(crs, 'EPSG:4326');
	const degrees = ring.map(([first, second]): [number, number] => {
		const [east, north] = swapped ? transform(second, first) : transform(first, second);
		return [east!, north!];
	});
	if (degrees.some(([east, north]) => !(Math.abs(east) <= 180 && Math.abs(north) <= 90))) throw bad('liegt nicht auf der Erde; bitte prüfen Sie das Koordinatenreferenzsystem');
	return degrees;
}
