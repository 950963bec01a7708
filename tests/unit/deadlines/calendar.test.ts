import { describe, expect, test } from 'vitest';
import { computeDeadline } from '../../../portal/lib/server/law/deadlines.ts';
import { calendarOf, markedDays } from '../../../portal/lib/server/deadlines/calendar.ts';

const months = (start: string, kind: 'publication' | 'toeb' | 'ruege215' = 'publication') => calendarOf(computeDeadline({ kind, land: 'SN', start }));
const daysOf = (list: ReturnType<typeof months>) => list.flatMap(({ weeks }) => weeks.flat()).filter((day) => day !== null);

describe('the picture of a period', () => {
	test('every day of its months once, in the column of its weekday', () => {
		const list = months('2027-02-15');
		expect(list.map(({ month }) => month)).toEqual(['2027-02', '2027-03']);
		expect(daysOf(list)).toHaveLength(28 + 31);
		for (const { weeks } of list)
			for (const week of weeks) {
				expect(week).toHaveLength(7);
				for (const [column, day] of week.entries()) if (day) expect((new Date(day.day).getUTCDay() + 6) % 7).toBe(column);
			}
	});

	test('as many days inside as the period has', () => {
		for (const kind of ['publication', 'toeb'] as const) {
			const deadline = computeDeadline({ kind, land: 'SN', start: '2026-12-02' });
			expect(daysOf(calendarOf(deadline)).filter(({ inside }) => inside)).toHaveLength(deadline.days);
		}
	});

	test('of a year only begin and end', () => {
		expect(months('2027-03-12', 'ruege215').map(({ month }) => month)).toEqual(['2027-03', '2028-03']);
	});

	test('the text twin has begin, month, thirtieth day, days off and end', () => {
		const marked = markedDays(computeDeadline({ kind: 'publication', land: 'SN', start: '2027-02-28' }));
		expect(marked.map(({ day, marks, holiday }) => [day, marks.join(' '), holiday])).toEqual([
			['2027-02-28', 'start', null],
			['2027-03-27', 'monthEnd', null],
			['2027-03-29', 'min30End legalEnd', 'Ostermontag'],
			['2027-03-30', 'end', null]
		]);
	});
});
