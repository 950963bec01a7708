import { describe, expect, test } from 'vitest';
import { readAddressFrom } from '../../../portal/lib/server/search/parse-address.ts';
import { readBox } from '../../../portal/lib/server/search/search.ts';

const first = (text: string) => readAddressFrom(text).readings[0];

describe('readAddressFrom', () => {
	test.each([
		['Lindenallee 12a', 'Lindenallee', '12a', []],
		['Lindenallee 12 A', 'Lindenallee', '12a', []],
		['Lindenallee 12-14', 'Lindenallee', '12', []],
		['Lindenallee 12 Auenfelde', 'Lindenallee', '12', ['Auenfelde']],
		['Lindenallee 12 a, 01990 Musterlinden', 'Lindenallee', '12a', ['Musterlinden', '01990']],
		['01990 Musterlinden, Lindenallee 12', 'Lindenallee', '12', ['Musterlinden', '01990']],
		['Straße des 17. Juni 5', 'Straße des 17. Juni', '5', []],
		['Am Markt', 'Am Markt', null, []],
		['Lindenallee, Musterlinden', 'Lindenallee', null, ['Musterlinden']]
	])('%s', (text, street, houseNumber, place) => {
		expect(first(text)).toEqual({ street, houseNumber, place });
	});

	test('words before or after the street may be its place', () => {
		const { readings } = readAddressFrom('Am Markt Auenfelde');
		expect(readings).toContainEqual({ street: 'Am Markt', houseNumber: null, place: ['Auenfelde'] });
		expect(readAddressFrom('Auenfelde Am Markt').readings).toContainEqual({ street: 'Am Markt', houseNumber: null, place: ['Auenfelde'] });
	});

	test('a postcode alone is no house number', () => {
		expect(readAddressFrom('01990')).toEqual({ readings: [], words: '', postcode: '01990' });
	});

	test('signs of other languages do not break it', () => {
		expect(readAddressFrom('%_\\ \' " <script> \u0000 , ,').readings.length).toBeGreaterThanOrEqual(0);
		expect(readAddressFrom('')).toEqual({ readings: [], words: '', postcode: null });
	});
});

describe('readBox', () => {
	test('west, south, east, north', () => expect(readBox('13.1,51.1,13.2,51.2')).toEqual([13.1, 51.1, 13.2, 51.2]));
	test.each([null, '', '1,2,3', 'a,b,c,d', '14,51,13,52', '13,-95,14,52', '13,51,14,Infinity'])('%s is none', (text) =>
		expect(readBox(text)).toBeUndefined()
	);
});
