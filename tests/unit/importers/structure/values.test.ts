import { describe, expect, it } from 'vitest';
import { builtInType, SimpleTypes } from '../../../../importers/xplan/checks/structure/simple-types.ts';
import { firstNoDouble, isDouble } from '../../../../importers/xplan/checks/structure/values.ts';
import type { CompactSchema } from '../../../../importers/xplan/catalogue/format.ts';
import fc from 'fast-check';

const VALUES: [type: string, right: string[], wrong: string[]][] = [
	[
		'xs:double',
		['0', '-1.5', '+.5', '5.', '1e5', '1.5E-3', 'INF', '-INF', 'NaN'],
		['', '.', '1,5', '+INF', 'nan', '1e', '1e5.5', '0x1', '١', '1 2']
	],
	['xs:int', ['0', '-1', '+5', '007', '2147483647', '-2147483648'], ['', '1.0', '2147483648', '-2147483649', '+', '1e3']],
	['xs:integer', ['0', '-1', '123456789012345678901234'], ['', '1.0', '1234567890123456789012345']],
	['xs:positiveInteger', ['1', '+1', '01'], ['0', '-1', '-0', '']],
	['xs:boolean', ['true', 'false', '1', '0'], ['TRUE', 'ja', '', '01']],
	[
		'xs:date',
		['2024-02-29', '2000-02-29', '-0001-01-01', '12020-01-01', '2020-01-01Z', '2020-01-01+14:00', '-0004-02-29'],
		['2023-02-29', '1900-02-29', '2020-13-01', '2020-04-31', '2020-1-1', '01.02.2020', '0000-01-01', '02020-01-01'].concat(
			'2020-01-01+14:01',
			'2020-01-01T00:00:00'
		)
	],
	[
		'xs:dateTime',
		['2020-01-01T00:00:00', '2020-01-01T24:00:00', '2020-01-01T23:59:59.9Z'],
		['2020-01-01', '2020-01-01T24:00:01', '2020-01-01T23:59:60', '2020-01-01Z', '2020-01-01T1:00:00', '2020-01-01ZT00:00:00']
	],
	['xs:duration', ['P1Y', 'P1Y2M3DT4H5M6.7S', '-P1D', 'PT36H'], ['P', 'PT', 'P1DT', 'P1H', '+P1Y', 'P1M1Y', '1Y']],
	['xs:NCName', ['a', '_a-b.c', 'größe'], ['', '1a', 'a:b', 'a b', '-a']],
	['xs:ID', ['GML_1'], ['{GML}', '1']],
	[
		'xs:anyURI',
		['', 'plan.pdf', 'Plan 1.pdf', '#id', 'http://x.de:80/a?b#c', 'urn:x:y', 'C:\\a', 'ü', 'http://[::1]/', '//x', '#a[b]'],
		['#a#b', '%', '%zz', '1:a', ':a', 'http://x:8a/', 'http://[::1', '?a[b]', 'http://a@b@c/']
	]
];

describe('values of the built-in types', () => {
	it.each(VALUES)('%s', (name, right, wrong) => {
		const type = builtInType(name)!;
		expect(right.filter((value) => !type.valid(value))).toEqual([]);
		expect(wrong.filter((value) => type.valid(value))).toEqual([]);
	});

	it.each(VALUES)('%s is decided in time, however long and whatever it repeats', (name, right) => {
		const type = builtInType(name)!;
		for (const part of ['1', '0', '1.', '1M', ':', '/', '%20', '!/', '?', '@', '[', 'T00:00:00', ' ', 'é', ...right.filter(Boolean)]) {
			const long = part.repeat(Math.ceil(1_000_000 / part.length));
			for (const before of ['', 'P', 'a:', 'http://', '2020-01-01T00:00:00.']) for (const after of ['', 'x', '%']) type.valid(before + long + after);
		}
	}, 120_000);

	it('lists of numbers are judged like the numbers one by one', () => {
		const item = fc.oneof(fc.double().map(String), fc.constantFrom('1.', '.5', '+1', '1e', 'INF', '-', '.', 'x', '1,5', '--1'));
		fc.assert(
			fc.property(fc.array(item), fc.constantFrom(' ', '\n', ' \t'), (items, space) => {
				const expected = items.find((one) => !isDouble(one)) ?? null;
				expect(firstNoDouble(items.join(space))).toBe(expected);
			})
		);
		expect(firstNoDouble('1\u00a02')).toBe('1\u00a02');
	});
});

describe('types that restrict, list or unite others', () => {
	const schema = {
		version: 'x',
		simpleTypes: {
			Codes: ['1', '2'],
			Short: { base: 'xs:string', facets: { maxLength: '2' } },
			Percent: { base: 'xs:int', facets: { minInclusive: '0', maxInclusive: '100' } },
			Word: { base: 'xs:string', pattern: ['\\w+', '[a.]:.'] },
			Words: { list: 'Word' },
			Either: { union: ['xs:int', { base: 'xs:string', enumeration: ['viel'] }] }
		}
	} as unknown as CompactSchema;
	const types = new SimpleTypes(schema);
	const valid = (type: string, value: string): boolean => types.get(type)!.valid(value);

	it('facets', () => {
		expect([valid('Short', 'ab'), valid('Short', 'abc')]).toEqual([true, false]);
		expect([valid('Percent', '100'), valid('Percent', '101'), valid('Percent', 'x')]).toEqual([true, false, false]);
		expect([valid('Codes', '2'), valid('Codes', ' 2')]).toEqual([true, false]);
	});

	it('patterns mean what they mean in XML Schema', () => {
		expect(['größe', 'a-b', 'a b', '.:ü', 'b:x'].map((value) => valid('Word', value))).toEqual([true, false, false, true, false]);
	});

	it('lists and unions', () => {
		expect([valid('Words', 'a b'), valid('Words', ''), valid('Words', 'a -')]).toEqual([true, true, false]);
		expect([valid('Either', ' 5 '), valid('Either', 'viel'), valid('Either', ' viel ')]).toEqual([true, true, false]);
	});

	it('an unknown type is none, an unknown facet is an error of the catalogue', () => {
		expect(types.get('Fremd')).toBeUndefined();
		const broken = { version: 'x', simpleTypes: { Odd: { base: 'xs:int', facets: { totalDigits: '2' } } } } as unknown as CompactSchema;
		expect(() => new SimpleTypes(broken).get('Odd')).toThrow('totalDigits');
	});
});
