import type { SelfTest } from './types.ts';

const HOUR = 3_600_000;

export type HourState = 'passed' | 'failed' | 'own' | 'gap' | 'future';

export interface HourCell {
	hour: Date;
	/** `own`: passed, but by the portal's own address only. `gap`: no test ran. */
	state: HourState;
	test: Pick<SelfTest, 'id' | 'at' | 'results'> | null;
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
export function uptimeOf(period: { startsAt: Date; endsAt: Date }, tests: readonly Pick<SelfTest, 'id' | 'hour' | 'at' | 'passed' | 'results'>[], now: Date): Uptime {
	const byHour = new Map(tests.map((test) => [test.hour.getTime(), test]));
	const cells: HourCell[] = [];
	for (let time = period.startsAt.getTime(); time < period.endsAt.getTime(); time += HOUR) {
		const test = byHour.get(time) ?? null;
		cells.push({ hour: new Date(time), state: stateOf(test, time, now.getTime()), test });
	}
	const count = (state: HourState) => cells.filter((cell) => cell.state === state).length;
	const [passed, failed, gaps] = [count('passed') + count('own'), count('failed'), count('gap')];
	const extraDays = failed > HARMLESS_HOURS ? Math.ceil(failed / 24) : 0;
	return { cells, passed, failed, gaps, share: passed + failed > 0 ? passed / (passed + failed) : null, extraDays };
}

function stateOf(test: Pick<SelfTest, 'passed' | 'results'> | null, time: number, now: number): HourState {
	if (test) return !test.passed ? 'failed' : test.results.some((each) => each.address === 'own') ? 'own' : 'passed';
	// The hour that runs may still get its test.
	return time + HOUR > now ? 'future' : 'gap';
}
