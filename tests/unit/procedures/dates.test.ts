import { describe, expect, test } from 'vitest';
import { addDays, daysBetween } from '../../../portal/lib/server/procedures/days.ts';
import { datesOf, proposedEnd, type DatesInput } from '../../../portal/lib/server/procedures/dates.ts';

const input = (values: Partial<DatesInput>): DatesInput => ({
	rule: 'publication',
	track: 'public',
	startsOn: '2027-02-01',
	endsOn: '',
	extensionReason: '',
	shorteningReason: '',
	land: 'SN',
	holidays: [],
	...values
});
const refusal = (values: Partial<DatesInput>): { code: string; values: Record<string, string> } => {
	try {
		datesOf(input(values));
	} catch (error) {
		return error as never;
	}
	throw new Error('not refused');
};

test('without a beginning there are no dates', () => {
	expect(datesOf(input({ startsOn: '' }))).toMatchObject({ startsOn: null, endsOn: null, startsAt: null, endsAt: null });
	expect(refusal({ startsOn: '', endsOn: '2027-02-01' }).code).toBe('procedure_dates_invalid');
	expect(refusal({ startsOn: '2027-02-30' }).code).toBe('procedure_dates_invalid');
	expect(refusal({ endsOn: '2027-01-31' }).code).toBe('procedure_dates_invalid');
});

describe('publication', () => {
	test('the end is one month, at least thirty days, on a working day, as an exclusive local midnight', () => {
		const dates = datesOf(input({}));
		expect(dates).toMatchObject({ startsOn: '2027-02-01', endsOn: '2027-03-02' });
		expect(dates.startsAt?.toISOString()).toBe('2027-01-31T23:00:00.000Z');
		expect(dates.endsAt?.toISOString()).toBe('2027-03-02T23:00:00.000Z');
		expect(dates.deadline?.steps.length).toBeGreaterThan(2);
		// Over the change of the clocks, and over Easter.
		expect(datesOf(input({ startsOn: '2027-02-28' })).endsAt?.toISOString()).toBe('2027-03-30T22:00:00.000Z');
		expect(datesOf(input({ startsOn: '2026-12-02' })).endsOn).toBe('2027-01-04');
	});

	test('an earlier end is refused with reason and right day', () => {
		const { code, values } = refusal({ endsOn: '2027-02-28' });
		expect(code).toBe('procedure_end_too_early');
		expect(values.lawful).toBe('02.03.2027');
		expect(values.explanation).toMatch(/zu früh.*30 Tage/s);
	});

	test('a later end needs an important reason and rolls to a working day', () => {
		expect(refusal({ endsOn: '2027-03-27' })).toMatchObject({ code: 'procedure_extension_reason', values: { lawful: '02.03.2027' } });
		expect(refusal({ endsOn: '2027-03-27', extensionReason: 'kurz' }).code).toBe('procedure_extension_reason');
		expect(datesOf(input({ endsOn: '2027-03-27', extensionReason: 'Ferien liegen in der Frist.' })).endsOn).toBe('2027-03-30');
	});

	test('Länder differ, and holidays of the municipality count', () => {
		expect(datesOf(input({ startsOn: '2027-04-28' })).endsOn).toBe('2027-05-27');
		expect(datesOf(input({ startsOn: '2027-04-28', land: 'HE' })).endsOn).toBe('2027-05-28');
		expect(datesOf(input({ startsOn: '2027-04-28', holidays: ['05-27'] })).endsOn).toBe('2027-05-28');
	});
});

test('bodies: the day of receipt does not count', () => {
	expect(datesOf(input({ rule: 'toeb', track: 'toeb', startsOn: '2027-03-15' })).endsOn).toBe('2027-04-15');
});

describe('shortened', () => {
	const shortened = { rule: 'shortened' as const, startsOn: '2027-05-10', shorteningReason: 'Nur eine Baugrenze wurde verschoben.' };
	test('by days or by the last day, never without a reason', () => {
		expect(datesOf(input({ ...shortened, days: 14 })).endsOn).toBe('2027-05-24');
		expect(datesOf(input({ ...shortened, endsOn: '2027-05-21' })).endsOn).toBe('2027-05-21');
		expect(datesOf(input({ ...shortened, track: 'toeb', days: 14 })).endsOn).toBe('2027-05-24');
		expect(refusal({ ...shortened, days: 14, shorteningReason: 'kurz' }).code).toBe('procedure_shortening_reason');
		expect(refusal(shortened).code).toBe('procedure_end_missing');
	});
});

test('free and single days are taken as they are', () => {
	expect(datesOf(input({ rule: 'free', endsOn: '2027-02-07' }))).toMatchObject({ endsOn: '2027-02-07', deadline: null });
	expect(datesOf(input({ rule: 'day', endsOn: '2027-02-07' }))).toMatchObject({ startsOn: '2027-02-01', endsOn: null, endsAt: null });
});

test('the proposed end', () => {
	expect(proposedEnd({ rule: 'publication', startsOn: '2027-02-01', land: 'SN', holidays: [] })?.end).toBe('2027-03-02');
	expect(proposedEnd({ rule: 'free', startsOn: '2027-02-01', land: 'SN', holidays: [] })).toBeNull();
	expect(proposedEnd({ rule: 'toeb', startsOn: 'morgen', land: 'SN', holidays: [] })).toBeNull();
});

test('days of the calendar', () => {
	expect(addDays('2027-02-28', 1)).toBe('2027-03-01');
	expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
	expect(daysBetween('2027-03-27', '2027-03-29')).toBe(2);
	expect(daysBetween('2027-01-02', '2027-01-01')).toBe(-1);
});
