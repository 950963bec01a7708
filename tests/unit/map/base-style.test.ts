import RenderFeature from 'ol/render/Feature.js';
import { describe, expect, it } from 'vitest';
import { baseStyle } from '../../../portal/lib/map/base-style.ts';
import { extentOf } from '../../../portal/lib/map/view.ts';

const line = (properties: Record<string, unknown>) => new RenderFeature('LineString', [0, 0, 10, 0], [4], 2, properties, undefined);
const texts = (properties: Record<string, unknown>, resolution: number) =>
	(baseStyle(line(properties), resolution) ?? []).map((style) => style.getText()?.getText()).filter(Boolean);

describe('base map style', () => {
	it('writes street names along the street, only where they can be read', () => {
		const street = { layer: 'street', kind: 'residential', name: 'Lindenstraße' };
		expect(texts(street, 1)).toEqual(['Lindenstraße']);
		expect(texts(street, 30)).toEqual([]);
		expect(baseStyle(line(street), 1)!.at(-1)!.getText()!.getPlacement()).toBe('line');
	});

	it('shows parcels at large scales only', () => {
		expect(baseStyle(line({ layer: 'parcel', kind: 'parcel' }), 0.5)).toHaveLength(1);
		expect(baseStyle(line({ layer: 'parcel', kind: 'parcel' }), 5)).toBeUndefined();
	});

	it('draws streets as wide as they are', () => {
		const width = (metres: number) => baseStyle(line({ layer: 'street', kind: 'residential', width: metres }), 0.5)!.at(-1)!.getStroke()!.getWidth()!;
		expect(width(12) / width(6)).toBeCloseTo(2);
	});

	it('leaves out what it does not know', () => {
		expect(baseStyle(line({ layer: 'unheard-of', kind: 'x' }), 1)).toBeUndefined();
	});
});

describe('extent of a geometry', () => {
	it('covers every part', () => {
		const geometry = { coordinates: [[[[1, 2], [5, 2], [5, 9]]], [[[-3, 4], [0, 4], [0, 5]]]] };
		expect(extentOf(geometry)).toEqual([-3, 2, 5, 9]);
		expect(extentOf({ coordinates: [7, 8] })).toEqual([7, 8, 7, 8]);
	});
});
