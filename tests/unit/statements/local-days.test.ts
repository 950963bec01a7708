import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, endOfDay, isDay, lastDay, nextDay, startOfDay } from '../../../portal/lib/server/participations/local-days.ts';

describe('local days', () => {
	it('begin at local midnight, summer and winter', () => {
		expect(startOfDay('2027-01-15').toISOString()).toBe('2027-01-14T23:00:00.000Z');
		expect(startOfDay('2027-07-15').toISOString()).toBe('2027-07-14T22:00:00.000Z');
		expect(endOfDay('2027-03-28').toISOString()).toBe('2027-03-28T22:00:00.000Z');
		expect(endOfDay('2027-03-16').toISOString()).toBe('2027-03-16T23:00:00.000Z');
		expect(endOfDay('2027-12-31').toISOString()).toBe('2027-12-31T23:00:00.000Z');
	});

	it('come back as they went in', () => {
		fc.assert(
			fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-30'), noInvalidDate: true }), (date) => {
				const day = date.toISOString().slice(0, 10);
				expect(dayOf(startOfDay(day))).toBe(day);
				expect(lastDay(endOfDay(day))).toBe(day);
				expect(endOfDay(day)).toEqual(startOfDay(nextDay(day)));
				const hours = (endOfDay(day).getTime() - startOfDay(day).getTime()) / 3_600_000;
				expect([23, 24, 25]).toContain(hours);
			})
		);
	});

	it('knows the calendar', () => {
		expect(['2028-02-29', '2027-12-31'].map(isDay)).toEqual([true, true]);
		expect(['2027-02-29', '2027-13-01', '27-01-01', '2027-1-1', ''].map(isDay)).toEqual([false, false, false, false, false]);
	});
});
