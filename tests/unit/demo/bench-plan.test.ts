import { describe, expect, it } from 'vitest';
import { generatePlan } from '../../../portal/demo/index.ts';
import { canValidate, validate } from './helpers.ts';

const write = (objects: number, version: '5.4' | '6.0' = '6.0', seed?: string): string =>
	[...generatePlan(seed ? { objects, version, seed } : { objects, version })].join('');

describe('generatePlan', () => {
	it('writes exactly as many objects as asked for, with unique ids', () => {
		for (const n of [10, 137, 1000]) {
			const gml = write(n);
			expect(gml.match(/<xplan:gehoertZuBereich /g)).toHaveLength(n);
			expect(gml.match(/<xplan:planinhalt /g)).toHaveLength(n);
			const ids = [...gml.matchAll(/ gml:id="([^"]+)"/g)].map((m) => m[1]);
			expect(new Set(ids).size).toBe(ids.length);
		}
	});

	it('refers to objects that exist', () => {
		const gml = write(137);
		const ids = new Set([...gml.matchAll(/ gml:id="([^"]+)"/g)].map((m) => m[1]));
		expect([...gml.matchAll(/xlink:href="#([^"]+)"/g)].filter((m) => !ids.has(m[1]!))).toEqual([]);
	});

	it('grows linearly, about 2 KB an object', () => {
		const [small, large] = [write(1000).length, write(4000).length];
		expect(large / small).toBeGreaterThan(3.9);
		expect(large / small).toBeLessThan(4.1);
		expect(large / 4000).toBeGreaterThan(1600);
		expect(large / 4000).toBeLessThan(2400);
	});

	it('comes in small chunks', () => {
		let largest = 0;
		for (const chunk of generatePlan({ objects: 5000 })) largest = Math.max(largest, chunk.length);
		expect(largest).toBeLessThan(100_000);
	});

	it('is the same for the same seed and another for another', () => {
		expect(write(100, '6.0', 'a')).toBe(write(100, '6.0', 'a'));
		expect(write(100, '6.0', 'a')).not.toBe(write(100, '6.0', 'b'));
	});

	it('refuses a plan that is too small', () => {
		expect(() => write(3)).toThrow(RangeError);
	});

	it.skipIf(!canValidate)('is valid in 5.4 and 6.0 (skipped where ../shared is missing)', () => {
		validate('5.4', write(237, '5.4'));
		validate('6.0', write(237));
	});
});
