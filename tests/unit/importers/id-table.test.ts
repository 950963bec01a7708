import { describe, expect, it } from 'vitest';
import { IdTable } from '../../../importers/xplan/id-table.ts';

describe('table of ids', () => {
	it('numbers names in the order of adding, each once', () => {
		const table = new IdTable();
		expect(['b', 'a', 'b', '', 'a', ''].map((name) => table.add(name))).toEqual([0, 1, 0, 2, 1, 2]);
		expect(table.size).toBe(3);
		expect(['a', 'b', 'c', ''].map((name) => table.find(name))).toEqual([1, 0, -1, 2]);
	});

	it('knows a hundred thousand names and gives back every one', () => {
		const table = new IdTable();
		const name = (i: number) => `GML_${i.toString(16).padStart(8, '0')}-2ad1-5851-9025-80e174a2dcb8`;
		for (let i = 0; i < 100_000; i++) expect(table.add(name(i))).toBe(i);
		expect(table.size).toBe(100_000);
		for (const i of [0, 1, 511, 512, 65_535, 99_999]) expect([table.find(name(i)), table.add(name(i)), table.name(i)]).toEqual([i, i, name(i)]);
		expect(table.find(name(100_000))).toBe(-1);
	});

	it('takes every text apart: umlauts, letters beyond the first plane, halves of pairs, very long ones', () => {
		const table = new IdTable();
		const names = ['Größe', 'Groesse', '𝒳𝒴', '\ud835', '\udcb3', '€', 'x'.repeat(300_000), 'x'.repeat(300_001), 'é', 'e\u0301', '\0', '\0\0'];
		expect(names.map((name) => table.add(name))).toEqual(names.map((_, i) => i));
		expect(names.map((_, i) => table.name(i))).toEqual(names);
		expect(names.map((name) => table.find(name))).toEqual(names.map((_, i) => i));
	});
});
