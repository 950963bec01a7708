import { beforeAll, describe, expect, it } from 'vitest';
import { compareAttributes, type ComparedSide } from '../../../gis/plans/difference/attributes.ts';
import { loadCatalogue, type Catalogue } from '../../../importers/xplan/catalogue/catalogue.ts';
import type { Attribute } from '../../../importers/xplan/model.ts';

let catalogue: Catalogue;
beforeAll(async () => {
	catalogue = await loadCatalogue('6.0');
});

const CLASS = 'BP_BaugebietsTeilFlaeche';
const side = (attributes: Attribute[], references: Record<string, string> = {}): ComparedSide => ({
	catalogue,
	className: CLASS,
	attributes,
	reference: (href) => ({ key: references[href] ?? href, text: `Ziel ${references[href] ?? href}` })
});
const compare = (before: Attribute[], after: Attribute[]) => compareAttributes(side(before), side(after));
const height = (hMax: string, reference = '1000'): Attribute => ({
	name: 'hoehenangabe',
	type: 'XP_Hoehenangabe',
	attributes: [
		{ name: 'hoehenbezug', value: reference },
		{ name: 'hMax', value: hMax, uom: 'm' }
	]
});

describe('properties', () => {
	it('are shown with German labels and values, before and after', () => {
		const [change, ...more] = compare([{ name: 'GRZ', value: '0.3' }], [{ name: 'GRZ', value: '0.35' }]);
		expect(more).toEqual([]);
		expect(change).toMatchObject({ name: 'GRZ', before: '0,3', after: '0,35' });
		expect(change!.labels[0]).toContain('Grundflächenzahl');
		expect(compare([{ name: 'bauweise', value: '1000' }], [{ name: 'bauweise', value: '2000' }])[0]).toMatchObject({
			before: expect.stringContaining('Offene'),
			after: expect.stringContaining('Geschlossene')
		});
	});

	it('say what came and what went', () => {
		expect(compare([{ name: 'Z', value: '2' }], [])).toEqual([expect.objectContaining({ name: 'Z', before: '2', after: null })]);
		expect(compare([], [{ name: 'Z', value: '2' }])).toEqual([expect.objectContaining({ name: 'Z', before: null, after: '2' })]);
	});

	it('are the same when only written differently', () => {
		expect(compare([{ name: 'GRZ', value: '0.40' }], [{ name: 'GRZ', value: '0.4' }])).toEqual([]);
		expect(compare([{ name: 'flaechenschluss', value: '1' }], [{ name: 'flaechenschluss', value: 'true' }])).toEqual([]);
		expect(compare([{ name: 'uuid', value: 'a' }], [{ name: 'uuid', value: 'b' }])).toEqual([]);
	});

	it('of data types are told part by part with the unit', () => {
		expect(compare([height('120')], [height('123')])).toEqual([expect.objectContaining({ name: 'hoehenangabe.hMax', before: '120 m', after: '123 m' })]);
	});

	it('that are repeated are compared in order', () => {
		const list = (...values: string[]): Attribute[] => values.map((value) => ({ name: 'aufschrift', value }));
		expect(compare(list('a', 'b', 'c'), list('a', 'x', 'c'))).toEqual([expect.objectContaining({ before: 'b', after: 'x' })]);
		expect(compare(list('a', 'b'), list('b', 'a'))).toEqual([expect.objectContaining({ reordered: true, before: 'a\nb', after: 'b\na' })]);
		expect(compare(list('a'), list('a', 'b'))).toEqual([expect.objectContaining({ before: null, after: 'b' })]);
	});

	it('that are references count by what they lead to, not by the id', () => {
		const reference = (href: string): Attribute[] => [{ name: 'refTextInhalt', href }];
		expect(compareAttributes(side(reference('#old'), { '#old': 'text 1' }), side(reference('#new'), { '#new': 'text 1' }))).toEqual([]);
		expect(compareAttributes(side(reference('#old'), { '#old': 'text 1' }), side(reference('#new'), { '#new': 'text 2' }))).toEqual([
			expect.objectContaining({ name: 'refTextInhalt', before: 'Ziel text 1', after: 'Ziel text 2' })
		]);
	});

	it('of the other end of relations are left out', () => {
		expect(compare([], [{ name: 'wirdDargestelltDurch', href: '#p' }])).toEqual([]);
	});

	it('that are long get a word difference', () => {
		const text = 'Die Höhe baulicher Anlagen darf neun Meter über der Straße nicht überschreiten, gemessen am First.';
		const [change] = compare([{ name: 'text', value: text }], [{ name: 'text', value: text.replace('neun', 'zehn') }]);
		expect(change!.words).toContainEqual({ change: 'removed', text: 'neun' });
		expect(change!.words).toContainEqual({ change: 'added', text: 'zehn' });
	});
});
