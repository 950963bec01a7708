import { describe, expect, it } from 'vitest';
import { readAssets } from '../../../importers/assets/read-assets.ts';
import { transformBetween } from '../../../importers/xplan/crs.ts';
import { guessLabel, guessNumber, numberAssets } from '../../../portal/lib/server/reports/assets/number-assets.ts';

const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const read = (value: unknown, most = 1000) => readAssets(bytes(value), most);
const point = (coordinates: unknown, properties: object = {}, id?: string) => ({ type: 'Feature', id, properties, geometry: { type: 'Point', coordinates } });
const collection = (features: unknown[], more: object = {}) => ({ type: 'FeatureCollection', features, ...more });

/** Dresden, Altmarkt. */
const PLACE = { lon: 13.738, lat: 51.0495 };
const EXPECTED = transformBetween('EPSG:4326', 'EPSG:3857')(PLACE.lon, PLACE.lat);
const distanceTo = (coordinates: unknown) => {
	const [x, y] = coordinates as [number, number];
	return Math.hypot(x - EXPECTED[0], y - EXPECTED[1]);
};

describe('GeoJSON', () => {
	it('in WGS 84, in UTM, in Mercator, with latitude first: the same place', () => {
		const utm = transformBetween('EPSG:4326', 'EPSG:25833')(PLACE.lon, PLACE.lat);
		const named = (name: string) => ({ crs: { type: 'name', properties: { name } } });
		const files = [
			collection([point([PLACE.lon, PLACE.lat])]),
			collection([point([PLACE.lat, PLACE.lon])]),
			collection([point([...utm, 112.5])], named('urn:ogc:def:crs:EPSG::25833')),
			collection([point(EXPECTED)], named('EPSG:3857')),
			point([PLACE.lon, PLACE.lat])
		];
		for (const file of files) {
			const [feature] = read(file).features;
			expect(distanceTo(feature!.geometry.coordinates)).toBeLessThan(0.1);
		}
	});

	it('counts what cannot be read and keeps the rest', () => {
		const file = read(
			collection([
				point([PLACE.lon, PLACE.lat]),
				{ type: 'Feature', properties: {}, geometry: null },
				{ type: 'Feature', properties: {}, geometry: { type: 'Circle', coordinates: [1, 2] } },
				point([2.35, 48.85]),
				point(['13', 51]),
				point([NaN, null]),
				null,
				{ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: [] } }
			])
		);
		expect(file.features).toHaveLength(1);
		expect(file.problems).toEqual([
			{ problem: 'geometry-missing', count: 2, first: 2 },
			{ problem: 'geometry-unknown', count: 4, first: 3 },
			{ problem: 'coordinates', count: 1, first: 4 }
		]);
	});

	it('takes lines and areas; of attributes the flat ones, without NUL, cut', () => {
		const line = { type: 'LineString', coordinates: [[13.7, 51], [13.71, 51.01]] };
		const properties = { a: 'x\0y'.padEnd(900, 'z'), n: 1.5, yes: true, deep: { a: 1 }, list: [1], nothing: null };
		const [feature] = read(collection([{ type: 'Feature', properties, geometry: line }])).features;
		expect(feature!.geometry.type).toBe('LineString');
		expect(Object.keys(feature!.attributes)).toEqual(['a', 'n', 'yes']);
		expect(feature!.attributes.a).toHaveLength(500);
	});

	it.each([['nonsense', 'asset_file_unreadable'], ['{"type":"Topology"}', 'asset_file_unreadable'], ['[1]', 'asset_file_unreadable'], ['', 'asset_file_unreadable']])('refuses %s', (text, code) => {
		expect(() => read(text)).toThrowError(expect.objectContaining({ code }));
	});

	it('refuses an unknown system of coordinates and too many features', () => {
		const crs = { crs: { type: 'name', properties: { name: 'EPSG:2056' } } };
		expect(() => read(collection([], crs))).toThrowError(expect.objectContaining({ code: 'asset_file_crs' }));
		expect(() => read(collection([point([13, 51]), point([13, 51])]), 1)).toThrowError(expect.objectContaining({ code: 'asset_file_too_many' }));
	});
});

describe('GML of a WFS', () => {
	const utm = transformBetween('EPSG:4326', 'EPSG:25833')(PLACE.lon, PLACE.lat);
	const wfs = (member: string, open = 'wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:app="urn:x"') =>
		`<?xml version="1.0"?><${open}>${member}</${open.split(' ')[0]}>`;

	it('2.0 with GML 3.2, 1.0 with GML 2, latitude first', () => {
		const files = [
			wfs(`<wfs:member><app:lampe gml:id="L.1"><app:nr>17</app:nr><app:geom><gml:Point srsName="urn:ogc:def:crs:EPSG::25833"><gml:pos>${utm.join(' ')}</gml:pos></gml:Point></app:geom></app:lampe></wfs:member>`),
			wfs(`<wfs:member><app:lampe gml:id="L.1"><app:nr>17</app:nr><app:geom><gml:Point srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>${PLACE.lat} ${PLACE.lon}</gml:pos></gml:Point></app:geom></app:lampe></wfs:member>`),
			wfs(
				`<gml:featureMember><app:lampe gml:id="L.1"><gml:boundedBy><gml:Envelope/></gml:boundedBy><app:nr>17</app:nr><app:geom><gml:Point srsName="EPSG:4326"><gml:pos>${PLACE.lon} ${PLACE.lat}</gml:pos></gml:Point></app:geom></app:lampe></gml:featureMember>`,
				'wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs" xmlns:gml="http://www.opengis.net/gml" xmlns:app="urn:x"'
			)
		];
		for (const file of files) {
			const [feature] = read(file).features;
			expect(feature).toMatchObject({ sourceId: 'L.1', attributes: { nr: '17' } });
			expect(distanceTo(feature!.geometry.coordinates)).toBeLessThan(0.1);
		}
	});

	it('an exception of the service is told', () => {
		const text = '<ows:ExceptionReport xmlns:ows="http://www.opengis.net/ows/1.1"><ows:Exception><ows:ExceptionText>Unknown type lampen</ows:ExceptionText></ows:Exception></ows:ExceptionReport>';
		expect(() => read(text)).toThrowError(expect.objectContaining({ code: 'asset_service_error', detail: { message: 'Unknown type lampen' } }));
	});

	it('document types, broken and endless nesting are refused', () => {
		const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>';
		for (const text of [bomb, '<a><b></a>', '<a>'.repeat(100), '<a/> <b/>']) expect(() => read(text)).toThrowError(expect.objectContaining({ code: 'asset_file_unreadable' }));
	});
});

describe('numbers', () => {
	const feature = (attributes: Record<string, string | number>, sourceId = '') => ({ sourceId, attributes, geometry: { type: 'Point' as const, coordinates: [0, 0] as [number, number] } });

	it('are guessed: a usual name that tells all apart', () => {
		const features = [feature({ typ: 'LED', leuchten_nr: 'A1', id: 5 }), feature({ typ: 'LED', leuchten_nr: 'A2', id: 6 })];
		expect(guessNumber(features)).toBe('leuchten_nr');
		expect(guessLabel(features, 'leuchten_nr')).toBe('typ');
		expect(guessNumber([feature({ typ: 'LED' }), feature({ typ: 'LED' })])).toBe('');
	});

	it('missing and double ones are counted', () => {
		const { assets, problems } = numberAssets([feature({ nr: 1 }), feature({ nr: '' }), feature({ nr: 1 }), feature({})], 'nr', '');
		expect(assets.map(({ ref }) => ref)).toEqual(['1']);
		expect(problems).toEqual([{ problem: 'number-missing', count: 2, first: 2 }, { problem: 'number-twice', count: 1, first: 3 }]);
	});
});
