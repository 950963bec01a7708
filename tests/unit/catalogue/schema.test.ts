import { describe, expect, it } from 'vitest';
import { fileURLToPath } from 'node:url';
import {
	readAttributes,
	readElement,
	readOccurrence,
	readParticles,
	readSimpleType,
	writeOccurrence
} from '../../../importers/xplan/catalogue/format.ts';
import { fillCodeLists } from '../../../importers/xplan/catalogue/generator/code-lists.ts';
import { readEnumerationLabels } from '../../../importers/xplan/catalogue/generator/enumerations.ts';
import { readSchema } from '../../../importers/xplan/catalogue/generator/schema.ts';
import { writeJson } from '../../../importers/xplan/catalogue/generator/write.ts';
import type { CompactSchema } from '../../../importers/xplan/catalogue/format.ts';

const mini = readSchema(fileURLToPath(new URL('./fixtures/mini.xsd', import.meta.url)), '9.9');

describe('the schema reader of the generator', () => {
	it('keeps derivation, order, choice, occurrence, references and code lists', () => {
		expect(mini.release).toBe('9.9.1');
		expect(mini.namespace).toBe('http://www.xplanung.de/xplangml/9/9');
		expect(mini.types.XP_AType).toEqual({
			abstract: true,
			extends: 'gml:AbstractFeatureType',
			content: [
				'ziel* gml:ReferenceType >XP_B <quelle',
				{ choice: ['zahl xs:int =7', 'code+ XP_Code'], n: '{2,3}' },
				'ade'
			]
		});
	});

	it('takes over no documentation', () => {
		expect(JSON.stringify(mini)).not.toMatch(/sentence|Neither/);
	});

	it('reads ISO-8859-1, enumerations, patterns, facets, unions and lists', () => {
		expect(readSimpleType('XP_Code', mini)).toEqual({ base: 'xs:string', enumeration: ['linksbündig', '1000'] });
		expect(readSimpleType('XP_Kurz', mini)).toEqual({ base: 'xs:string', pattern: ['[A-Z]+'], facets: { maxLength: '3' } });
		expect(readSimpleType('gml:Uom', mini)).toEqual({ union: ['gml:Symbol', 'xs:anyURI', { list: 'xs:double' }] });
		expect(readSimpleType('xs:string', mini)).toBeUndefined();
	});

	it('is decoded again', () => {
		const [reference, choice, extension] = readParticles(mini.types.XP_AType.content ?? [], mini);
		expect(reference).toEqual({
			kind: 'element',
			name: 'ziel',
			ref: false,
			type: 'gml:ReferenceType',
			min: 0,
			max: Number.POSITIVE_INFINITY,
			target: 'XP_B',
			reverse: 'quelle'
		});
		expect(choice).toMatchObject({ kind: 'choice', min: 2, max: 3, items: [{ name: 'zahl', default: '7' }, { name: 'code', min: 1 }] });
		expect(extension).toMatchObject({ kind: 'extension', min: 0 });
		const [group] = readParticles(mini.types['gml:AbstractFeatureType'].content ?? [], mini);
		expect(group).toMatchObject({ kind: 'sequence', min: 0, items: [{ name: 'gml:name', ref: true, min: 0 }] });
		expect(readAttributes(mini.types['gml:AbstractFeatureType'].attributes ?? [], mini)).toEqual([
			{ name: 'gml:id', type: 'xs:ID', required: true },
			{ name: 'owns', type: 'xs:boolean', required: false },
			{ name: 'arcs', type: 'xs:integer', required: false, fixed: '1' }
		]);
		expect(readElement('XP_A', mini.elements.XP_A)).toEqual({
			name: 'XP_A',
			type: 'XP_AType',
			abstract: true,
			substitutionGroup: 'gml:AbstractFeature'
		});
	});

	it('writes and reads every occurrence', () => {
		for (const [min, max] of [[0, 1], [1, 1], [0, Infinity], [1, Infinity], [2, 5], [3, Infinity]]) {
			expect(readOccurrence(writeOccurrence(min, max))).toEqual({ min, max });
		}
		expect(() => readOccurrence('!')).toThrow(/occurrence/);
	});
});

const schema = (version: string, parts: Partial<CompactSchema>): CompactSchema => ({
	version,
	release: version,
	namespace: '',
	elements: {},
	types: {},
	simpleTypes: {},
	groups: {},
	attributeGroups: {},
	attributes: {},
	...parts
});

describe('what the generator adds', () => {
	it('takes a missing code list from the nearest version and marks it', () => {
		const code = (item: string) => ({ AType: { content: [item] } });
		const schemas = [
			schema('1', { types: code('art? gml:CodeType #Old') }),
			schema('2', { types: code('art? gml:CodeType') }),
			schema('3', { types: code('art? gml:CodeType #New') })
		];
		fillCodeLists(schemas);
		expect(schemas.map(({ types }) => types.AType.content)).toEqual([
			['art? gml:CodeType #Old'],
			['art? gml:CodeType #~New'],
			['art? gml:CodeType #New']
		]);
	});

	it('labels codes per version, with the abbreviation', () => {
		const codes = {
			XP_A: {
				'1': { name: 'ImVerfahren', label: 'Im Verfahren', versions: ['5.0', '6.0'], nameHistory: { '5.0': 'Entwurf', '6.0': 'ImVerfahren' } },
				'2': { name: 'OffeneBauweise', label: 'Offene Bauweise', abbr: 'o', versions: ['6.0'] },
				'3': { name: 'Gruenflaeche', versions: ['6.0'] },
				'4': { name: 'NotInAnySchema', versions: ['6.0'] }
			}
		};
		const labels = readEnumerationLabels(codes, [schema('6.0', { simpleTypes: { XP_AType: ['1', '2', '3'] } })]);
		expect(labels).toEqual({ XP_A: { '1': ['Im Verfahren', '5.0:Entwurf'], '2': 'Offene Bauweise|o', '3': 'Grünfläche' } });
	});

	it('writes one entry per line', () => {
		expect(writeJson({ a: { b: [1, { c: 2 }] }, d: {} }, 2)).toBe('{\n"a":{\n"b":[1,{"c":2}]\n},\n"d":{}\n}\n');
	});
});
