import { describe, expect, test } from 'vitest';
import { circle } from '../../../portal/lib/server/alerts/circle.ts';
import { lastSevenOClock } from '../../../portal/lib/server/alerts/run-alerts.ts';
import { tellProcedures } from '../../../portal/lib/server/alerts/tell-words.ts';
import { isToken, manageToken, newConfirmToken, tokenHash } from '../../../portal/lib/server/alerts/tokens.ts';
import type { OpenEvent } from '../../../portal/lib/server/alerts/types.ts';
import { newsMail } from '../../../portal/lib/texts/alerts.ts';

const event = (values: Partial<OpenEvent> = {}): OpenEvent => ({
	eventId: 1, kind: 'participation-started', at: new Date('2027-03-01T00:00:00Z'), procedureId: 'p', procedureTitle: 'Nr. 7', municipality: 'Testdorf', slug: 'testdorf', tenantName: 'Testdorf',
	shown: true, stepId: 's', stepTitle: 'Veröffentlichung', stepPublished: true, startsOn: '2027-03-01', endsOn: '2027-03-31', startsAt: new Date('2027-02-28T23:00:00Z'), endsAt: new Date('2027-03-31T22:00:00Z'), ...values
});
const told = (events: OpenEvent[], now: string) => tellProcedures(events, 'https://portal.example', new Date(now)).flatMap(({ sentences }) => sentences);

describe('sentences', () => {
	test('began, ends soon and ended are one sentence after an outage', () => {
		const events = [event(), event({ eventId: 2, kind: 'participation-ending' }), event({ eventId: 3, kind: 'ended' })];
		expect(told(events, '2027-04-05T08:00:00Z')).toEqual(['Veröffentlichung: hat am Montag, 1. März 2027 begonnen und ist seit Mittwoch, 31. März 2027, 24 Uhr, beendet.']);
		expect(told(events.slice(1), '2027-04-05T08:00:00Z')).toEqual(['Veröffentlichung: ist seit Mittwoch, 31. März 2027, 24 Uhr, beendet. Die Stellungnahmen werden nun ausgewertet.']);
	});
	test('an announcement read after the beginning does not say that it will begin', () => {
		expect(told([event({ kind: 'participation-announced' })], '2027-03-03T08:00:00Z')[0]).toContain('hat am Montag, 1. März 2027 begonnen');
	});
	test('of a step that was taken back nothing else is told', () => {
		const events = [event({ kind: 'participation-announced', stepPublished: false }), event({ eventId: 2, kind: 'withdrawn', stepPublished: false })];
		expect(told(events, '2027-02-20T08:00:00Z')).toEqual(['Veröffentlichung: wurde zurückgenommen und findet nicht wie angekündigt statt. Der Grund steht auf der Seite des Verfahrens.']);
		expect(told(events.slice(0, 1), '2027-02-20T08:00:00Z')).toEqual([]);
	});
	test('two procedures are two parts with their links', () => {
		const parts = tellProcedures([event(), event({ procedureId: 'q', stepId: 't', municipality: 'Ort' })], 'https://portal.example', new Date('2027-03-03T08:00:00Z'));
		expect(parts.map(({ url, where }) => [url, where])).toEqual([['https://portal.example/testdorf/verfahren/p', 'Testdorf'], ['https://portal.example/testdorf/verfahren/q', 'Ort (Testdorf)']]);
	});
	test('a long title does not make an endless subject', () => {
		const { subject } = newsMail({ title: 'x', procedures: [{ title: 'a'.repeat(500), where: '', sentences: ['y'], url: 'z' }], manageUrl: 'm' });
		expect(subject.length).toBeLessThanOrEqual(150);
	});
});

test('seven o’clock is local, in winter, in summer and on the days between', () => {
	for (const [now, seven] of [
		['2027-01-15T05:59:00Z', '2027-01-14T06:00:00Z'],
		['2027-01-15T06:00:00Z', '2027-01-15T06:00:00Z'],
		['2027-07-15T04:59:00Z', '2027-07-14T05:00:00Z'],
		['2027-07-15T05:00:00Z', '2027-07-15T05:00:00Z'],
		['2027-03-28T04:59:00Z', '2027-03-27T06:00:00Z'],
		['2027-03-28T05:00:00Z', '2027-03-28T05:00:00Z'],
		['2027-10-31T05:59:00Z', '2027-10-30T05:00:00Z'],
		['2027-10-31T06:00:00Z', '2027-10-31T06:00:00Z'],
		['2027-12-31T23:30:00Z', '2027-12-31T06:00:00Z']
	])
		expect(lastSevenOClock(new Date(now!)).toISOString(), now).toBe(new Date(seven!).toISOString());
});

test('a circle is closed and as large on the ground as it says', () => {
	const [x, y] = [1_480_000, 6_670_000];
	const ring = circle([x, y], 2000).coordinates[0]!;
	expect(ring[0]).toEqual(ring.at(-1));
	// At 51.3° north a metre on the ground is 1.6 m of EPSG:3857.
	for (const [east, north] of ring) expect(Math.hypot(east - x, north - y)).toBeCloseTo(2000 / Math.cos((51.2926 * Math.PI) / 180), -1);
});

test('tokens: not guessable, stored as hash, bound to the installation', () => {
	expect(newConfirmToken()).not.toBe(newConfirmToken());
	expect(isToken(newConfirmToken())).toBe(true);
	expect(manageToken('a', '1')).not.toBe(manageToken('b', '1'));
	expect(manageToken('a', '1')).not.toBe(manageToken('a', '2'));
	expect(tokenHash('x').length).toBe(32);
	for (const text of ['', 'kurz', 'x'.repeat(65), '../../etc/passwd/aaaaaaaaaa', 'a'.repeat(20) + '%00']) expect(isToken(text)).toBe(false);
});
