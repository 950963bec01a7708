import { dayOf } from '../participations/local-days.ts';
import type { FetchResult } from './types.ts';

const HOUR = 3_600_000;

export type HourState = 'passed' | 'failed' | 'own' | 'gap' | 'future';

/** A test without the results that were as they should be. */
export interface TestRow {
	hour: Date;
	at: Date;
	passed: boolean;
	/** By the portal's own address: the public one could not be reached from there. */
	own: boolean;
	/** Addresses that were fetched. */
	addresses: number;
	failures: FetchResult[];
}

export interface HourCell {
	hour: Date;
	/** `own`: passed, but by the portal's own address only. `gap`: no test ran. */
	state: HourState;
	failures: FetchResult[];
}

export interface Uptime {
	cells: HourCell[];
	passed: number;
	failed: number;
	gaps: number;
	/** Of the hours that were tested, 0 to 1; null before the first test. */
	share: number | null;
	/** Full days that make up for the hours in which something could not be reached; 0: none are advisable. */
	extraDays: number;
}

/** Outages of an hour or two are harmless as long as access was given on the whole (OVG Lüneburg, 16.11.2023, 1 KN 91/21). */
const HARMLESS_HOURS = 6;

/** Hour by hour from the start of a period to its end (exclusive), as it was tested; nothing is put into a gap. */
export function uptimeOf(period: { startsAt: Date; endsAt: Date }, tests: readonly TestRow[], now: Date): Uptime {
	const byHour = new Map(tests.map((test) => [test.hour.getTime(), test]));
	const cells: HourCell[] = [];
	for (let time = period.startsAt.getTime(); time < period.endsAt.getTime(); time += HOUR) {
		const test = byHour.get(time) ?? null;
		cells.push({ hour: new Date(time), state: stateOf(test, time, now.getTime()), failures: test?.failures ?? [] });
	}
	const count = (state: HourState) => cells.filter((cell) => cell.state === state).length;
	const [passed, failed, gaps] = [count('passed') + count('own'), count('failed'), count('gap')];
	const extraDays = failed > HARMLESS_HOURS ? Math.ceil(failed / 24) : 0;
	return { cells, passed, failed, gaps, share: passed + failed > 0 ? passed / (passed + failed) : null, extraDays };
}

function stateOf(test: TestRow | null, time: number, now: number): HourState {
	if (test) return !test.passed ? 'failed' : test.own ? 'own' : 'passed';
	// The hour that runs may still get its test.
	return time + HOUR > now ? 'future' : 'gap';
}

/** Cells by local day, for a picture of one row per day: the first cell of a day is its first hour that belongs to the period. */
export function daysOf(cells: readonly HourCell[]): { day: string; cells: HourCell[] }[] {
	return [...Map.groupBy(cells, (cell) => dayOf(cell.hour))].map(([day, row]) => ({ day, cells: row }));
}
