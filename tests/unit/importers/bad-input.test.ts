import { describe, expect, it } from 'vitest';
import { XplanError } from '../../../importers/xplan/errors.ts';
import { DEFAULT_LIMITS, formatBytes } from '../../../importers/xplan/limits.ts';
import { readXplanGml, type ReadOptions } from '../../../importers/xplan/reader.ts';
import { featureCollection, namespaceOf, object, plan, polygon, read, xplanAuszug } from './documents.ts';

async function errorOf(document: string | Uint8Array, options?: ReadOptions): Promise<XplanError> {
	const error: unknown = await read(document, options).then(
		() => 'no error',
		(reason: unknown) => reason
	);
	expect(error).toBeInstanceOf(XplanError);
	return error as XplanError;
}

const good = xplanAuszug([plan(), object(polygon())]);

describe('what is no XPlanGML', () => {
	it.each<[string, string | Uint8Array, string, RegExp]>([
		['an empty file', '', 'empty', /leer/],
		['a text file', 'Sehr geehrte Damen und Herren', 'not-xml', /kein XML/],
		['a PDF file', '%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj', 'not-xml', /kein XML/],
		['white space', ' \n ', 'not-xml', /kein XML/],
		['an image', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d), 'not-xml', /kein XML/],
		['a truncated file', good.slice(0, good.length - 150), 'truncated', /endet in Zeile \d+/],
		['a file cut inside a tag', good.slice(0, good.indexOf('<gml:exterior') + 5), 'truncated', /vollständig/],
		['a wrong end tag', good.replace('</x:BP_Plan>', '</x:BP_Bereich>'), 'not-well-formed', /Zeile 3/],
		['an undeclared prefix', good.replace('<x:name>', '<y:name>').replace('</x:name>', '</y:name>'), 'not-well-formed', /Zeile 3/],
		['a repeated attribute', good.replace('gml:id="P1"', 'gml:id="P1" gml:id="P2"'), 'not-well-formed', /Zeile 3/],
		['a second root', `${good}${good}`, 'not-well-formed', /Zeile/],
		['another root', '<html><body/></html>', 'wrong-root', /html/],
		['a geometry as root', `<gml:Polygon xmlns:gml="http://www.opengis.net/gml/3.2"/>`, 'wrong-root', /Polygon/],
		['version 3.0', good.replace(namespaceOf('6.0'), namespaceOf('3.0')), 'unknown-version', /4\.0 bis 6\.1/],
		['version 7.0', good.replace(namespaceOf('6.0'), namespaceOf('7.0')), 'unknown-version', /xplangml\/7\/0/],
		['no namespace', '<XPlanAuszug/>', 'unknown-version', /ohne Namensraum/],
		['features of something else', featureCollection('<wfs:member><a xmlns="urn:a"/></wfs:member>'), 'unknown-version', /urn:a/],
		['an empty collection', featureCollection(''), 'no-members', /keine Objekte/],
		['an unknown encoding', `<?xml version="1.0" encoding="EBCDIC"?>${good}`, 'encoding', /EBCDIC/],
		['bytes that are not UTF-8', Uint8Array.from(xplanAuszug([plan('Straße')]), (c) => c.charCodeAt(0)), 'encoding', /UTF-8/]
	])('%s', async (_, document, code, message) => {
		const error = await errorOf(document);
		expect(error.code).toBe(code);
		expect(error.message).toMatch(message);
	});
});

describe('attacks', () => {
	it('refuses DOCTYPE, external entities and entity bombs before anything is expanded', async () => {
		const external = `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>`;
		const bomb = `<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>`;
		for (const doctype of [external, bomb, '<!DOCTYPE html>']) {
			expect((await errorOf(doctype + good.replace('Am Anger', '&x;'))).code).toBe('doctype');
		}
	});

	it('refuses undefined entities', async () => {
		expect((await errorOf(good.replace('Am Anger', '&auml;'))).code).toBe('entity');
	});

	it('limits nesting, length of text, elements, properties and classes', async () => {
		const code = async (document: string, limits: Partial<typeof DEFAULT_LIMITS>): Promise<string> =>
			(await errorOf(document, { limits })).code;
		const inside = (text: string): string => xplanAuszug([plan('P1', text)]);
		expect(await code(inside('<x:a>'.repeat(200) + '</x:a>'.repeat(200)), {})).toBe('too-deep');
		expect(await code(inside(`<x:a>${'a'.repeat(5000)}</x:a>`), { maxTextLength: 2000 })).toBe('text-too-long');
		expect(await code(inside(`<x:a b="${'a'.repeat(5000)}"/>`), { maxTextLength: 2000 })).toBe('text-too-long');
		expect(await code(`<!-- ${'a'.repeat(5000)} -->${good}`, { maxTextLength: 2000 })).toBe('text-too-long');
		expect(await code(inside(`<x:a>${'<x:b/>'.repeat(60)}</x:a>`), { maxPropertyElements: 50 })).toBe('too-many-elements');
		expect(await code(inside('<x:a/>'.repeat(60)), { maxProperties: 50 })).toBe('too-many-elements');
		expect(await code(inside('<x:a/>'.repeat(60)), { maxElements: 50 })).toBe('too-many-elements');
		expect(await code(xplanAuszug(['<x:A gml:id="a"/>', '<x:B gml:id="b"/>', '<x:C gml:id="c"/>']), { maxClasses: 2 })).toBe(
			'too-many-classes'
		);
	});

	it('limits attributes of an element and namespaces that hold at it, together with those of the elements around', async () => {
		const declared = (from: number) => Array.from({ length: 60 }, (_, i) => `xmlns:n${from + i}="urn:${i}"`).join(' ');
		const attributes = Array.from({ length: 101 }, (_, i) => `a${i}="1"`).join(' ');
		const refused = { code: 'too-many-attributes', line: 3, message: expect.stringContaining('mehr als 100 Attribute oder Namensräume') };
		expect(await errorOf(good.replace('gml:id="P1"', `gml:id="P1" ${attributes}`))).toMatchObject(refused);
		expect(await errorOf(good.replace('gml:id="P1"', `gml:id="P1" ${attributes.replaceAll('"', "'")}`))).toMatchObject(refused);
		expect(await errorOf(good.replace('gml:id="P1"', `gml:id="P1" ${declared(0)}><x:a ${declared(100)}/><x:b `))).toMatchObject(refused);
		expect(await errorOf(good.replace('gml:id="P1"', `gml:id="P1" ${declared(0)}><x:a ${declared(0)}/><x:b `))).not.toMatchObject(refused);
	});

	it('refuses a file above the limit and says the limit', async () => {
		const error = await errorOf(good, { limits: { maxBytes: 500 } });
		expect(error.code).toBe('too-large');
		expect(error.message).toContain('größer als 1 KB');
		expect(formatBytes(DEFAULT_LIMITS.maxBytes)).toBe('200 MB');
	});

	it.each([
		[
			'members',
			'<gml:featureMember><x:BP_BauGrenze gml:id="a"><x:rechtscharakter>1000</x:rechtscharakter></x:BP_BauGrenze></gml:featureMember>'
		],
		[
			'defective members',
			'<gml:featureMember><x:BP_BauGrenze><x:position><gml:Point><gml:pos>NaN 1</gml:pos></gml:Point></x:position></x:BP_BauGrenze>' +
				'</gml:featureMember>'
		],
		['things outside of members', '<x:unknown>text</x:unknown>stray']
	])('reads 1 GB of repeated %s up to the limit without keeping it', async (_, repeated) => {
		const megabyte = new TextEncoder().encode(repeated.repeat(Math.ceil(2 ** 20 / repeated.length)));
		let given = 0;
		async function* endless(): AsyncGenerator<Uint8Array> {
			yield new TextEncoder().encode(xplanAuszug([]).split('</x:XPlanAuszug>')[0]);
			for (; given < 1024; given++) yield megabyte;
		}
		let highest = 0;
		const limits = { maxBytes: 5 * 2 ** 20 };
		const reading = async (): Promise<void> => {
			for await (const event of readXplanGml(endless(), { limits }))
				if (event.type === 'features') highest = Math.max(highest, event.features.length);
		};
		await expect(reading()).rejects.toMatchObject({ code: 'too-large' });
		expect(given).toBe(4);
		expect(highest).toBeLessThanOrEqual(500);
	});

	it('counts all findings but keeps a limited number', async () => {
		const members = Array.from({ length: 30 }, (_, index) => object('<gml:Point><gml:pos>NaN 1</gml:pos></gml:Point>', `O${index}`));
		const { summary } = await read(xplanAuszug(members), { limits: { maxFindingsPerRule: 10 } });
		expect(summary.findings).toHaveLength(11);
		expect((await read(xplanAuszug([...members, plan('')]), { limits: { maxFindings: 5 } })).summary.findings.map(({ rule }) => rule)).toContain(
			'id-missing'
		);
		expect(summary.findings[10]).toMatchObject({ severity: 'info', message: expect.stringContaining('20 weitere') });
	});
});
