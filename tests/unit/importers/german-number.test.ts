import { describe, expect, it } from 'vitest';
import { germanNumber } from '../../../importers/xplan/german-number.ts';

describe('numbers in messages', () => {
	it.each([
		[0, 0, '0'],
		[7, 0, '7'],
		[999.5, 0, '1.000'],
		[1234, 0, '1.234'],
		[1_234_567.891, 2, '1.234.567,89'],
		[0.000_25, 6, '0,00025'],
		[12.5, 2, '12,5'],
		[12.001, 2, '12']
	])('%d with %d digits: %s', (number, digits, text) => {
		expect(germanNumber(number, digits)).toBe(text);
	});

	it('reads as the German format of the platform', () => {
		for (let i = 0; i < 2_000; i++) {
			const number = Math.sin(i) ** 2 * 10 ** (i % 8);
			for (const digits of [0, 1, 2, 6]) expect(germanNumber(number, digits)).toBe(number.toLocaleString('de-DE', { maximumFractionDigits: digits }));
		}
	});
});
