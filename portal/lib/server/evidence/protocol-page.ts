import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { formatShortMoment } from '../../texts/dates.ts';
import { describeFailure } from '../../texts/evidence.ts';
import { readProtocol, type Protocol, type ProtocolStep } from './protocol.ts';
import { daysOf, type HourState, type Uptime } from './uptime.ts';

/** Entries on the page, the newest; all of them are in the downloads. */
const MOST_EVENTS = 200;
const MOST_FAILURES = 50;

/** One row of the picture of self-tests. */
export interface DayRow {
	/** `YYYY-MM-DD` */
	day: string;
	states: HourState[];
	passed: number;
	failed: number;
	gaps: number;
}
export interface TestsView extends Omit<Uptime, 'cells'> {
	/** Days that have begun. */
	days: DayRow[];
	failures: { hour: string; lines: string[] }[];
	moreFailures: number;
}
export interface ProtocolPage extends Omit<Protocol, 'steps' | 'events'> {
	steps: (Omit<ProtocolStep, 'uptime'> & { tests: TestsView | null })[];
	/** Newest first. */
	events: Protocol['events'];
	allEvents: number;
}

/** The protocol for the page: hours counted by day, newest entries first. @throws DomainError `not_found` */
export async function protocolPage(scope: TenantScope, procedureId: string, now: Date): Promise<ProtocolPage> {
	const protocol = await readProtocol(scope, procedureId, now);
	return {
		...protocol,
		steps: protocol.steps.map(({ uptime, ...step }) => ({ ...step, tests: uptime && testsView(uptime) })),
		events: protocol.events.slice(-MOST_EVENTS).reverse(),
		allEvents: protocol.events.length
	};
}

function testsView({ cells, ...figures }: Uptime): TestsView {
	const days = daysOf(cells).map(({ day, cells: row }) => {
		const count = (...states: HourState[]) => row.filter((cell) => states.includes(cell.state)).length;
		return { day, states: row.map((cell) => cell.state), passed: count('passed', 'own'), failed: count('failed'), gaps: count('gap') };
	});
	const failed = cells.filter((cell) => cell.state === 'failed');
	return {
		...figures,
		days: days.filter((day) => day.states.some((state) => state !== 'future')),
		failures: failed.slice(-MOST_FAILURES).reverse().map((cell) => ({ hour: formatShortMoment(cell.hour), lines: cell.failures.map(describeFailure) })),
		moreFailures: Math.max(0, failed.length - MOST_FAILURES)
	};
}
