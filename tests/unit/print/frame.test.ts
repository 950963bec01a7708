import { describe, expect, it, test } from 'vitest';
import fc from 'fast-check';
import { barLength, cornersOf, groundFrame, moved, proposedScale, toFrame } from '../../../portal/lib/print/frame.ts';
import { layoutOf, LEGENDS, PAPERS, type Paper } from '../../../portal/lib/print/layout.ts';
import { readNumber, readOptions, writeOptions } from '../../../portal/lib/print/options.ts';

const papers = Object.keys(PAPERS) as Paper[];
const choice = { paper: 'A3', landscape: true, legend: 'daneben' } as const;

describe('sheet', () => {
	test.each(papers.flatMap((paper) => LEGENDS.flatMap((legend) => [true, false].map((landscape) => ({ paper, legend, landscape })))))(
		'$paper, landscape $landscape, legend $legend: everything lies on the page and nothing on the map',
		(each) => {
			const { page, map, column, strip } = layoutOf(each);
			const other = column ?? strip!;
			for (const rect of [map, other]) {
				expect(rect.x).toBeGreaterThanOrEqual(10);
				expect(rect.x + rect.width).toBeLessThanOrEqual(page.width - 10);
				expect(rect.y + rect.height).toBeLessThanOrEqual(page.height - 10);
			}
			expect(other.x >= map.x + map.width || other.y >= map.y + map.height).toBe(true);
			expect(map.width * map.height).toBeGreaterThan(0.5 * page.width * page.height);
		}
	);
});

describe('frame on the ground', () => {
	it('maps 100 metres at 1:1,000 to 100 millimetres, wherever and however turned', () => {
		fc.assert(
			fc.property(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: 0, max: 6.2, noNaN: true }), (angle, direction) => {
				const frame = groundFrame(choice, 1_000, [400_000, 5_700_000], angle);
				const place = toFrame(frame, 1);
				const a = place(400_020, 5_700_010);
				const b = place(400_020 + 100 * Math.cos(direction), 5_700_010 + 100 * Math.sin(direction));
				expect(Math.hypot(b[0] - a[0], b[1] - a[1])).toBeCloseTo(100, 6);
			})
		);
	});
	it('puts its corners into the corners of the sheet and north up, turned clockwise by the angle', () => {
		const frame = groundFrame(choice, 1_000, [1_000, 2_000], 30);
		const place = toFrame(frame, 1);
		const [upperLeft, , lowerRight] = cornersOf(frame).map(([east, north]) => place(east, north)) as unknown as [number[], number[], number[]];
		expect(upperLeft[0]).toBeCloseTo(0, 6);
		expect(upperLeft[1]).toBeCloseTo(frame.height, 6);
		expect(lowerRight[0]).toBeCloseTo(frame.width, 6);
		const [x0, y0] = place(1_000, 2_000);
		const [x1, y1] = place(1_000, 2_001);
		// The frame's upper edge looks to the north-east: north is left of up.
		expect(Math.atan2(x1 - x0, y1 - y0) * (180 / Math.PI)).toBeCloseTo(-30, 6);
	});
	it('moves along its own axes', () => {
		const frame = groundFrame(choice, 1_000, [0, 0], 90);
		const [east, north] = moved(frame, 0, 0.5);
		expect([east, north]).toEqual([expect.closeTo(frame.height / 2, 6), expect.closeTo(0, 6)]);
	});
	it('proposes a scale in which a plan fits, and not a smaller one than needed', () => {
		for (const angle of [0, 30, 90]) {
			const scale = proposedScale(choice, [0, 0, 300, 300], angle);
			const frame = groundFrame(choice, scale, [150, 150], angle);
			const place = toFrame(frame, 1);
			for (const [east, north] of [[0, 0], [300, 0], [300, 300], [0, 300]] as const) {
				const [x, y] = place(east, north);
				expect(x >= 0 && x <= frame.width && y >= 0 && y <= frame.height).toBe(true);
			}
		}
		expect(proposedScale(choice, [0, 0, 300, 250], 0)).toBe(1_000);
		// A very large one and a single point have a scale, too.
		expect(proposedScale(choice, [0, 0, 300_000, 250_000], 0)).toBe(1_000_000);
		expect(proposedScale(choice, [0, 0, 30_000, 25_000], 0)).toBe(100_000);
		expect(proposedScale(choice, [5, 5, 5, 5], 0)).toBe(100);
	});
	it('has scale bars of round lengths', () => {
		expect(barLength(60, 1_000)).toBe(50);
		expect(barLength(60, 25_000)).toBe(1_000);
	});
});

describe('choice in the address', () => {
	it('reads numbers as Germans write them', () => {
		expect(['1.000', '750', '401 234,5', '401234.5', '1.234.567,25', '-12,5'].map(readNumber)).toEqual([1000, 750, 401234.5, 401234.5, 1234567.25, -12.5]);
		expect(['', 'abc', '1,2,3', '1e5', '0x10'].map(readNumber)).toEqual([NaN, NaN, NaN, NaN, NaN]);
	});
	it('takes the usual for what is missing or unknown', () => {
		const { options, problems } = readOptions(new URLSearchParams('papier=A0&legende=oben&farben=bunt'));
		expect(problems).toEqual([]);
		expect(options).toMatchObject({ paper: 'A3', landscape: true, scale: null, centre: null, angle: 0, variant: 'colour', legend: 'daneben' });
		expect(readOptions(new URLSearchParams('papier=constructor&farben=__proto__')).options.variant).toBe('colour');
	});
	it('names what cannot be read', () => {
		const { problems } = readOptions(new URLSearchParams('massstab=eigen&eigen=viel&ausschnitt=eigen&ost=abc&nord=5.700.000&drehung=400'));
		expect(problems).toEqual(['eigen', 'ost', 'drehung']);
		expect(readOptions(new URLSearchParams('massstab=eigen')).problems).toEqual(['eigen']);
		expect(readOptions(new URLSearchParams('massstab=eigen&eigen=10')).problems).toEqual(['eigen']);
	});
	it('comes back from its own address', () => {
		const { options } = readOptions(new URLSearchParams('papier=A1&format=hoch&massstab=eigen&eigen=750&ausschnitt=eigen&ost=401234,5&nord=5712345&drehung=-12,5&farben=grau&karte=nein&legende=seite'));
		expect(options).toEqual({ paper: 'A1', landscape: false, scale: 750, centre: [401234.5, 5712345], angle: -12.5, variant: 'grey', base: false, scans: true, legend: 'seite' });
		expect(readOptions(writeOptions(options)).options).toEqual(options);
	});
});
