import { describe, expect, it } from 'vitest';
import { startOfDay } from '../../../portal/lib/server/participations/local-days.ts';
import { daysOf, uptimeOf, type TestRow } from '../../../portal/lib/server/evidence/uptime.ts';

const period = (from: string, until: string) => ({ startsAt: startOfDay(from), endsAt: startOfDay(until) });
const test = (hour: string, passed = true, own = false): TestRow => ({ hour: new Date(hour), at: new Date(hour), passed, own, addresses: 1, failures: [] });
const LATER = new Date('2030-01-01T00:00:00Z');

describe('uptime', () => {
	it('counts the real hours of days on which clocks change', () => {
		expect(uptimeOf(period('2027-03-27', '2027-03-30'), [], LATER).cells).toHaveLength(71);
		expect(uptimeOf(period('2027-10-30', '2027-11-01'), [], LATER).cells).toHaveLength(49);
		const { cells } = uptimeOf(period('2027-03-28', '2027-03-29'), [], LATER);
		expect(cells.map((cell) => cell.hour.toISOString()).slice(0, 3)).toEqual(['2027-03-27T23:00:00.000Z', '2027-03-28T00:00:00.000Z', '2027-03-28T01:00:00.000Z']);
	});

	it('has a row for every local day', () => {
		const rows = daysOf(uptimeOf(period('2027-03-27', '2027-03-30'), [], LATER).cells);
		expect(rows.map(({ day, cells }) => [day, cells.length])).toEqual([['2027-03-27', 24], ['2027-03-28', 23], ['2027-03-29', 24]]);
		expect(daysOf(uptimeOf(period('2027-10-31', '2027-11-01'), [], LATER).cells)[0]!.cells).toHaveLength(25);
	});

	it('shows a gap where no test ran, and nothing of the future', () => {
		const tests = [test('2027-03-01T10:00:00Z'), test('2027-03-01T12:00:00Z', false), test('2027-03-01T13:00:00Z', true, true)];
		const up = uptimeOf({ startsAt: new Date('2027-03-01T10:00:00Z'), endsAt: new Date('2027-03-01T17:00:00Z') }, tests, new Date('2027-03-01T15:30:00Z'));
		expect(up.cells.map((cell) => cell.state)).toEqual(['passed', 'gap', 'failed', 'own', 'gap', 'future', 'future']);
		expect(up).toMatchObject({ passed: 2, failed: 1, gaps: 2, share: 2 / 3, extraDays: 0 });
	});

	it('knows no share before the first test', () => {
		expect(uptimeOf(period('2027-03-01', '2027-03-02'), [], LATER)).toMatchObject({ share: null, gaps: 24, extraDays: 0 });
	});

	it('advises more time after a long outage, none after a short one', () => {
		const hours = (count: number) => Array.from({ length: count }, (_, hour) => test(new Date(startOfDay('2027-03-01').getTime() + hour * 3_600_000).toISOString(), false));
		const days = (count: number) => uptimeOf(period('2027-03-01', '2027-03-31'), hours(count), LATER).extraDays;
		expect([0, 6, 7, 24, 25, 72].map(days)).toEqual([0, 0, 1, 1, 2, 3]);
	});
});
