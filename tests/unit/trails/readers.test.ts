import { describe, expect, test } from 'vitest';
import { stringify } from 'csv-stringify/sync';
import { readTrailsFromCsv } from '../../../importers/trails/csv.ts';
import { readTrailsFromGeoJson } from '../../../importers/trails/geojson.ts';
import { readTrailsFromGpx } from '../../../importers/trails/gpx.ts';
import { TrailFileError, type TrailModel } from '../../../importers/trails/model.ts';
import { readTrails } from '../../../importers/trails/read-trails.ts';
import { readSignLines, writeSignLines } from '../../../importers/trails/values.ts';
import { writeTrailsToGeoJson, writeTrailsToGpx, writeTrailsToRows } from '../../../importers/trails/write.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const codes = (model: TrailModel) => model.findings.map(({ code }) => code);

const NETWORK: Pick<TrailModel, 'routes' | 'sections' | 'posts' | 'equipment'> = {
	routes: [
		{ ref: 'R1', name: 'Süßbachweg', colour: '#c8102e', symbol: 'red:white:red_bar', sections: [{ ref: 'A1', reversed: false }, { ref: 'A2', reversed: true }] },
		{ ref: 'R2', name: 'Höhenweg & Co. <1>', colour: '#1f5fbf', symbol: '', sections: [{ ref: 'A1', reversed: true }] }
	],
	sections: [
		{ ref: 'A1', name: 'Mühle – Höhe', line: [[13.4, 51.3], [13.41, 51.305], [13.42, 51.31]] },
		{ ref: 'A2', name: 'Höhe – Teich', line: [[13.42, 51.31], [13.43, 51.315]] }
	],
	posts: [
		{
			number: 'MUL001',
			name: 'Mühle "Alt"; Hof',
			elevation: 112.5,
			carrier: 'pfosten-holz',
			owner: 'Stadt',
			point: [13.4, 51.3],
			signs: [
				{ kind: 'zielwegweiser', lines: [{ text: 'Höhe', km: 2.5, minutes: 40 }, { text: '=SUMME(A1)', km: null, minutes: null }], azimuth: 78, routes: ['R1', 'R2'], material: 'Aluminium', year: 2019 },
				{ kind: 'standortschild', lines: [], azimuth: null, routes: [], material: '', year: null }
			]
		},
		{ number: 'MUL002', name: '', elevation: null, carrier: 'baum', owner: '', point: [13.42, 51.31], signs: [] }
	],
	equipment: [{ ref: 'B1', kind: 'bank', name: 'Bank', point: [13.41, 51.305] }]
};

describe('what is written is read back', () => {
	test('GeoJSON, without loss', () => {
		const read = readTrails(bytes(writeTrailsToGeoJson(NETWORK)));
		expect(read).toMatchObject(NETWORK);
		expect(read.findings).toEqual([]);
		expect(read.unsupported).toEqual([]);
	});
	test('GPX: routes, sections in the direction of the way, posts', () => {
		const read = readTrails(bytes(writeTrailsToGpx(NETWORK)));
		expect(read.routes.map(({ name }) => name)).toEqual(['Süßbachweg', 'Höhenweg & Co. <1>']);
		expect(read.sections[1]!.line).toEqual([...NETWORK.sections[1]!.line].reverse());
		expect(read.posts.map(({ number, point, elevation }) => ({ number, point, elevation }))).toEqual([
			{ number: 'MUL001', point: [13.4, 51.3], elevation: 112.5 },
			{ number: 'MUL002', point: [13.42, 51.31], elevation: null }
		]);
		expect(read.equipment).toMatchObject([{ kind: 'bank' }]);
	});
	test.each([';', ',', '\t'])('CSV separated by %j', (delimiter) => {
		const read = readTrails(bytes(stringify(writeTrailsToRows(NETWORK), { delimiter })));
		expect(read.posts).toEqual(NETWORK.posts);
		expect(read.findings.filter(({ severity }) => severity !== 'note')).toEqual([]);
	});
	test('lines of a sign', () => {
		const lines = [{ text: 'Schloss Höhe 3', km: 12.5, minutes: 185 }, { text: 'Ort', km: null, minutes: 5 }];
		expect(readSignLines(writeSignLines(lines))).toEqual(lines);
	});
});

describe('GeoJSON of others', () => {
	const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });
	const point = (properties: unknown, coordinates: unknown = [13.4, 51.3]) => ({ type: 'Feature', properties, geometry: { type: 'Point', coordinates } });
	const line = (properties: unknown, coordinates: unknown = [[13.4, 51.3], [13.41, 51.3]], type = 'LineString') => ({ type: 'Feature', properties, geometry: { type, coordinates } });

	test('guideposts of OpenStreetMap', () => {
		const read = readTrailsFromGeoJson(
			collection(
				point({ information: 'guidepost', tourism: 'information', ref: '0815', name: 'Kreuz', ele: '211,5', operator: 'Verein', material: 'wood', direction_northeast: 'Höhe 2,5 km;Teich 4 km', 'survey:date': '2025-01-01' }),
				point({ information: 'guidepost', ref: '0816', 'osmc:symbol': 'red:white:red_bar' }),
				point({ amenity: 'bench', name: 'Bank' })
			)
		);
		expect(read.posts[0]).toMatchObject({ number: '0815', elevation: 211.5, owner: 'Verein', carrier: 'pfosten-holz' });
		expect(read.posts[0]!.signs).toEqual([
			{ kind: 'zielwegweiser', azimuth: 45, lines: [{ text: 'Höhe', km: 2.5, minutes: null }, { text: 'Teich', km: 4, minutes: null }], routes: [], material: '', year: null }
		]);
		expect(read.posts[1]!.signs).toMatchObject([{ kind: 'markierung', lines: [{ text: 'red:white:red_bar' }] }]);
		expect(read.equipment).toMatchObject([{ kind: 'bank' }]);
		expect(read.unsupported).toEqual([{ name: 'survey:date', count: 1 }]);
	});
	test('a hiking route in parts becomes a route and its sections', () => {
		const read = readTrailsFromGeoJson(collection(line({ route: 'hiking', ref: 'X9', name: 'Rundweg', 'osmc:symbol': 'blue:white:blue_bar' }, [[[13.4, 51.3], [13.41, 51.3]], [[13.41, 51.3], [13.42, 51.3]]], 'MultiLineString')));
		expect(read.routes).toMatchObject([{ ref: 'X9', name: 'Rundweg', colour: '#1f5fbf', sections: [{ ref: 'X9-1' }, { ref: 'X9-2' }] }]);
		expect(codes(read)).toEqual(['line-split']);
	});
	test('UTM in the member crs', () => {
		const file = { ...JSON.parse(collection(point({ nummer: 'A', typ: 'standort' }, [372000, 5680000]))), crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::25833' } } };
		const [post] = readTrailsFromGeoJson(JSON.stringify(file)).posts;
		expect(post!.point[0]).toBeCloseTo(13.1621, 2);
		expect(post!.point[1]).toBeCloseTo(51.257, 2);
	});
	test('nothing is guessed silently', () => {
		const read = readTrailsFromGeoJson(
			collection(
				point({ nummer: 'A' }),
				point({ nummer: 'A', typ: 'standort' }),
				point({ typ: 'standort' }),
				point({ nummer: 'B', typ: 'standort' }, [0, 0]),
				point({ nummer: 'C', typ: 'standort' }, ['13', 51]),
				line({ ref: 'S', routen: 'R' }, [[13.4, 51.3]]),
				line({ routen: ['R'], farbe: 'mauve' }),
				{ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [] } },
				{ type: 'Feature', properties: {}, geometry: null },
				point({ typ: 'schild', standort: 'weg' })
			)
		);
		expect(codes(read).sort()).toEqual(
			['colour-chosen', 'geometry-missing', 'geometry-unfit', 'geometry-unfit', 'number-missing', 'number-twice', 'outside-germany', 'position-invalid', 'post-assumed', 'ref-made', 'route-made', 'sign-without-post'].sort()
		);
		expect(read.posts.map(({ number }) => number)).toEqual(['A']);
	});
	test('a foreign reference system is refused by name', () => {
		expect(() => readTrailsFromGeoJson('{"type":"FeatureCollection","features":[],"crs":{"properties":{"name":"EPSG:31467"}}}')).toThrow(TrailFileError);
	});
});

describe('CSV', () => {
	test('UTM with zone in front, a column EPSG, blades of one post', () => {
		const read = readTrailsFromCsv(
			'Nummer;Name;Ostwert;Nordwert;EPSG;Schildart;Ziele;Richtung\r\nA1;Kreuz;33 372000,5;5680000;;Wegweiser;Höhe 2,5 km 0:40 h;NO\r\nA1;Kreuz;33372000,5;5680000;;Pfeil;;180\r\nA2;;372000;5680000;25833;;;\r\nA3;;372000;5680000;;;;\r\nA4;;372000;5680000;31467;;;\r\n'
		);
		expect(read.posts.map(({ number, signs }) => [number, signs.length])).toEqual([['A1', 2], ['A2', 0]]);
		expect(read.posts[0]!.signs).toMatchObject([{ kind: 'zielwegweiser', azimuth: 45, lines: [{ text: 'Höhe', km: 2.5, minutes: 40 }] }, { kind: 'richtungspfeil', azimuth: 180 }]);
		expect(codes(read)).toEqual(['crs-missing', 'crs-unknown']);
		expect(read.findings[0]!.place).toEqual({ unit: 'row', number: 5 });
	});
	test('Windows-1252, which spreadsheets save', () => {
		const read = readTrails(Buffer.from('Nummer;Name;Länge;Breite\nA;Höhe;13,4;51,3\n', 'latin1'));
		expect(read.posts).toMatchObject([{ number: 'A', name: 'Höhe', point: [13.4, 51.3] }]);
	});
	test('a post that differs between its rows is told', () => {
		expect(codes(readTrailsFromCsv('Nummer,Name,lon,lat,Schild\nA,Eins,13.4,51.3,Wegweiser\nA,Zwei,13.5,51.3,Wegweiser\n'))).toEqual(['post-differs', 'post-differs']);
	});
	test('without a column for the number it is no table of posts', () => {
		expect(() => readTrailsFromCsv('foo;bar\n1;2\n')).toThrow(TrailFileError);
	});
});

describe('GPX', () => {
	test.each(['<!DOCTYPE gpx [<!ENTITY a "b">]><gpx/>', '<gpx><wpt', '<kml/>', '<gpx version="1.1"/>'])('%s is refused', (text) => {
		expect(() => readTrailsFromGpx(text)).toThrow(TrailFileError);
	});
	test('segments are sections, waypoints posts', () => {
		const read = readTrailsFromGpx(
			'<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="51.3" lon="13.4"><ele>100</ele><name>A12 Kreuz</name><desc>Höhe 2,5 km</desc></wpt><trk><name>Weg</name><trkseg><trkpt lat="51.3" lon="13.4"/><trkpt lat="51.31" lon="13.4"/></trkseg><trkseg><trkpt lat="51.31" lon="13.4"/><trkpt lat="51.32" lon="13.4"/></trkseg></trk></gpx>'
		);
		expect(read.posts).toMatchObject([{ number: 'A12', name: 'Kreuz', elevation: 100, signs: [{ lines: [{ text: 'Höhe', km: 2.5 }] }] }]);
		expect(read.sections.map(({ ref }) => ref)).toEqual(['Weg-1', 'Weg-2']);
		expect(read.routes[0]!.sections).toEqual([{ ref: 'Weg-1', reversed: false }, { ref: 'Weg-2', reversed: false }]);
		expect(codes(read)).toEqual(['post-assumed', 'colour-chosen', 'line-split'].sort((a, b) => codes(read).indexOf(a as never) - codes(read).indexOf(b as never)));
	});
});

test('no mutation of a file ends in anything but a model or a TrailFileError', () => {
	const seeds = [writeTrailsToGeoJson(NETWORK), writeTrailsToGpx(NETWORK), stringify(writeTrailsToRows(NETWORK), { delimiter: ';' })];
	let state = 4711;
	const random = (most: number) => {
		state = (state * 1103515245 + 12345) % 2147483648;
		return state % most;
	};
	const junk = ['', '"', '<', '{}', '[null]', 'null', '1e999', '-1', '\u0000', '</gpx>', '&#x0;', ';;;', '\n', 'ß'.repeat(300), '[[[', '}'];
	let models = 0;
	for (let round = 0; round < 1500; round++) {
		let text = seeds[round % 3]!;
		for (let change = 0; change <= random(4); change++) {
			const at = random(text.length + 1);
			text = text.slice(0, at) + junk[random(junk.length)]! + text.slice(at + random(12));
		}
		try {
			const model = readTrails(bytes(text));
			models++;
			for (const { line } of model.sections) expect(line.length).toBeGreaterThan(1);
			for (const { number, point } of model.posts) expect(number !== '' && point.every(Number.isFinite)).toBe(true);
			expect(new Set(model.posts.map(({ number }) => number)).size).toBe(model.posts.length);
			expect(new Set(model.sections.map(({ ref }) => ref)).size).toBe(model.sections.length);
		} catch (error) {
			expect(error, text).toBeInstanceOf(TrailFileError);
		}
	}
	expect(models).toBeGreaterThan(100);
});
