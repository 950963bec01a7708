import type { Position } from '../xplan/model.ts';
import { TrailBuilder, type Place } from './builder.ts';
import { TrailFileError, type TrailModel, type TrailPost, type TrailSign } from './model.ts';
import { equipmentKind, readAzimuth, readCarrier, readRefs, readSignKind, readSignLines } from './values.ts';

type Properties = Record<string, unknown>;
interface Feature {
	properties: Properties;
	geometry: { type: string; coordinates: unknown } | null;
}

/** Names of one property, ours first, then those of OpenStreetMap and of the trade. */
const NAMES = {
	number: ['nummer', 'standortnummer', 'ref', 'number', 'id'],
	ref: ['ref', 'kennung', 'abschnitt', 'id', '@id'],
	name: ['name', 'bezeichnung', 'titel'],
	elevation: ['hoehe', 'höhe', 'ele', 'elevation'],
	carrier: ['traeger', 'träger', 'support', 'carrier', 'material'],
	owner: ['eigentuemer', 'eigentümer', 'baulast', 'operator', 'owner'],
	routes: ['routen', 'routes', 'route_ref'],
	colour: ['farbe', 'colour', 'color', 'stroke'],
	symbol: ['zeichen', 'osmc:symbol', 'symbol'],
	type: ['typ', 'type', 'art']
} as const;
const KNOWN = new Set<string>([
	...Object.values(NAMES).flat(),
	'schilder',
	'signs',
	'standort',
	'information',
	'tourism',
	'hiking',
	'amenity',
	'leisure',
	'man_made',
	'route',
	'abschnitte',
	'ziele',
	'richtung',
	'jahr',
	'start_date',
	'laenge',
	'@relations',
	'stroke-width',
	'stroke-opacity'
]);
/** Eight winds, as OpenStreetMap tags the destinations of a guidepost. */
const WINDS: Record<string, number> = { north: 0, northeast: 45, east: 90, southeast: 135, south: 180, southwest: 225, west: 270, northwest: 315 };

/**
 * Reads GeoJSON: lines are sections (a line with `route=hiking` or type `route` is a route), points with `information=guidepost` or a
 * number are posts, other points with a known kind equipment. EPSG:4326, or EPSG:25831–25833 named by the old member `crs`.
 * @throws TrailFileError
 */
export function readTrailsFromGeoJson(text: string): TrailModel {
	const file = parse(text);
	const builder = new TrailBuilder();
	const crs = crsOf(file, builder);
	readRouteList(file, builder);
	const features = featuresOf(file);
	const later: { feature: Feature; place: Place }[] = [];
	for (const [index, feature] of features.entries()) {
		const place = { unit: 'feature' as const, number: index + 1 };
		const type = feature.geometry?.type;
		if (!type) builder.find('error', 'geometry-missing', place, value(feature.properties, NAMES.name));
		else if (type === 'LineString' || type === 'MultiLineString') readLines(builder, feature, crs, place);
		else if (type === 'Point') {
			if (isLooseSign(feature.properties)) later.push({ feature, place });
			else readPoint(builder, feature, crs, place);
		} else builder.find('error', 'geometry-unfit', place, type);
		for (const name of Object.keys(feature.properties)) if (!isKnown(name)) builder.leaveOut(name);
	}
	for (const each of later) readLooseSign(builder, each.feature.properties, each.place);
	return builder.finish();
}

const isKnown = (name: string) => KNOWN.has(name.toLowerCase()) || /^direction_/.test(name);

function parse(text: string): Record<string, unknown> {
	let file: unknown;
	try {
		file = JSON.parse(text.replace(/^\ufeff/, ''));
	} catch (cause) {
		throw new TrailFileError('trail_file_unreadable', cause instanceof Error ? cause.message : '', { cause });
	}
	if (typeof file !== 'object' || file === null || Array.isArray(file)) throw new TrailFileError('trail_file_unreadable');
	return file as Record<string, unknown>;
}

function featuresOf(file: Record<string, unknown>): Feature[] {
	const list = file.type === 'Feature' ? [file] : file.features;
	if (!Array.isArray(list)) throw new TrailFileError('trail_file_unreadable');
	return list.map((each: unknown) => {
		const feature = isRecord(each) ? each : {};
		const geometry = isRecord(feature.geometry) && typeof feature.geometry.type === 'string' ? (feature.geometry as { type: string; coordinates: unknown }) : null;
		return { geometry, properties: isRecord(feature.properties) ? feature.properties : {} };
	});
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** RFC 7946 knows WGS 84 only; files of administrations still name others as the older draft did. */
function crsOf(file: Record<string, unknown>, builder: TrailBuilder): string {
	const named = isRecord(file.crs) && isRecord(file.crs.properties) ? String(file.crs.properties.name ?? '') : '';
	if (named === '' || /CRS:?84$/i.test(named)) return 'EPSG:4326';
	const code = /(\d{4,5})$/.exec(named)?.[1];
	if (code === '4326' || code === '4258') return 'EPSG:4326';
	if (code && /^2583[123]$/.test(code)) return `EPSG:${code}`;
	builder.find('error', 'crs-unknown', null, named);
	throw new TrailFileError('trail_file_unreadable', named);
}

/** Own member `routen` of a file that we wrote: routes with names, colours and the order of their sections. */
function readRouteList(file: Record<string, unknown>, builder: TrailBuilder): void {
	if (!Array.isArray(file.routen)) return;
	for (const [index, each] of file.routen.entries()) {
		const place = { unit: 'feature' as const, number: index + 1 };
		if (!isRecord(each)) continue;
		const ref = builder.text(value(each, NAMES.ref), place);
		if (ref === '') {
			builder.find('error', 'number-missing', place, value(each, NAMES.name));
			continue;
		}
		const route = builder.route(ref, place, {
			told: true,
			name: builder.text(value(each, NAMES.name), place),
			colour: builder.colour(value(each, NAMES.colour), place),
			symbol: builder.text(value(each, NAMES.symbol), place)
		});
		if (!Array.isArray(each.abschnitte)) continue;
		for (const part of each.abschnitte) {
			const name = builder.text(part, place);
			if (name) route.sections.push(name.startsWith('-') ? { ref: name.slice(1), reversed: true } : { ref: name, reversed: false });
		}
	}
}

/** First property of the names that has a value; names are compared without case. */
function value(properties: Properties, names: readonly string[]): unknown {
	const lower = new Map(Object.entries(properties).map(([name, each]) => [name.toLowerCase(), each]));
	return names.map((name) => lower.get(name)).find((each) => each !== undefined && each !== null && each !== '');
}

function lineOf(builder: TrailBuilder, coordinates: unknown, crs: string, place: Place): Position[] | null {
	if (!Array.isArray(coordinates)) return null;
	builder.count(coordinates.length);
	const line: Position[] = [];
	for (const each of coordinates) {
		const at = Array.isArray(each) ? builder.position(each[0], each[1], crs, place) : builder.position(undefined, undefined, crs, place);
		if (!at) return null;
		const last = line.at(-1);
		if (!last || last[0] !== at[0] || last[1] !== at[1]) line.push(at);
	}
	if (line.length >= 2) return line;
	builder.find('error', 'geometry-unfit', place, `${line.length} Positionen`);
	return null;
}

function readLines(builder: TrailBuilder, { properties, geometry }: Feature, crs: string, place: Place): void {
	const parts = geometry!.type === 'LineString' ? [geometry!.coordinates] : geometry!.coordinates;
	if (!Array.isArray(parts) || parts.length === 0) return builder.find('error', 'geometry-unfit', place, geometry!.type);
	const name = builder.text(value(properties, NAMES.name), place);
	const ref = builder.text(value(properties, NAMES.ref), place);
	const isRoute = ['hiking', 'foot', 'walking', 'bicycle', 'mtb', 'horse'].includes(String(properties.route)) || value(properties, NAMES.type) === 'route';
	const routes = isRoute ? [] : readRefs(builder, value(properties, NAMES.routes), place);
	const own = isRoute ? ref || name : '';
	if (isRoute && own)
		builder.route(own, place, {
			told: true,
			name,
			colour: builder.colour(value(properties, NAMES.colour) ?? value(properties, ['osmc:symbol']), place),
			symbol: builder.text(value(properties, NAMES.symbol), place)
		});
	if (parts.length > 1) builder.find('note', 'line-split', place, `${name || ref} (${parts.length})`);
	for (const [index, part] of parts.entries()) {
		const line = lineOf(builder, part, crs, place);
		if (!line) continue;
		const wanted = isRoute || parts.length > 1 ? (own || ref || name ? `${own || ref || name}-${index + 1}` : '') : ref;
		const made = builder.section(wanted, parts.length > 1 && name ? `${name} ${index + 1}` : name, line, place);
		for (const each of own ? [own] : routes) {
			const route = builder.route(each, place);
			if (!route.sections.some((section) => section.ref === made)) route.sections.push({ ref: made, reversed: false });
		}
	}
}

const isLooseSign = (properties: Properties): boolean => ['schild', 'sign', 'wegweiser'].includes(String(value(properties, NAMES.type) ?? '').toLowerCase()) && value(properties, ['standort']) !== undefined;

function readPoint(builder: TrailBuilder, { properties, geometry }: Feature, crs: string, place: Place): void {
	builder.count(1);
	const coordinates = geometry!.coordinates;
	const at = Array.isArray(coordinates) ? builder.position(coordinates[0], coordinates[1], crs, place) : builder.position(undefined, undefined, crs, place);
	if (!at) return;
	const type = String(value(properties, NAMES.type) ?? '').toLowerCase();
	const words = [type, properties.amenity, properties.leisure, properties.man_made, properties.tourism].map((each) => String(each ?? ''));
	const kind = words.map(equipmentKind).find((each) => each !== null);
	const name = builder.text(value(properties, NAMES.name), place);
	const isPost = properties.information === 'guidepost' || ['standort', 'post', 'guidepost'].includes(type);
	if (kind && !isPost) {
		const own = builder.text(value(properties, NAMES.ref), place);
		const ref = builder.free(own || name || kind, (each) => builder.model.equipment.some((thing) => thing.ref === each));
		builder.model.equipment.push({ ref, kind, name, point: at, ...(own ? {} : { loose: 'ref' as const }) });
		return;
	}
	const number = builder.text(value(properties, NAMES.number), place);
	if (number === '') return builder.find('error', 'number-missing', place, name);
	if (builder.model.posts.some((post) => post.number === number)) return builder.find('error', 'number-twice', place, number);
	if (!isPost) builder.find('note', 'post-assumed', place, number);
	const elevation = value(properties, NAMES.elevation) ?? (Array.isArray(coordinates) && typeof coordinates[2] === 'number' ? coordinates[2] : undefined);
	const post: TrailPost = {
		number,
		name,
		elevation: builder.number(elevation, place),
		carrier: readCarrier(builder, builder.text(value(properties, NAMES.carrier), place), place),
		owner: builder.text(value(properties, NAMES.owner), place),
		point: at,
		signs: []
	};
	const symbol = builder.text(properties['osmc:symbol'], place);
	const list = value(properties, ['schilder', 'signs']);
	for (const each of Array.isArray(list) ? list : parsedList(list)) if (isRecord(each)) post.signs.push(signOf(builder, each, place));
	for (const [wind, azimuth] of Object.entries(WINDS)) {
		const text = builder.text(properties[`direction_${wind}`], place);
		if (text) post.signs.push({ kind: 'zielwegweiser', lines: readSignLines(text.replaceAll(';', '|')), azimuth, routes: [], material: '', year: null });
	}
	if (post.signs.length === 0 && symbol) post.signs.push({ kind: 'markierung', lines: [{ text: symbol, km: null, minutes: null }], azimuth: null, routes: [], material: '', year: null });
	builder.model.posts.push(post);
}

/** Programs that know no nested values write them as text. */
function parsedList(list: unknown): unknown[] {
	if (typeof list !== 'string' || !list.trim().startsWith('[')) return [];
	try {
		const read: unknown = JSON.parse(list);
		return Array.isArray(read) ? read : [];
	} catch {
		// Not JSON after all: told as an unread property by its name.
		return [];
	}
}

function signOf(builder: TrailBuilder, properties: Properties, place: Place): TrailSign {
	const lines = value(properties, ['ziele', 'zeilen', 'lines', 'destination']);
	const year = builder.number(value(properties, ['jahr', 'year', 'start_date']), place);
	return {
		kind: readSignKind(builder, builder.text(value(properties, ['art', 'kind', 'schild', 'typ']), place), place),
		lines: Array.isArray(lines) ? lines.flatMap((each) => readSignLines(builder.text(each, place))) : readSignLines(builder.text(lines, place)),
		azimuth: readAzimuth(builder, value(properties, ['richtung', 'azimut', 'azimuth', 'direction']), place),
		routes: readRefs(builder, value(properties, NAMES.routes), place),
		material: builder.text(value(properties, ['material']), place),
		year: year !== null && year >= 1900 && year <= 2100 ? Math.round(year) : null
	};
}

function readLooseSign(builder: TrailBuilder, properties: Properties, place: Place): void {
	const number = builder.text(value(properties, ['standort']), place);
	const post = builder.model.posts.find((each) => each.number === number);
	if (!post) return builder.find('error', 'sign-without-post', place, number);
	post.signs.push(signOf(builder, properties, place));
}
