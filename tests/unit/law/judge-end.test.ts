import { describe, expect, test } from 'vitest';
import { computeDeadline } from '../../../portal/lib/server/law/deadlines.ts';
import { importantReasonHints } from '../../../portal/lib/server/law/important-reasons.ts';
import { judgeEnd, type EndInput } from '../../../portal/lib/server/law/judge-end.ts';
import { earliestStart, latestNoticeDay } from '../../../portal/lib/server/law/notice-day.ts';
import { ERROR_STATUS, problemOf } from '../../../portal/lib/server/errors.ts';

const publication = (end: string, more: Partial<EndInput> = {}): EndInput => ({ kind: 'publication', land: 'SN', start: '2027-02-01', end, ...more });
const codes = (input: EndInput) => judgeEnd(input).remarks.map(({ code, grade }) => `${code}: ${grade}`);

describe('an end that somebody typed', () => {
	test('a month in February is too short: says what is right and why', () => {
		const verdict = judgeEnd(publication('2027-02-28'));
		expect(verdict).toMatchObject({ lawful: false, rightEnd: '2027-03-02' });
		expect(verdict.remarks).toHaveLength(1);
		expect(verdict.remarks[0]!.text).toMatch(/28\. Februar 2027 ist zu früh.*frühestens am Dienstag, 2\. März 2027.*mindestens 30 Tage/);
		expect(verdict.remarks[0]!.law).toContain('§ 3 Abs. 2');
	});
	test('before the start', () => expect(codes(publication('2027-01-31'))).toEqual(['before-start: void']));
	test('later, on a Saturday', () => {
		const verdict = judgeEnd(publication('2027-03-06', { reason: 'Umfangreiche Gutachten' }));
		expect(verdict).toMatchObject({ lawful: false, rightEnd: '2027-03-08' });
		expect(verdict.remarks.map(({ code }) => code)).toEqual(['day-off']);
		expect(verdict.remarks[0]!.text).toContain('Samstag');
	});
	test('later, on a holiday of the community', () => {
		expect(codes(publication('2027-03-09', { reason: 'Gutachten', holidays: ['03-09'] }))).toEqual(['day-off: void']);
		expect(codes(publication('2027-03-09', { reason: 'Gutachten' }))).toEqual([]);
	});
	test('a longer one wants the important reason, and is lawful', () => {
		expect(judgeEnd(publication('2027-03-09'))).toMatchObject({ lawful: true, rightEnd: '2027-03-09' });
		expect(codes(publication('2027-03-09'))).toEqual(['long-without-reason: advice']);
	});

	const shortened = (end: string, more: Partial<EndInput> = {}) => publication(end, { kind: 'shortened', reason: 'Nur eine Festsetzung geändert', ...more });
	test('shortened to fourteen days', () => {
		const verdict = judgeEnd(shortened('2027-02-15'));
		expect(verdict).toMatchObject({ lawful: true, remarks: [], deadline: { kind: 'shortened', days: 15, end: '2027-02-15' } });
	});
	test('shortened to twelve days: advice', () => expect(codes(shortened('2027-02-12'))).toEqual(['short: advice']));
	test('shortened without reason', () => expect(codes(shortened('2027-02-15', { reason: ' ' }))).toEqual(['short-without-reason: curable']));
	test('not shortened at all', () => expect(codes(shortened('2027-03-02'))).toEqual(['not-shortened: advice']));
	test('shortened to a Sunday', () => expect(codes(shortened('2027-02-21'))).toEqual(['day-off: void']));
	test('shortened to before the start', () => expect(codes(shortened('2027-01-20'))).toEqual(['before-start: void']));
	test('a shortened period of a public body does not count the receipt', () => {
		expect(codes(shortened('2027-02-15', { countsFirstDay: false }))).toEqual([]);
		expect(codes(shortened('2027-02-12', { countsFirstDay: false }))).toEqual(['short: advice']);
		expect(judgeEnd(shortened('2027-02-15', { countsFirstDay: false })).deadline).toMatchObject({ days: 14 });
	});
});

describe('what the engine refuses', () => {
	const base = { kind: 'publication' as const, land: 'SN', start: '2027-02-01' };
	test.each([
		['law_day_invalid', { ...base, start: '2027-02-30' }],
		['law_day_invalid', { ...base, start: '1.2.2027' }],
		['law_day_invalid', { ...base, start: '0027-02-01' }],
		['law_land_unknown', { ...base, land: 'sn' }],
		['law_land_unknown', { ...base, land: 'XX' }],
		['law_land_unknown', { ...base, land: 'constructor' }],
		['law_kind_unknown', { ...base, kind: 'toString' as never }],
		['law_days_invalid', { ...base, kind: 'shortened' as const }],
		['law_days_invalid', { ...base, kind: 'shortened' as const, days: 0 }],
		['law_extension_invalid', { ...base, extendedTo: '2027-03-01' }],
		['law_extension_invalid', { ...base, kind: 'ruege215' as const, extendedTo: '2029-03-01' }],
		['law_holiday_invalid', { ...base, holidays: ['2027-02-30'] }],
		['law_holiday_invalid', { ...base, holidays: ['2-1'] }],
		['law_holiday_invalid', { ...base, holidays: Array.from({ length: 101 }, () => '01-02') }]
	])('%s %#', (code, input) => {
		let thrown: unknown;
		try {
			computeDeadline(input);
		} catch (error) {
			thrown = error;
		}
		expect(thrown).toMatchObject({ code, message: expect.stringMatching(/\.$/) });
		expect(problemOf(thrown)).toMatchObject({ status: 400, code });
		expect(Object.hasOwn(ERROR_STATUS, code)).toBe(false);
	});
	test('29 February may be a holiday of the community', () => {
		expect(computeDeadline({ ...base, start: '2028-01-31', holidays: ['02-29'] }).end).toBe('2028-03-01');
	});
});

describe('around the period', () => {
	test('the notice appears on the day before, at the latest', () => {
		expect(latestNoticeDay('2027-03-01')).toBe('2027-02-28');
		expect(earliestStart('2027-02-28')).toBe('2027-03-01');
	});
	const hints = (first: string, last: string, land = 'SN') => importantReasonHints(first, last, land).map(({ code }) => code);
	test.each([
		['2026-12-02', '2027-01-04', ['christmas']],
		['2027-01-02', '2027-02-02', []],
		['2027-03-08', '2027-04-07', ['easter']],
		['2027-04-15', '2027-05-18', ['holidays']],
		['2027-07-01', '2027-08-02', ['summer']],
		['2027-08-20', '2027-09-20', []],
		['2027-09-01', '2027-09-30', []]
	])('important reasons in %s to %s', (first, last, expected) => expect(hints(first, last)).toEqual(expected));
	test('every hint says its paragraph and a whole sentence', () => {
		for (const hint of importantReasonHints('2026-12-02', '2027-08-31', 'BY')) expect(hint).toMatchObject({ text: expect.stringMatching(/\.$/), law: expect.stringContaining('§ 3') });
	});
});
