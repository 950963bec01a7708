import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { projectPath } from '../../../gis/project-path.ts';
import { computeDeadline, type Deadline, type DeadlineInput } from '../../../portal/lib/server/law/deadlines.ts';

type Case = [input: DeadlineInput, expected: Partial<Deadline>];
const publication = (land: string, start: string): DeadlineInput => ({ kind: 'publication', land, start });
const toeb = (land: string, start: string): DeadlineInput => ({ kind: 'toeb', land, start });
const ruege = (start: string): DeadlineInput => ({ kind: 'ruege215', land: 'SN', start });

/** Worked out by hand with a calendar. */
const CASES: Record<string, Case> = {
	'February is shorter than thirty days': [
		publication('SN', '2027-02-01'),
		{ monthEnd: '2027-02-28', min30End: '2027-03-02', legalEnd: '2027-03-02', end: '2027-03-02', days: 30 }
	],
	'no 29th in February, and a Sunday': [
		publication('HE', '2027-01-29'),
		{ monthEnd: '2027-02-28', min30End: '2027-02-27', legalEnd: '2027-02-28', end: '2027-03-01', days: 32 }
	],
	'31 January in a leap year': [publication('SN', '2028-01-31'), { monthEnd: '2028-02-29', min30End: '2028-02-29', end: '2028-02-29', days: 30 }],
	'a month of thirty-one days': [publication('SN', '2027-03-01'), { monthEnd: '2027-03-31', min30End: '2027-03-30', end: '2027-03-31', days: 31 }],
	'Fronleichnam is a holiday in Hessen': [publication('HE', '2027-04-28'), { legalEnd: '2027-05-27', end: '2027-05-28', days: 31 }],
	'and none in Sachsen': [publication('SN', '2027-04-28'), { legalEnd: '2027-05-27', end: '2027-05-27', days: 30 }],
	'Buß- und Bettag is a holiday in Sachsen': [publication('SN', '2026-10-19'), { legalEnd: '2026-11-18', end: '2026-11-19', days: 32 }],
	'and none in Hessen': [publication('HE', '2026-10-19'), { legalEnd: '2026-11-18', end: '2026-11-18', days: 31 }],
	'Saturday, Sunday, and on to Monday': [publication('SN', '2026-10-01'), { legalEnd: '2026-10-31', end: '2026-11-02', days: 33 }],
	'the second day of Christmas, a Saturday': [publication('HE', '2026-11-27'), { legalEnd: '2026-12-26', end: '2026-12-28', days: 32 }],
	'New Year, a Friday': [publication('SN', '2026-12-02'), { monthEnd: '2027-01-01', min30End: '2026-12-31', end: '2027-01-04', days: 34 }],
	'thirty days end on Easter Monday': [publication('SN', '2027-02-28'), { monthEnd: '2027-03-27', min30End: '2027-03-29', end: '2027-03-30', days: 31 }],
	'receipt does not count': [toeb('SN', '2027-03-15'), { monthEnd: '2027-04-15', min30End: '2027-04-14', end: '2027-04-15', days: 31 }],
	'receipt at the end of January': [toeb('SN', '2027-01-29'), { monthEnd: '2027-02-28', min30End: '2027-02-28', end: '2027-03-01', days: 31 }],
	'receipt in a leap year': [toeb('SN', '2028-01-31'), { monthEnd: '2028-02-29', min30End: '2028-03-01', end: '2028-03-01', days: 30 }],
	'one year, and the end is a Sunday': [ruege('2027-03-12'), { monthEnd: null, min30End: null, legalEnd: '2028-03-12', end: '2028-03-13', days: 367 }],
	'one year from a leap day': [ruege('2028-02-29'), { legalEnd: '2029-02-28', end: '2029-02-28', days: 365 }],
	'fourteen days, and Pentecost': [
		{ kind: 'shortened', land: 'SN', start: '2027-05-03', days: 14 },
		{ monthEnd: null, min30End: null, legalEnd: '2027-05-16', end: '2027-05-18', days: 16 }
	],
	'fourteen days, and a Sunday': [{ kind: 'shortened', land: 'SN', start: '2027-05-10', days: 14 }, { legalEnd: '2027-05-23', end: '2027-05-24', days: 15 }],
	'fourteen days from a receipt': [
		{ kind: 'shortened', land: 'SN', start: '2027-05-10', days: 14, countsFirstDay: false },
		{ legalEnd: '2027-05-24', end: '2027-05-24', days: 14 }
	],
	'a holiday of the community': [{ ...publication('BY', '2027-07-09'), holidays: ['08-09'] }, { min30End: '2027-08-07', legalEnd: '2027-08-08', end: '2027-08-10' }],
	'a holiday of the community in one year': [{ ...publication('SN', '2027-04-28'), holidays: ['2027-05-27'] }, { end: '2027-05-28' }],
	'extended, and rolled': [{ ...publication('SN', '2027-02-01'), extendedTo: '2027-03-27' }, { legalEnd: '2027-03-02', end: '2027-03-30', days: 58 }]
};

describe('examples worked out by hand', () => {
	test.each(Object.entries(CASES))('%s', (_name, [input, expected]) => {
		expect(computeDeadline(input)).toMatchObject({ ...expected, kind: input.kind, land: input.land, start: input.start });
	});
});

interface Example {
	kind: DeadlineInput['kind'];
	land: string;
	start?: string;
	received?: string;
	announced?: string;
	monthEnd?: string;
	min30End?: string;
	legalEnd: string;
	rolledEnd: string;
	days?: number;
}

const FILE = projectPath('../shared/law/deadlines.json');

describe('collected examples', () => {
	if (!existsSync(FILE)) {
		test.skip('../shared/law/deadlines.json is not here', () => {});
		return;
	}
	const examples = JSON.parse(readFileSync(FILE, 'utf8')) as Example[];
	test('there are some', () => expect(examples.length).toBeGreaterThan(30));
	test.each(examples.map((each) => [`${each.kind} ${each.land} ${each.start ?? each.received ?? each.announced}`, each] as const))('%s', (_name, example) => {
		const { kind, land, start, received, announced, rolledEnd, ...expected } = example;
		expect(computeDeadline({ kind, land, start: start ?? received ?? announced! })).toMatchObject({ ...expected, end: rolledEnd });
	});
});
