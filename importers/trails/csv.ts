import { parse } from 'csv-parse/sync';
import type { Position } from '../xplan/model.ts';
import { TrailBuilder, type Place } from './builder.ts';
import { TrailFileError, type TrailModel, type TrailPost } from './model.ts';
import { equipmentKind, readAzimuth, readCarrier, readRefs, readSignKind, readSignLines } from './values.ts';

/** Heading of a column in our files, and what others call it; compared without case, spaces and umlauts. */
export const CSV_COLUMNS = {
	number: ['Nummer', 'Standort', 'Standortnummer', 'ref', 'number'],
	name: ['Name', 'Bezeichnung'],
	elevation: ['Höhe', 'ele', 'Höhe m', 'Höhe ü. NHN'],
	carrier: ['Träger', 'Trägerart', 'support'],
	owner: ['Eigentümer', 'Baulast', 'operator'],
	lon: ['Länge', 'lon', 'longitude', 'x WGS84'],
	lat: ['Breite', 'lat', 'latitude', 'y WGS84'],
	east: ['Ostwert', 'Rechtswert', 'East', 'UTM Ost'],
	north: ['Nordwert', 'Hochwert', 'North', 'UTM Nord'],
	epsg: ['EPSG', 'KBS', 'CRS'],
	kind: ['Schild', 'Schildart', 'Art', 'information'],
	lines: ['Ziele', 'Inhalt', 'Text', 'destination'],
	azimuth: ['Richtung', 'Azimut', 'direction'],
	routes: ['Routen', 'Wege', 'routes'],
	material: ['Material'],
	year: ['Jahr', 'Baujahr', 'start_date']
} as const;
type Column = keyof typeof CSV_COLUMNS;
const PLACE_COLUMNS = ['lon', 'lat', 'east', 'north'] as const;
type Row = Partial<Record<Column, string>>;

const fold = (text: string) => text.trim().toLowerCase().replaceAll('ä', 'ae').replaceAll('ö', 'oe').replaceAll('ü', 'ue').replace(/[^a-z0-9]/g, '');

/**
 * Reads CSV with a line of headings, separated by semicolons, commas or tabs: a row per sign, with its post repeated, or a row per post.
 * A row without a position is of use where its post is known. Positions are longitude and latitude, or UTM (EPSG:25831–25833) with a column or a zone in front of the east value (33 372000).
 * @throws TrailFileError
 */
export function readTrailsFromCsv(text: string): TrailModel {
	const rows = records(text);
	const builder = new TrailBuilder();
	const [head, ...body] = rows;
	const columns = headings(builder, head!.cells);
	if (!columns.includes('number')) throw new TrailFileError('trail_file_unreadable', CSV_COLUMNS.number[0]);
	for (const { cells, line } of body) {
		const place = { unit: 'row' as const, number: line };
		builder.count(1);
		if (cells.length > columns.length) builder.find('warning', 'row-broken', place, cells.slice(columns.length).join(' '));
		const row: Row = {};
		for (const [index, column] of columns.entries()) if (column) row[column] = builder.text(plain(cells[index] ?? ''), place);
		readRow(builder, row, place);
	}
	return builder.finish();
}

/** The apostrophe with which exports keep spreadsheets from calculating. */
const plain = (cell: string) => cell.replace(/^'(?=[=+\-@])/, '');

function records(text: string): { cells: string[]; line: number }[] {
	const first = text.replace(/^\ufeff/, '').split(/\r?\n/, 1)[0]!;
	const delimiter = [';', '\t', ','].reduce((best, each) => (first.split(each).length > first.split(best).length ? each : best));
	let read: { info: { lines: number }; record: string[] }[];
	try {
		read = parse(text, { bom: true, delimiter, relaxColumnCount: true, skipEmptyLines: true, skipRecordsWithEmptyValues: true, info: true, maxRecordSize: 1_000_000 } as never) as never;
	} catch (cause) {
		throw new TrailFileError('trail_file_unreadable', cause instanceof Error ? cause.message : '', { cause });
	}
	if (read.length === 0) throw new TrailFileError('trail_file_empty');
	return read.map(({ info, record }) => ({ cells: record, line: info.lines }));
}

function headings(builder: TrailBuilder, cells: string[]): (Column | null)[] {
	const taken = new Set<Column>();
	return cells.map((cell) => {
		const found = (Object.keys(CSV_COLUMNS) as Column[]).find((column) => CSV_COLUMNS[column].some((name) => fold(name) === fold(cell)));
		if (found && !taken.has(found)) {
			taken.add(found);
			return found;
		}
		if (cell.trim()) builder.leaveOut(cell.trim());
		return null;
	});
}

function readRow(builder: TrailBuilder, row: Row, place: Place): void {
	const number = row.number ?? '';
	if (number === '') return builder.find('error', 'number-missing', place, row.name);
	const thing = row.kind ? equipmentKind(row.kind) : null;
	const known = builder.model.posts.find((post) => post.number === number) ?? builder.model.unplaced.find((post) => post.number === number);
	if (thing) {
		const point = pointOf(builder, row, place);
		if (!point) return;
		if (builder.model.equipment.some((each) => each.ref === number)) return builder.find('error', 'number-twice', place, number);
		builder.model.equipment.push({ ref: number, kind: thing, name: row.name ?? '', point });
		return;
	}
	const post = known ?? newPost(builder, row, number, place);
	if (!post) return;
	if (known) compare(builder, known, row, place);
	if (!row.kind && !row.lines && !row.azimuth) {
		if (known) builder.find('warning', 'number-twice', place, number);
		return;
	}
	const year = builder.number(row.year, place);
	post.signs.push({
		kind: readSignKind(builder, row.kind ?? '', place),
		lines: readSignLines(row.lines ?? ''),
		azimuth: readAzimuth(builder, row.azimuth, place),
		routes: readRefs(builder, row.routes, place),
		material: row.material ?? '',
		year: year !== null && year >= 1900 && year <= 2100 ? Math.round(year) : null
	});
	// A table of signs knows routes by name only.
	for (const ref of post.signs.at(-1)!.routes) builder.route(ref, place);
}

function newPost(builder: TrailBuilder, row: Row, number: string, place: Place): Omit<TrailPost, 'point'> | null {
	const isPlaced = PLACE_COLUMNS.some((column) => row[column]);
	const point = isPlaced ? pointOf(builder, row, place) : null;
	if (isPlaced && !point) return null;
	const post = {
		number,
		name: row.name ?? '',
		elevation: builder.number(row.elevation, place),
		carrier: readCarrier(builder, row.carrier ?? '', place),
		owner: row.owner ?? '',
		signs: []
	};
	if (point) return builder.model.posts[builder.model.posts.push({ ...post, point }) - 1]!;
	return builder.model.unplaced[builder.model.unplaced.push({ ...post, row: place!.number }) - 1]!;
}

/** The second row of a post that says something else about it: the first one counts, and it is told. */
function compare(builder: TrailBuilder, post: Omit<TrailPost, 'point'> & { point?: Position }, row: Row, place: Place): void {
	if (row.name && row.name !== post.name) builder.find('warning', 'post-differs', place, `${post.number}: ${row.name}`);
	const silent = new TrailBuilder();
	const point = pointOf(silent, row, place);
	if (point && post.point && Math.hypot((point[0] - post.point[0]) * 0.65, point[1] - post.point[1]) > 0.0001) builder.find('warning', 'post-differs', place, post.number);
}

function pointOf(builder: TrailBuilder, row: Row, place: Place) {
	if (row.lon || row.lat) return builder.position(decimal(row.lon), decimal(row.lat), 'EPSG:4326', place);
	if (!row.east && !row.north) {
		builder.find('error', 'geometry-missing', place, row.number);
		return null;
	}
	const [east, zone] = zoneOf(row.east ?? '');
	const named = /^(?:EPSG:)?(\d{4,5})$/i.exec((row.epsg ?? '').trim())?.[1];
	const code = named ?? (zone ? `258${zone}` : undefined);
	if (!code) {
		builder.find('error', 'crs-missing', place, `${row.east} ${row.north}`);
		return null;
	}
	if (code === '4326' || code === '4258') return builder.position(east, decimal(row.north), 'EPSG:4326', place);
	if (!/^2583[123]$/.test(code)) {
		builder.find('error', 'crs-unknown', place, row.epsg);
		return null;
	}
	return builder.position(east, decimal(row.north), `EPSG:${code}`, place);
}

/** German surveys write the zone before the east value: 33372000 or „33 372000“. */
function zoneOf(text: string): [number | undefined, string | undefined] {
	const plainText = text.replace(/\s/g, '');
	const [, zone, rest] = /^(3[123])(\d{6}(?:[.,]\d+)?)$/.exec(plainText) ?? [];
	return zone ? [decimal(rest), zone] : [decimal(plainText), undefined];
}

const decimal = (text: string | undefined): number | undefined =>
	text !== undefined && /^[+-]?\d{1,9}([.,]\d{1,12})?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : undefined;
