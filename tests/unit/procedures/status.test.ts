import { describe, expect, test } from 'vitest';
import { endOfDay, startOfDay } from '../../../portal/lib/server/participations/local-days.ts';
import { addDays } from '../../../portal/lib/server/procedures/days.ts';
import { RECENT_DAYS, spanAt, statusSpans, type StatusStep } from '../../../portal/lib/server/procedures/status.ts';

let ids = 0;
/** @param published day on which it was published, at noon UTC */
function step(key: string, first: string, last: string | null, published: string, values: Partial<StatusStep> = {}): StatusStep {
	return {
		id: `${key}-${++ids}`,
		key,
		track: last ? 'public' : 'internal',
		startsAt: startOfDay(first),
		endsAt: last ? endOfDay(last) : null,
		publishedAt: new Date(`${published}T12:00:00Z`),
		skippedReason: '',
		...values
	};
}
/** `status from local day`, as `status@YYYY-MM-DDTHH:MM:SS.sssZ`. */
const told = (steps: StatusStep[], procedure = {}) => statusSpans(procedure, steps).map(({ status, since }) => `${status}@${since.toISOString()}`);

test('nothing is published: there is no status', () => {
	expect(statusSpans({}, [])).toEqual([]);
	expect(statusSpans({}, [step('veroeffentlichung', '2027-03-01', '2027-03-31', '2027-02-20', { publishedAt: null })])).toEqual([]);
	expect(statusSpans({}, [step('veroeffentlichung', '2027-03-01', '2027-03-31', '2027-02-20', { skippedReason: 'Grund' })])).toEqual([]);
});

test('a whole procedure, across both changes of the clocks and a new year', () => {
	const steps = [
		step('aufstellungsbeschluss', '2026-09-14', null, '2026-09-20'),
		step('fruehzeitig-oeffentlichkeit', '2026-10-05', '2026-10-30', '2026-09-28'),
		step('veroeffentlichung', '2027-03-01', '2027-03-31', '2027-02-19'),
		step('abwaegung', '2027-04-08', null, '2027-04-09'),
		step('erneut-oeffentlichkeit', '2027-05-10', '2027-05-24', '2027-05-03'),
		step('beschluss', '2027-12-20', null, '2027-12-21'),
		step('inkraft', '2028-01-01', null, '2027-12-30')
	];
	expect(told(steps)).toEqual([
		'announced@2026-09-20T12:00:00.000Z',
		// Again, because now the participation that comes is announced.
		'announced@2026-09-28T12:00:00.000Z',
		'active@2026-10-04T22:00:00.000Z',
		// Clocks went back on 25 October: midnight is 23:00 UTC.
		'recently-ended@2026-10-30T23:00:00.000Z',
		'evaluation@2026-11-13T23:00:00.000Z',
		'announced@2027-02-19T12:00:00.000Z',
		'active@2027-02-28T23:00:00.000Z',
		// Clocks went forward on 28 March.
		'recently-ended@2027-03-31T22:00:00.000Z',
		'evaluation@2027-04-07T22:00:00.000Z',
		'announced@2027-05-03T12:00:00.000Z',
		'active@2027-05-09T22:00:00.000Z',
		'recently-ended@2027-05-24T22:00:00.000Z',
		'evaluation@2027-06-07T22:00:00.000Z',
		'decision@2027-12-19T23:00:00.000Z',
		'in-force@2027-12-31T23:00:00.000Z'
	]);
	const spans = statusSpans({}, steps);
	expect(spans.at(-1)!.until).toBeNull();
	for (const [index, span] of spans.slice(0, -1).entries()) expect(span.until).toEqual(spans[index + 1]!.since);
});

describe('recently ended', () => {
	test.each(['2027-03-20', '2026-10-20', '2026-12-24', '2028-02-20'])('lasts fourteen local days after %s', (last) => {
		const spans = statusSpans({}, [step('veroeffentlichung', addDays(last, -30), last, addDays(last, -40))]);
		expect(spans.map(({ status }) => status)).toEqual(['announced', 'active', 'recently-ended', 'evaluation']);
		expect(spans[2]!.since).toEqual(endOfDay(last));
		expect(spans[3]!.since).toEqual(endOfDay(addDays(last, RECENT_DAYS)));
	});

	test('ends at a decision, and the evaluation does not come back', () => {
		const steps = [step('veroeffentlichung', '2027-03-01', '2027-03-31', '2027-02-19'), step('beschluss', '2027-04-05', null, '2027-04-05')];
		expect(statusSpans({}, steps).map(({ status }) => status)).toEqual(['announced', 'active', 'recently-ended', 'decision']);
	});
});

test('a participation that was published late begins when it was published', () => {
	const spans = statusSpans({}, [step('fruehzeitig-oeffentlichkeit', '2027-03-01', '2027-03-31', '2027-03-10')]);
	expect(spans[0]).toMatchObject({ status: 'active', since: new Date('2027-03-10T12:00:00Z') });
});

test('bodies alone make nothing active', () => {
	const spans = statusSpans({}, [step('toeb', '2027-03-01', '2027-03-31', '2027-02-20', { track: 'toeb' })]);
	expect(spans.map(({ status }) => status)).toEqual(['announced']);
});

test('discontinued and repealed go to the archive, even while a participation runs', () => {
	const running = step('veroeffentlichung', '2027-03-01', '2027-03-31', '2027-02-20');
	expect(told([running, step('eingestellt', '2027-03-10', null, '2027-03-10')])).toEqual([
		'announced@2027-02-20T12:00:00.000Z',
		'active@2027-02-28T23:00:00.000Z',
		'archived@2027-03-09T23:00:00.000Z'
	]);
	const force = [step('inkraft', '2027-06-01', null, '2027-06-01'), step('aufgehoben', '2040-01-02', null, '2040-01-01')];
	expect(statusSpans({}, force).map(({ status }) => status)).toEqual(['in-force', 'archived']);
});

test('in force has no end', () => {
	const spans = statusSpans({}, [step('inkraft', '2027-06-01', null, '2027-06-01')]);
	expect(spanAt(spans, new Date('2125-01-01T00:00:00Z'))?.status).toBe('in-force');
});

test('two participations at once: the one that ends last counts', () => {
	const early = step('a', '2027-03-01', '2027-03-10', '2027-02-20');
	const late = step('b', '2027-03-05', '2027-03-20', '2027-02-20');
	const spans = statusSpans({}, [early, late]);
	expect(spans.map(({ status, stepId }) => [status, stepId])).toEqual([
		['announced', early.id],
		['active', early.id],
		['active', late.id],
		['recently-ended', late.id],
		['evaluation', late.id]
	]);
});

test('the first notice announces, and an own kind says what its steps do', () => {
	const announcedAt = new Date('2027-01-01T10:00:00Z');
	const vote = step('abstimmung', '2027-05-01', null, '2027-05-01');
	const kind = { steps: [{ key: 'abstimmung', effect: 'decision' as const }] };
	expect(told([vote], { announcedAt, kind })).toEqual(['announced@2027-01-01T10:00:00.000Z', 'decision@2027-05-01T12:00:00.000Z'].map((each) => each.replace('05-01T12', '04-30T22')));
});
