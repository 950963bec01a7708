import { describe, expect, it } from 'vitest';
import { foldAddress } from '../../../portal/lib/forms/report.ts';
import { addressToShow } from '../../../portal/lib/forms/report-steps.ts';
import { changeRect, middleRect, rectBetween } from '../../../portal/lib/report/redaction.ts';
import { messageOutside } from '../../../portal/lib/server/reports/form/opening-hours.ts';
import { newPublicRef, readPublicRef } from '../../../portal/lib/server/reports/report-code.ts';
import { DEFAULT_SETTINGS } from '../../../portal/lib/server/reports/workflow.ts';
import { ageText, distanceText } from '../../../portal/lib/texts/report-form.ts';

describe('what belongs to one mailbox', () => {
	it.each([
		['Erika.Muster@Example.ORG', 'erika.muster@example.org'],
		['erika+1@example.org', 'erika@example.org'],
		['e.r.i.k.a+x@GoogleMail.com', 'erika@gmail.com'],
		['info@Müller.example', 'info@xn--mller-kva.example'],
		['info@xn--mller-kva.example.', 'info@xn--mller-kva.example']
	])('%s is %s', (typed, folded) => expect(foldAddress(typed)).toBe(folded));
	it('names stay different', () => expect(foldAddress('a.b@example.org')).not.toBe(foldAddress('ab@example.org')));
});

describe('black rectangles', () => {
	const size = { width: 100, height: 80 };
	it('lie inside the photo, whichever corner was first', () => expect(rectBetween([120, 70], [90, -5], size)).toEqual({ x: 90, y: 0, width: 10, height: 70 }));
	it('a tap is none', () => expect(rectBetween([10, 10], [12, 11], size)).toBeNull());
	it('move and grow by keys, up to the edge', () => {
		const rect = middleRect(size);
		expect(rect).toEqual({ x: 40, y: 32, width: 20, height: 16 });
		expect(changeRect(rect, [-500, 4], false, size)).toEqual({ ...rect, x: 0, y: 36 });
		expect(changeRect(rect, [500, -500], true, size)).toEqual({ ...rect, width: 60, height: 8 });
	});
});

describe('references', () => {
	it('are read as people type them', () => {
		expect(readPublicRef(' m-7k3f9q ')).toBe('M-7K3F9Q');
		expect(readPublicRef('M7K3F9Q')).toBe('M-7K3F9Q');
		expect(readPublicRef('638344')).toBe('638344');
		for (const none of ['', 'a b', '../x', 'x'.repeat(201)]) expect(readPublicRef(none)).toBeNull();
	});
	it('are random', () => expect(new Set(Array.from({ length: 500 }, newPublicRef)).size).toBe(500));
});

describe('words', () => {
	it('distances and ages', () => {
		expect([distanceText(0.2), distanceText(17), distanceText(143), distanceText(1240)]).toEqual(['1 m', '17 m', '145 m', '1,2 km']);
		const now = new Date('2027-03-10T12:00:00Z');
		expect([0, 1, 5].map((days) => ageText(new Date(now.getTime() - days * 86_400_000), now))).toEqual(['heute', 'gestern', 'vor 5 Tagen']);
	});
	it('the chosen house, else the one next to the place', () => {
		expect(addressToShow('Markt 1, 01990 Musterlinden', 'Markt 10, 01990 Musterlinden')).toBe('Markt 1, 01990 Musterlinden');
		expect(addressToShow('Markt, 01990 Musterlinden', 'Markt 10, 01990 Musterlinden')).toBe('Markt 10, 01990 Musterlinden');
		expect(addressToShow('Markt, 01990 Musterlinden', '')).toBe('Markt, 01990 Musterlinden');
	});
	it('outside of the opening hours, by the clock of Berlin', () => {
		const day = [{ from: '09:00', to: '12:00' }];
		const openingHours = { days: { mo: day, tu: [], we: [], th: [], fr: [], sa: [], su: [] }, messageOutside: 'zu' };
		const said = (at: string) => messageOutside({ ...DEFAULT_SETTINGS, openingHours }, new Date(at));
		expect([said('2027-03-08T07:59:00Z'), said('2027-03-08T08:00:00Z'), said('2027-03-08T11:00:00Z'), said('2027-03-09T09:00:00Z')]).toEqual(['zu', '', 'zu', 'zu']);
		expect(said('2027-07-05T07:30:00Z')).toBe('');
		expect(messageOutside(DEFAULT_SETTINGS, new Date())).toBe('');
	});
});
