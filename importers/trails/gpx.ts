import { gpx } from '@tmcw/togeojson';
import { DOMParser } from '@xmldom/xmldom';
import type { Position } from '../xplan/model.ts';
import { TrailBuilder, type Place } from './builder.ts';
import { SECTION_TYPE, TrailFileError, type TrailModel, type TrailRoute } from './model.ts';
import { equipmentKind, readCarrier, readSignLines } from './values.ts';

const POST_WORDS = new Set(['standort', 'wegweiser', 'guidepost', 'trail head', 'schild', 'pfosten', 'post']);

/**
 * Reads GPX 1.0/1.1: a track or route is a route of the network (with the type „Abschnitt“: a section), each of its segments a section; a waypoint is a post, or equipment where
 * its type or symbol says so. The first line of a waypoint's description may hold destinations.
 * @throws TrailFileError; entities are never read
 */
export function readTrailsFromGpx(text: string): TrailModel {
	// Entities could name files or grow without end; no GPX needs them.
	if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new TrailFileError('trail_file_unreadable', 'DOCTYPE');
	const builder = new TrailBuilder();
	let waypoints = 0;
	let tracks = 0;
	for (const feature of features(text)) {
		const { geometry } = feature;
		const properties = (feature.properties ?? {}) as Record<string, unknown>;
		if (geometry?.type === 'Point') readWaypoint(builder, properties, geometry.coordinates, { unit: 'wpt', number: ++waypoints });
		else if (geometry?.type === 'LineString') readTrack(builder, properties, [geometry.coordinates], { unit: 'trk', number: ++tracks });
		else if (geometry?.type === 'MultiLineString') readTrack(builder, properties, geometry.coordinates, { unit: 'trk', number: ++tracks });
		else builder.find('error', 'geometry-missing', { unit: 'trk', number: ++tracks }, properties.name);
	}
	return builder.finish();
}

function features(text: string) {
	const broken: string[] = [];
	try {
		const parser = new DOMParser({ onError: (level: string, message: string) => void (level !== 'warning' && broken.push(message)) });
		const document = parser.parseFromString(text.replace(/^\ufeff/, ''), 'application/xml');
		if (broken.length > 0) throw new Error(broken[0]);
		if (document.documentElement?.localName !== 'gpx') throw new Error(`<${document.documentElement?.localName ?? ''}>`);
		return gpx(document as never).features;
	} catch (cause) {
		throw new TrailFileError('trail_file_unreadable', cause instanceof Error ? cause.message : '', { cause });
	}
}

function readTrack(builder: TrailBuilder, properties: Record<string, unknown>, parts: number[][][], place: Place): void {
	const name = builder.text(properties.name, place);
	if (builder.text(properties.type, place).toLowerCase() === SECTION_TYPE.toLowerCase()) return readParts(builder, name || 'Abschnitt', null, parts, place);
	const routeRef = builder.free(name || 'Weg', (each) => builder.model.routes.some((route) => route.ref === each));
	if (!name) builder.find('note', 'ref-made', place, routeRef);
	const colour = builder.colour(properties.stroke ?? properties.color ?? properties.DisplayColor, place);
	readParts(builder, routeRef, builder.route(routeRef, place, { told: true, name: routeRef, colour }), parts, place);
}

function readParts(builder: TrailBuilder, name: string, route: TrailRoute | null, parts: number[][][], place: Place): void {
	if (parts.length > 1) builder.find('note', 'line-split', place, `${name} (${parts.length})`);
	for (const [index, part] of parts.entries()) {
		builder.count(part.length);
		const line: Position[] = [];
		for (const each of part) {
			const at = builder.position(each[0], each[1], 'EPSG:4326', place);
			const last = line.at(-1);
			if (at && (!last || last[0] !== at[0] || last[1] !== at[1])) line.push(at);
		}
		if (line.length < 2) {
			builder.find('error', 'geometry-unfit', place, `${name}: ${line.length}`);
			continue;
		}
		const ref = builder.section(parts.length > 1 ? `${name}-${index + 1}` : name, parts.length > 1 ? `${name} ${index + 1}` : name, line, place, 'all');
		route?.sections.push({ ref, reversed: false });
	}
}

function readWaypoint(builder: TrailBuilder, properties: Record<string, unknown>, coordinates: number[], place: Place): void {
	builder.count(1);
	const point = builder.position(coordinates[0], coordinates[1], 'EPSG:4326', place);
	if (!point) return;
	const full = builder.text(properties.name, place);
	const words = [properties.type, properties.sym].map((each) => builder.text(each, place).toLowerCase());
	const kind = words.map(equipmentKind).find((each) => each !== null);
	if (kind) {
		const ref = builder.free(full || kind, (each) => builder.model.equipment.some((thing) => thing.ref === each));
		builder.model.equipment.push({ ref, kind, name: full, point, loose: 'all' });
		return;
	}
	if (full === '') return builder.find('error', 'number-missing', place, coordinates.slice(0, 2).join(' '));
	// „MUL012 Kirchberg“: a number is what holds a digit and stands in front.
	const [, first, rest] = /^(\S*\d\S*)\s+(.+)$/.exec(full) ?? [];
	const number = first ?? full;
	if (builder.model.posts.some((post) => post.number === number)) return builder.find('error', 'number-twice', place, number);
	if (!words.some((word) => POST_WORDS.has(word))) builder.find('note', 'post-assumed', place, number);
	const lines = readSignLines(String(properties.desc ?? '').slice(0, 2000));
	builder.model.posts.push({
		number,
		name: rest ?? '',
		elevation: typeof coordinates[2] === 'number' && Number.isFinite(coordinates[2]) ? coordinates[2] : null,
		carrier: readCarrier(builder, '', place),
		owner: '',
		point,
		signs: lines.some(({ km }) => km !== null) ? [{ kind: 'zielwegweiser', lines, azimuth: null, routes: [], material: '', year: null }] : [],
		loose: 'all'
	});
}
