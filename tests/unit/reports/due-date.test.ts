import { describe, expect, test } from 'vitest';
import { dueDate, workingDaysAgo } from '../../../portal/lib/server/reports/due-date.ts';
import { dayOf } from '../../../portal/lib/server/participations/local-days.ts';

const SN = { land: 'SN', holidays: [] };

describe('when a report shall be done', () => {
	test('calendar days are counted to the minute', () => {
		expect(dueDate(new Date('2026-11-16T09:30:00Z'), 3, null)).toEqual(new Date('2026-11-19T09:30:00Z'));
	});

	test.each([
		// Monday; Wednesday is Buß- und Bettag in Sachsen alone.
		['2026-11-16T09:30:00Z', 3, 'SN', [], '2026-11-20'],
		['2026-11-16T09:30:00Z', 3, 'BB', [], '2026-11-19'],
		['2026-11-16T09:30:00Z', 3, 'BB', ['11-17'], '2026-11-20'],
		// Before Easter: Friday to Monday are none.
		['2027-03-25T09:30:00Z', 1, 'SN', [], '2027-03-30'],
		// Received on a Saturday, and after midnight local time of a Friday.
		['2026-11-14T10:00:00Z', 1, 'BB', [], '2026-11-16'],
		['2026-11-12T23:30:00Z', 1, 'BB', [], '2026-11-16'],
		['2026-12-23T10:00:00Z', 5, 'BE', [], '2026-12-31']
	])('%s and %i working days in %s', (received, days, land, holidays, day) => {
		const due = dueDate(new Date(received), days, { land, holidays });
		expect(dayOf(due)).toBe(day);
		expect(dayOf(new Date(due.getTime() + 1000))).not.toBe(day);
	});
});

test('so many working days ago, at the same time of day, also over the change of clocks', () => {
	expect(workingDaysAgo(new Date('2026-11-19T06:02:00Z'), 3, SN)).toEqual(new Date('2026-11-13T06:02:00Z'));
	expect(workingDaysAgo(new Date('2026-10-27T06:02:00Z'), 2, SN)).toEqual(new Date('2026-10-23T05:02:00Z'));
});
