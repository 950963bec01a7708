import { describe, expect, it } from 'vitest';
import { readArea, writeArea } from '../../../../importers/xbeteiligung/area.ts';
import { cleanText } from '../../../../importers/xbeteiligung/din-91379.ts';
import { peekMessage, readMessage } from '../../../../importers/xbeteiligung/read.ts';
import { MAX_MESSAGE_BYTES } from '../../../../importers/xbeteiligung/tree.ts';
import { writeMessage } from '../../../../importers/xbeteiligung/write.ts';
import { message, statement } from './messages.ts';
import { NO_SCHEMAS, validate } from './schemas.ts';

const bytes = (xml: string) => new TextEncoder().encode(xml);
const good = writeMessage(message('1.2.1', '0401'));
const refused = (xml: string | Uint8Array, code: string) =>
	expect(() => readMessage(typeof xml === 'string' ? bytes(xml) : xml)).toThrow(expect.objectContaining({ name: 'XBeteiligungError', code }));

describe('what is refused', () => {
	it('unknown namespaces and messages, but what they are is told for the receipt', () => {
		const other = good.replaceAll('xbeteiligung/12', 'xbeteiligung/99');
		refused(other, 'unknown-namespace');
		expect(peekMessage(bytes(other))).toMatchObject({ version: undefined, code: '0401', uuid: message('1.2.1', '0401').uuid, planId: message('1.2.1', '0401').content.participation!.planId });
		refused(good.replaceAll('kommunal.Initiieren.0401', 'kommunal.Erfunden.0499'), 'unknown-message');
		refused(good.replaceAll('kommunal.Initiieren.0401', 'planfeststellung.Initiieren.0201'), 'unknown-message');
	});

	it('missing parts and impossible values, with their path', () => {
		refused(good.replace(/<x:planname>.*?<\/x:planname>/, ''), 'missing');
		refused(good.replaceAll('2026-02-11', '2026-02-41'), 'invalid-value');
		refused(good.replace('<x:durchgang>1<', '<x:durchgang>0<'), 'invalid-value');
		refused(good.replaceAll('JVBERi0xLjcK', 'JVBERi0x*jcK'), 'invalid-value');
		expect(() => readMessage(bytes(good.replaceAll('2026-02-11', '11.02.2026')))).toThrow(/beteiligungOeffentlichkeit\/zeitraum\/ende/);
		// A code of a list that the standard closes.
		refused(writeMessage(message('1.3', '0701')).replace('<x:status listURI', '<x:status x="" listURI').replace('<code>1000</code>', '<code>1234</code>'), 'invalid-value');
	});

	it('ids that are no UUID, where version 1.0 wants them', () => {
		const made = message('1.0', '0409');
		expect(() => writeMessage({ ...made, content: { ...made.content, planId: 'plan-1' } })).toThrow(expect.objectContaining({ code: 'invalid-value' }));
	});

	it('hostile XML', () => {
		const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><lolz>&b;</lolz>`;
		refused(bomb, 'doctype');
		refused('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 'doctype');
		refused(good.replace('Lindenpark', '&xxe;'), 'entity');
		refused(`${'<a>'.repeat(200)}${'</a>'.repeat(200)}`, 'too-deep');
		refused(`<a>${'<b/>'.repeat(100_001)}</a>`, 'too-many-elements');
		refused(`<a ${Array.from({ length: 40 }, (_, index) => `a${index}=""`).join(' ')}/>`, 'too-many-elements');
		refused(new Uint8Array(MAX_MESSAGE_BYTES + 1), 'too-large');
		refused(new Uint8Array([0x3c, 0x61, 0x3e, 0xff, 0xfe, 0x3c, 0x2f, 0x61, 0x3e]), 'encoding');
		refused('', 'empty');
		refused('kein XML', 'not-xml');
		refused(good.slice(0, -40), 'not-xml');
	});
});

describe('Geltungsbereich', () => {
	const ring = [[13.7, 51.05], [13.71, 51.05], [13.71, 51.06], [13.7, 51.05]];
	const expected = { type: 'MultiPolygon', coordinates: [[ring]] };

	it('is read in all its forms, longitude first', () => {
		const polygon = { type: 'Polygon', coordinates: [ring] };
		for (const form of [
			polygon,
			{ type: 'MultiPolygon', coordinates: [[ring]] },
			{ type: 'Feature', geometry: polygon, properties: null },
			{ type: 'FeatureCollection', features: [{ type: 'Feature', geometry: polygon }] },
			{ type: 'GeometryCollection', geometries: [polygon] },
			{ type: 'Polygon', coordinates: [ring.slice(0, 3)].map((open) => [...open, ring[0]]) }
		])
			expect(readArea(JSON.stringify(form))).toEqual(expected);
	});

	it('a Feature of JSON-FG has its place in its own system', () => {
		const utm = [[408896.75, 5656205.9], [409597.6, 5656192.5], [409619.0, 5657304.6], [408896.75, 5656205.9]];
		const place = { type: 'Polygon', coordinates: [utm] };
		for (const feature of [
			{ type: 'Feature', geometry: null, place, coordRefSys: 'http://www.opengis.net/def/crs/EPSG/0/25833' },
			{ type: 'FeatureCollection', coordRefSys: 'http://www.opengis.net/def/crs/EPSG/0/25833', features: [{ type: 'Feature', place }] },
			{ ...place, crs: { properties: { name: 'urn:ogc:def:crs:EPSG::25833' } } }
		]) {
			const [first] = readArea(JSON.stringify(feature)).coordinates[0]![0]!;
			expect(first![0]).toBeCloseTo(13.7, 3);
			expect(first![1]).toBeCloseTo(51.05, 2);
		}
	});

	it('latitude first is recognised in Germany', () => {
		expect(readArea(JSON.stringify({ type: 'Polygon', coordinates: [ring.map(([east, north]) => [north, east])] }))).toEqual(expected);
	});

	it('is refused when it is none', () => {
		for (const text of ['', '{', '[]', '{"type":"Point","coordinates":[1,2]}', '{"type":"Polygon","coordinates":[[[1,2],[3,4]]]}', '{"type":"Polygon","coordinates":[[["1",2],[3,4],[5,6],[1,2]]]}', '{"type":"Polygon","coordinates":[[[400000,5000000],[3,4],[5,6],[1,2]]]}'])
			expect(() => readArea(text), text).toThrow(expect.objectContaining({ code: 'area' }));
		const deep = `${'{"type":"FeatureCollection","features":['.repeat(50)}${']}'.repeat(50)}`;
		expect(() => readArea(deep)).toThrow(expect.objectContaining({ code: 'area' }));
	});

	it('is written as Polygon or MultiPolygon and read again', () => {
		expect(writeArea(expected as never)).toBe(JSON.stringify({ type: 'Polygon', coordinates: [ring] }));
		const two = { type: 'MultiPolygon' as const, coordinates: [[ring], [ring]] as never };
		expect(readArea(writeArea(two))).toEqual(two);
	});
});

describe('places', () => {
	it('in degrees are read in both orders of axes', () => {
		const xml = writeMessage(message('1.3', '0701'));
		expect(xml).toContain('<gml:posList>51.05 13.7 51.06 13.71</gml:posList>');
		const swapped = xml.replace('51.05 13.7 51.06 13.71', '13.7 51.05 13.71 51.06');
		expect(readMessage(bytes(swapped)).content.statement!.places).toEqual(statement('1.3').places);
	});
	it('without a known system are refused', () => {
		refused(writeMessage(message('1.3', '0701')).replaceAll('EPSG/0/25833', 'EPSG/0/99999'), 'invalid-value');
	});
});

describe('DIN 91379', () => {
	it('keeps names of Europe, replaces typesetting, drops what is no text', () => {
		expect(cleanText('Łukasz Ðorđe Šžěř Ǆ')).toBe('Łukasz Ðorđe Šžěř ?');
		expect(cleanText('„Lärm“ – nein … 😀👍🏽\u0007!')).toBe('"Lärm" - nein ... !');
		expect(cleanText('e\u0301 C\u0306 Пушкин')).toBe('é C\u0306 ??????');
	});

	it.skipIf(NO_SCHEMAS !== null)('makes any text valid', () => {
		const wild = Array.from({ length: 0x3000 }, (_, point) => String.fromCodePoint(point)).join('') + '𝔘🏳️‍🌈\u{E0001}z\u0308\u0323';
		const made = message('1.2.1', '0701');
		for (const version of ['1.2.1', '1.0'] as const) {
			const content = { ...made.content, statement: { ...message(version, '0701').content.statement!, text: wild } };
			expect(() => validate(version, writeMessage({ ...message(version, '0701'), content }))).not.toThrow();
		}
	});
});
