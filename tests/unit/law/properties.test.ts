import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, countDays, weekdayOf } from '../../../portal/lib/server/law/calendar.ts';
import { computeDeadline, type DeadlineInput } from '../../../portal/lib/server/law/deadlines.ts';
import { judgeEnd } from '../../../portal/lib/server/law/judge-end.ts';
import { LAENDER } from '../../../portal/lib/server/law/laender.ts';
import { holidayName, holidaysOfYear, isWorkingDay } from '../../../portal/lib/server/law/working-days.ts';
import { dayOf, endOfDay, nextDay } from '../../../portal/lib/server/participations/local-days.ts';

const FIRST = '2024-01-01';
const LAST = '2035-12-31';
const LANDS = Object.keys(LAENDER);

const land = fc.constantFrom(...LANDS);
const day = fc.integer({ min: 0, max: countDays(FIRST, LAST) - 1 }).map((offset) => addDays(FIRST, offset));
const kind = fc.constantFrom('publication', 'toeb', 'ruege215', 'shortened');
const input: fc.Arbitrary<DeadlineInput> = fc.record({ kind, land, start: day, days: fc.integer({ min: 1, max: 40 }) });

/** Every first day of twelve years. */
const allDays = Array.from({ length: countDays(FIRST, LAST) }, (_, offset) => addDays(FIRST, offset));

describe('every start of twelve years', () => {
	test.each(LANDS)('%s: at least thirty days, a working day, never earlier for a later start', (code) => {
		for (const kind of ['publication', 'toeb', 'ruege215'] as const) {
			let before = '';
			for (const start of allDays) {
				const { end, legalEnd } = computeDeadline({ kind, land: code, start });
				const counted = countDays(start, end) - (kind === 'publication' ? 0 : 1);
				// Three calls of expect per day would take minutes.
				if (counted < (kind === 'ruege215' ? 365 : 30)) expect.fail(`${kind} ${code} ${start}: ${counted} days`);
				if ([0, 6].includes(weekdayOf(end)) || holidayName(end, code)) expect.fail(`${kind} ${code} ${start}: ends on ${end}`);
				if (end < before || end < legalEnd) expect.fail(`${kind} ${code} ${start}: ${end} is before ${before} or ${legalEnd}`);
				before = end;
			}
		}
	});
});

describe('any period', () => {
	test('the instant of the end is the local midnight after the last day, also when clocks change', () => {
		fc.assert(
			fc.property(input, (each) => {
				const { end } = computeDeadline(each);
				const instant = endOfDay(end);
				expect(dayOf(instant)).toBe(nextDay(end));
				expect(dayOf(new Date(instant.getTime() - 1))).toBe(end);
				expect(instant.toLocaleTimeString('de-DE', { timeZone: 'Europe/Berlin' })).toBe('00:00:00');
			})
		);
	});

	test('no day between the legal end and the end is a working day', () => {
		fc.assert(
			fc.property(input, (each) => {
				const { legalEnd, end } = computeDeadline(each);
				for (let between = legalEnd; between < end; between = nextDay(between)) expect(isWorkingDay(between, each.land)).toBe(false);
			})
		);
	});

	test('the explanation names every day of the result, and every sentence its paragraph', () => {
		fc.assert(
			fc.property(input, (each) => {
				const { steps, monthEnd, min30End, legalEnd, end, start } = computeDeadline(each);
				const text = steps.map((step) => step.text).join(' ');
				for (const named of [start, monthEnd, min30End, legalEnd, end])
					if (named) expect(text).toContain(new Date(named).toLocaleDateString('de-DE', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }));
				for (const step of steps) expect(step.law).toMatch(/§+ \d+/);
			})
		);
	});

	test('a holiday of the community only makes it longer', () => {
		const local = fc.array(day, { maxLength: 20 });
		fc.assert(
			fc.property(input, local, (each, holidays) => {
				const plain = computeDeadline(each);
				const rolled = computeDeadline({ ...each, holidays: [...holidays, plain.end] });
				expect(rolled.end > plain.end).toBe(true);
				expect(rolled.legalEnd).toBe(plain.legalEnd);
			})
		);
	});

	test('its own end is lawful, every earlier one is not', () => {
		const month = fc.constantFrom('publication' as const, 'toeb' as const);
		fc.assert(
			fc.property(month, land, day, fc.integer({ min: 1, max: 40 }), (kind, land, start, earlier) => {
				const { end } = computeDeadline({ kind, land, start });
				expect(judgeEnd({ kind, land, start, end })).toMatchObject({ lawful: true, rightEnd: end, remarks: [] });
				const verdict = judgeEnd({ kind, land, start, end: addDays(end, -earlier) });
				expect(verdict).toMatchObject({ lawful: false, rightEnd: end });
				expect(verdict.remarks[0]).toMatchObject({ grade: 'void' });
			})
		);
	});

	test('an extension is never earlier than asked for', () => {
		fc.assert(
			fc.property(fc.constantFrom('publication' as const, 'toeb' as const), land, day, fc.nat(90), (kind, land, start, more) => {
				const { legalEnd } = computeDeadline({ kind, land, start });
				const extended = computeDeadline({ kind, land, start, extendedTo: addDays(legalEnd, more) });
				expect(extended.end >= addDays(legalEnd, more)).toBe(true);
				expect(isWorkingDay(extended.end, land)).toBe(true);
				expect(extended.legalEnd).toBe(legalEnd);
			})
		);
	});
});

describe('holidays', () => {
	/** Days that are a holiday in these Länder and, in a year in which they fall on a weekday, nowhere else. */
	const ONLY: Record<string, [day: string, lands: string[]]> = {
		'Heilige Drei Könige': ['2027-01-06', ['BW', 'BY', 'ST']],
		Frauentag: ['2027-03-08', ['BE', 'MV']],
		Fronleichnam: ['2027-05-27', ['BW', 'BY', 'HE', 'NW', 'RP', 'SL']],
		'Mariä Himmelfahrt': ['2028-08-15', ['SL']],
		Weltkindertag: ['2027-09-20', ['TH']],
		Reformationstag: ['2028-10-31', ['BB', 'HB', 'HH', 'MV', 'NI', 'SH', 'SN', 'ST', 'TH']],
		Allerheiligen: ['2027-11-01', ['BW', 'BY', 'NW', 'RP', 'SL']],
		'Buß- und Bettag': ['2027-11-17', ['SN']]
	};
	test.each(Object.entries(ONLY))('%s', (_name, [day, lands]) => {
		expect(LANDS.filter((code) => holidayName(day, code)).sort()).toEqual(lands);
	});

	test.each(LANDS)('%s: the nine of all Länder', (code) => {
		const days = [...holidaysOfYear(code as keyof typeof LAENDER, 2027).keys()];
		for (const common of ['01-01', '03-26', '03-29', '05-01', '05-06', '05-17', '10-03', '12-25', '12-26']) expect(days).toContain(`2027-${common}`);
		for (const working of ['2027-12-24', '2027-12-31']) expect(holidayName(working, code)).toBeNull();
	});
});
