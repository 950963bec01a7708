import { describe, expect, it } from 'vitest';
import { XPLAN_VERSIONS, type ReadEvent } from '../../../importers/xplan/model.ts';
import { readXplanGml } from '../../../importers/xplan/reader.ts';
import { at, bytesOf, featureCollection, namespaceOf, object, plan, polygon, read, rulesOf, xplanAuszug } from './documents.ts';

describe('versions and roots', () => {
	it.each(XPLAN_VERSIONS)('reads XPlanAuszug of version %s', async (version) => {
		const { summary } = await read(xplanAuszug([plan(), object(polygon())], { version }));
		expect(summary.header).toEqual({ version, root: 'XPlanAuszug', namespace: namespaceOf(version), crs: 'EPSG:25833' });
		expect(summary.members).toBe(2);
		expect(summary.classes).toEqual({ BP_Plan: 1, BP_BaugebietsTeilFlaeche: 1 });
		expect(summary.plans).toEqual([{ class: 'BP_Plan', gmlId: 'P1', name: 'Am Anger' }]);
		expect(summary.crs).toEqual(['EPSG:25833']);
		expect(summary.findings).toEqual([]);
		expect(summary.unsupported).toEqual([]);
	});

	it('takes the default namespace and other prefixes', async () => {
		const document = xplanAuszug([plan()]).replaceAll('x:', '').replaceAll('xmlns:x=', 'xmlns=').replaceAll('gml:', 'g:');
		const { features } = await read(document.replace('xmlns:gml=', 'xmlns:g='));
		expect(features[0]).toMatchObject({ class: 'BP_Plan', gmlId: 'P1' });
	});

	it('reads WFS 2.0 members, nested collections, tuples and additional objects', async () => {
		const simple = `<wfs:SimpleFeatureCollection><wfs:member>${plan('P3')}</wfs:member></wfs:SimpleFeatureCollection>`;
		const nested = `<wfs:member><wfs:FeatureCollection><wfs:member>${plan('P2')}</wfs:member></wfs:FeatureCollection></wfs:member>`;
		const both = `<wfs:member>${plan('P4')}</wfs:member><wfs:member>${plan('P5')}</wfs:member>`;
		const tuple = `<wfs:member><wfs:Tuple>${both}</wfs:Tuple></wfs:member>`;
		const { features, summary } = await read(
			featureCollection(`<wfs:member>${plan()}</wfs:member>${nested}<wfs:additionalObjects>${simple}</wfs:additionalObjects>${tuple}`)
		);
		expect(features.map(({ gmlId }) => gmlId)).toEqual(['P1', 'P2', 'P3', 'P4', 'P5']);
		expect(summary.header).toMatchObject({ version: '5.4', root: 'FeatureCollection' });
		expect(summary.members).toBe(5);
	});

	it('reads WFS 1.1 members and featureMembers with several features', async () => {
		const content = `<gml:featureMember>${plan()}</gml:featureMember><gml:featureMembers>${plan('P2')}${plan('P3')}</gml:featureMembers>`;
		const document = featureCollection(content).replace('http://www.opengis.net/wfs/2.0', 'http://www.opengis.net/wfs');
		expect((await read(document)).summary.members).toBe(3);
	});

	it('reads members in the namespace of XPlanung', async () => {
		const document = xplanAuszug([plan()]).replaceAll('gml:featureMember', 'x:featureMember');
		expect((await read(document)).summary.members).toBe(1);
	});

	it('gives header, batches and summary in this order', async () => {
		const members = Array.from({ length: 5 }, (_, index) => plan(`P${index}`));
		const events: ReadEvent[] = [];
		for await (const event of readXplanGml(bytesOf(xplanAuszug(members)), { batchSize: 2 })) events.push(event);
		expect(events.map(({ type }) => type)).toEqual(['header', 'features', 'features', 'features', 'end']);
		expect(events.flatMap((event) => (event.type === 'features' ? [event.features.length] : []))).toEqual([2, 2, 1]);
	});
});

describe('attributes', () => {
	it('keeps leaves, relations, data types, repetition, order and units', async () => {
		const { features } = await read(
			xplanAuszug([
				`<x:BP_Plan gml:id="P1">
					<x:gemeinde><x:XP_Gemeinde><x:ags>14612000</x:ags><x:gemeindeName>Dresden &amp; Umland</x:gemeindeName></x:XP_Gemeinde></x:gemeinde>
					<x:planArt codeSpace="https://example.org/list">1000</x:planArt><x:planArt>10000</x:planArt>
					<x:hoehe uom="m">12.50</x:hoehe>
					<x:bereich xlink:href="#B1"/>
					<x:leer/><x:text><![CDATA[a < b]]></x:text>
					<x:nil xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>
				</x:BP_Plan>`
			])
		);
		expect(features[0]!.line).toBe(3);
		expect(features[0]!.attributes).toEqual([
			{
				name: 'gemeinde',
				type: 'XP_Gemeinde',
				attributes: [
					{ name: 'ags', value: '14612000' },
					{ name: 'gemeindeName', value: 'Dresden & Umland' }
				]
			},
			{ name: 'planArt', value: '1000', codeSpace: 'https://example.org/list' },
			{ name: 'planArt', value: '10000' },
			{ name: 'hoehe', value: '12.50', uom: 'm' },
			{ name: 'bereich', href: '#B1' },
			{ name: 'leer', value: '' },
			{ name: 'text', value: 'a < b' },
			{ name: 'nil', value: '', attributes: [{ name: '@nil', value: 'true' }] }
		]);
	});

	it('reports a missing gml:id and makes one up', async () => {
		const { features, summary } = await read(xplanAuszug([plan().replace(' gml:id="P1"', '')]));
		expect(features[0]!.gmlId).toBe('ohne-id-1');
		expect(rulesOf(summary.findings)).toEqual(['error id-missing']);
	});

	it('lists what it does not understand with its line', async () => {
		const foreign = '<y:Extra xmlns:y="http://example.org/ade" gml:id="E1"><y:a>1</y:a></y:Extra>';
		const document = xplanAuszug([foreign, `${plan()}stray`]).replace('</x:XPlanAuszug>', '<gml:name>n</gml:name></x:XPlanAuszug>');
		const { features, summary } = await read(document);
		expect(features.map(({ class: name }) => name)).toEqual(['Extra', 'BP_Plan']);
		expect(summary.unsupported.map(({ line, what }) => [line, what.split(' ').slice(0, 2).join(' ')])).toEqual([
			[3, 'Objekt Extra'],
			[4, 'Text zwischen'],
			[5, 'Element name']
		]);
	});
});

describe('encodings', () => {
	const text = xplanAuszug([plan().replace('Am Anger', 'Mühlstraße')]);
	const name = async (bytes: Uint8Array, size?: number): Promise<string | null> => (await read(bytes, {}, size)).summary.plans[0]!.name;
	const latin1 = (document: string): Uint8Array => Uint8Array.from(document, (character) => character.charCodeAt(0));

	it.each([1, 3, 100_000])('reads UTF-8 in pieces of %d bytes', async (size) => {
		expect(await name(new TextEncoder().encode(text), size)).toBe('Mühlstraße');
	});

	it('reads a byte order mark and CRLF', async () => {
		expect(await name(new TextEncoder().encode(`\uFEFF<?xml version="1.0"?>\r\n${text.replaceAll('\n', '\r\n')}`), 7)).toBe('Mühlstraße');
	});

	it.each(['ISO-8859-1', 'windows-1252', 'iso-8859-15'])('reads %s', async (encoding) => {
		expect(await name(latin1(`<?xml version="1.0" encoding="${encoding}"?>${text}`), 50)).toBe('Mühlstraße');
	});

	it('reads UTF-16 in both byte orders', async () => {
		for (const littleEndian of [true, false]) {
			const view = new DataView(new ArrayBuffer(2 * text.length + 2));
			[...`\uFEFF${text}`].forEach((character, index) => view.setUint16(2 * index, character.charCodeAt(0), littleEndian));
			expect(await name(new Uint8Array(view.buffer))).toBe('Mühlstraße');
		}
	});
});

describe('CRS of geometries without srsName', () => {
	const withSrs = polygon().replace('<gml:Polygon', '<gml:Polygon srsName="urn:adv:crs:ETRS89_UTM33"');

	it('takes the envelope of the feature before that of the document', async () => {
		const own = object(polygon()).replace(
			'<x:position>',
			'<gml:boundedBy><gml:Envelope srsName="EPSG:25833"/></gml:boundedBy><x:position>'
		);
		const { features } = await read(xplanAuszug([own], { envelope: 'EPSG:25832' }));
		expect(features[0]!.attributes).toEqual([expect.objectContaining({ name: 'position', crs: 'EPSG:25833' })]);
	});

	it('takes the only CRS of the document, even if it comes later', async () => {
		const { features, summary } = await read(xplanAuszug([object(polygon()), object(withSrs, 'O2')], { envelope: null }));
		expect(features.map(({ attributes }) => attributes[0]!.crs)).toEqual(['EPSG:25833', 'EPSG:25833']);
		expect(summary.findings).toEqual([]);
		expect(summary.header.crs).toBeUndefined();
	});

	it('reports an error where there is none', async () => {
		const { features, summary } = await read(xplanAuszug([object(polygon())], { envelope: null }));
		expect(features[0]!.attributes[0]!.crs).toBeUndefined();
		expect(rulesOf(summary.findings)).toEqual(['error crs-missing']);
	});

	it('does not choose between two', async () => {
		const other = `<gml:Point srsName="EPSG:25832"><gml:pos>${at('0 0')}</gml:pos></gml:Point>`;
		const members = [object(withSrs), object(other, 'O2'), object(polygon('0 0 5 0 5 5 0 0'), 'O3')];
		const { summary } = await read(xplanAuszug(members, { envelope: null }));
		expect(rulesOf(summary.findings)).toEqual(['error crs-missing', 'warning crs-mixed']);
		expect(summary.crs).toEqual(['EPSG:25832', 'EPSG:25833']);
	});

	it('reports an unknown CRS and never guesses', async () => {
		const { features, summary } = await read(xplanAuszug([object(withSrs.replace('ETRS89_UTM33', 'DE_42-83_3GK4'))]));
		expect(features[0]!.attributes[0]!.crs).toBeUndefined();
		expect(rulesOf(summary.findings)).toEqual(['error crs-unknown']);
	});
});
