import { describe, expect, test } from 'vitest';
import { EMPTY_FILTER, FILTER_NAMES, isEmptyFilter, readProcedureFilter, writeProcedureFilter } from '../../../portal/lib/forms/procedure-filter.ts';
import { searchWords } from '../../../portal/lib/server/landportal/search-words.ts';

const read = (query: string) => readProcedureFilter(new URLSearchParams(query));

describe('filter of procedures in an address', () => {
	test('survives being written and read', () => {
		const query =
			'suche=Spielplatz+am+Markt&status=aktiv&status=in-kraft&art=bebauungsplan-13a&planart=satzung&gemeinde=alpha&gemeinde=beta&thema=Gr%C3%BCn%2C+Wasser' +
			'&von=2027-02-28&bis=2027-03-31&bbox=13.1,51,13.25,51.5&ort=Lindenallee+34&umkreis=500&mitte=13.2,51.1';
		const { filter, wrong } = read(query);
		expect(wrong).toEqual([]);
		expect(filter).toEqual({
			text: 'Spielplatz am Markt',
			statuses: ['active', 'in-force'],
			kinds: ['bebauungsplan-13a'],
			planTypes: ['satzung'],
			tenants: ['alpha', 'beta'],
			topics: ['Grün, Wasser'],
			from: '2027-02-28',
			to: '2027-03-31',
			bbox: [13.1, 51, 13.25, 51.5],
			place: 'Lindenallee 34',
			radius: 500,
			centre: [13.2, 51.1]
		});
		expect(readProcedureFilter(writeProcedureFilter(filter)).filter).toEqual(filter);
		expect([...new Set(writeProcedureFilter(filter).keys())].sort()).toEqual([...FILTER_NAMES].sort());
	});

	test('the same filter has one address', () => {
		expect(`${writeProcedureFilter(read('status=in-kraft,aktiv&gemeinde=b,a').filter)}`).toBe(`${writeProcedureFilter(read('gemeinde=a&gemeinde=b&status=aktiv&status=in-kraft').filter)}`);
		expect(isEmptyFilter(read('').filter)).toBe(true);
		expect(read('suche=&status=&von=&umkreis=&ort=+').filter).toEqual(EMPTY_FILTER);
	});

	test.each([
		['status=geheim', 'status'],
		['art=%27%3Bdrop+table', 'art'],
		['gemeinde=' + 'a'.repeat(64), 'gemeinde'],
		['suche=' + 'a'.repeat(201), 'suche'],
		['von=2027-02-29', 'von'],
		['von=2027-13-01', 'von'],
		['bis=morgen', 'bis'],
		['von=2027-03-02&bis=2027-03-01', 'bis'],
		['bbox=1,2,3', 'bbox'],
		['bbox=13,52,12,51', 'bbox'],
		['bbox=-181,0,0,0', 'bbox'],
		['bbox=0,0,1,90', 'bbox'],
		['bbox=0,0,1,1e9', 'bbox'],
		['bbox=NaN,0,1,Infinity', 'bbox'],
		['umkreis=0', 'umkreis'],
		['umkreis=1e9', 'umkreis'],
		['umkreis=99999999', 'umkreis'],
		['umkreis=1.5', 'umkreis'],
		['mitte=200,0', 'mitte'],
		['mitte=1,2,3', 'mitte'],
		['thema=' + 'x'.repeat(201), 'thema']
	])('leaves out and names %s', (query, name) => {
		const { filter, wrong } = read(query);
		expect(wrong).toContain(name);
		expect(readProcedureFilter(writeProcedureFilter(filter))).toEqual({ filter, wrong: [] });
	});

	test('keeps the good values of a list, and no more than a few', () => {
		expect(read('status=aktiv&status=geheim')).toMatchObject({ filter: { statuses: ['active'] }, wrong: ['status'] });
		const many = Array.from({ length: 100 }, (_, index) => `gemeinde=ort-${index}`).join('&');
		expect(read(many).filter.tenants).toHaveLength(30);
	});

	test('takes no NUL and no control signs', () => {
		expect(read('suche=Spiel%00platz%0A%07').filter.text).toBe('Spiel platz');
		expect(read('ort=%00').filter).toEqual(EMPTY_FILTER);
	});
});

describe('words of a search', () => {
	test('beginnings of words; numbers and short words as they stand', () => {
		expect(searchWords('Lärm Nr. 5 „Süße Au“')).toEqual(["'Lärm':*", "'Nr'", "'5'", "'Süße':*", "'Au'"]);
	});
	test('no operator of a query comes through', () => {
		expect(searchWords("a' | !b & (c):* <-> 'd\\")).toEqual(["'a'", "'b'", "'c'", "'d'"]);
		expect(searchWords('… – !')).toEqual([]);
	});
	test('at most eight, each once', () => {
		expect(searchWords('eins zwei drei vier fünf sechs sieben acht neun eins')).toHaveLength(8);
		expect(searchWords('Haus Haus')).toHaveLength(1);
	});
});
