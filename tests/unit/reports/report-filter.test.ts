import { describe, expect, test } from 'vitest';
import {
	EMPTY_REPORT_FILTER, isEmptyReportFilter, PUBLIC_REPORT_FILTER_NAMES, readReportFilter, STAFF_REPORT_FILTER_NAMES, writeReportFilter, type ReportFilter
} from '../../../portal/lib/forms/report-filter.ts';

const read = (query: string, audience?: 'staff' | 'public') => readReportFilter(new URLSearchParams(query), audience);

const FULL: ReportFilter = {
	text: 'Laterne "flackert"',
	states: ['in-arbeit', 'geplant'],
	open: 'ja',
	reporters: ['maengelmelder'],
	categories: ['LATERNE', 'Müll, wild'],
	from: '2026-01-01',
	to: '2026-03-31',
	changedFrom: '2026-02-28',
	bbox: [12.1, 51.2, 12.3, 51.4],
	place: 'Süße Gasse 1',
	radius: 250,
	centre: [12.25, 51.3],
	area: 'Altstadt',
	body: '5f3c9f3a-7b7e-4d0e-9e3f-0123456789ab',
	assignee: 'ich',
	due: 'ueberfaellig',
	target: 'verfehlt',
	release: 'foto',
	confirmed: 'nein',
	sort: 'faellig'
};

describe('the filter of reports', () => {
	test('an address gives back exactly the filter that was written into it, whatever is set', () => {
		for (const field of Object.keys(FULL) as (keyof ReportFilter)[]) {
			const filter = { ...EMPTY_REPORT_FILTER, [field]: FULL[field], ...(field === 'radius' ? { centre: FULL.centre } : {}) } as ReportFilter;
			const { filter: again, wrong } = readReportFilter(writeReportFilter(filter));
			expect(wrong, field).toEqual([]);
			expect(again, field).toEqual({ ...filter, states: [...filter.states].sort(), categories: [...filter.categories].sort() });
		}
		const { filter, wrong } = readReportFilter(writeReportFilter(FULL));
		expect(wrong).toEqual([]);
		expect(filter).toEqual({ ...FULL, states: ['geplant', 'in-arbeit'] });
		expect(writeReportFilter(filter).toString()).toBe(writeReportFilter(FULL).toString());
	});

	test('every name is written by some field', () => {
		expect([...new Set(writeReportFilter(FULL).keys())].sort()).toEqual([...PUBLIC_REPORT_FILTER_NAMES, ...STAFF_REPORT_FILTER_NAMES].sort());
	});

	test('nothing asked for is an empty address; an order asks for nothing', () => {
		expect(writeReportFilter(EMPTY_REPORT_FILTER).toString()).toBe('');
		expect(isEmptyReportFilter({ ...EMPTY_REPORT_FILTER, sort: 'faellig' })).toBe(true);
		expect(isEmptyReportFilter({ ...EMPTY_REPORT_FILTER, open: 'nein' })).toBe(false);
		expect(read('suche=&status=&von=').filter).toEqual(EMPTY_REPORT_FILTER);
		expect(read('bestaetigt=ja').wrong).toEqual([]);
	});

	test.each([
		['offen=vielleicht', 'offen'],
		['von=2026-02-30', 'von'],
		['von=gestern', 'von'],
		['bbox=1,2,3', 'bbox'],
		['bbox=13,51,12,52', 'bbox'],
		['bbox=0,0,0,91', 'bbox'],
		['umkreis=5', 'umkreis'],
		['umkreis=1e9', 'umkreis'],
		['mitte=12', 'mitte'],
		['zustaendig=1', 'zustaendig'],
		["bearbeitung=x' or 1=1", 'bearbeitung'],
		['faellig=morgen', 'faellig'],
		['frist=egal', 'frist'],
		['freigabe=alles', 'freigabe'],
		['bestaetigt=1', 'bestaetigt'],
		['sortierung=name', 'sortierung'],
		['status=<b>', 'status'],
		[`suche=${'x'.repeat(201)}`, 'suche']
	])('%s is refused with a sentence and asks for nothing', (query, name) => {
		const { filter, wrong } = read(query);
		expect(wrong.map((each) => each.name)).toEqual([name]);
		expect(wrong[0]!.message).toMatch(/^„.+“ gibt es nicht\. .+\.$/s);
		expect(filter).toEqual(EMPTY_REPORT_FILTER);
	});

	test('a list keeps its good values, also with commas', () => {
		const { filter, wrong } = read('status=in-arbeit,geplant&status=<b>');
		expect(filter.states).toEqual(['in-arbeit', 'geplant']);
		expect(wrong).toHaveLength(1);
		expect(read('kategorie=a, b').filter.categories).toEqual(['a, b']);
	});

	test('a period that ends before it begins keeps its beginning', () => {
		const { filter, wrong } = read('von=2026-03-01&bis=2026-02-01');
		expect([filter.from, filter.to, wrong[0]?.name]).toEqual(['2026-03-01', null, 'bis']);
	});

	test('the public cannot ask by what only the staff knows', () => {
		const { filter, wrong } = readReportFilter(writeReportFilter(FULL), 'public');
		expect(wrong.map((each) => each.name).sort()).toEqual([...STAFF_REPORT_FILTER_NAMES].sort());
		expect(filter).toMatchObject({ assignee: null, due: null, target: null, release: null, confirmed: null, text: FULL.text });
	});
});
