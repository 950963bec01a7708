import type VectorTileLayer from 'ol/layer/VectorTile.js';
import RenderFeature from 'ol/render/Feature.js';
import { describe, expect, it } from 'vitest';
import { objectsAt, objectsIn, plansAt } from '../../../portal/lib/map/pick.ts';

type Type = 'Point' | 'LineString' | 'Polygon';
const feature = (type: Type, flat: number[], properties: Record<string, unknown>) =>
	new RenderFeature(type, flat, type === 'Polygon' ? [flat.length] : [], 2, { layer: 'objects', class: 'BP_X', sign: 's', ...properties }, undefined);
const square = (size: number, properties: Record<string, unknown>) =>
	feature('Polygon', [0, 0, size, 0, size, size, 0, size, 0, 0], properties);

/** A layer that has these features in its loaded tiles. */
const layerOf = (...features: RenderFeature[]) =>
	({
		getFeaturesInExtent: ([west, south, east, north]: number[]) =>
			features.filter((each) => {
				const [minX, minY, maxX, maxY] = each.getExtent() as [number, number, number, number];
				return minX <= east! && maxX >= west! && minY <= north! && maxY >= south!;
			})
	}) as unknown as VectorTileLayer;

const ids = (layer: VectorTileLayer, at: [number, number], resolution = 0.1) => objectsAt(layer, at, resolution).map((each) => each.gmlId);

describe('choosing on the map', () => {
	it('names points and lines that were hit before areas, small areas before large ones, and what lies nearby last', () => {
		const layer = layerOf(
			square(100, { gml_id: 'large' }),
			square(20, { gml_id: 'small' }),
			feature('LineString', [0, 5, 100, 5], { gml_id: 'line' }),
			feature('Point', [5, 5], { gml_id: 'tree', draw_order: 9 }),
			feature('LineString', [0, 5.9, 100, 5.9], { gml_id: 'nearby', draw_order: 99 })
		);
		expect(ids(layer, [5, 5])).toEqual(['tree', 'line', 'small', 'large', 'nearby']);
	});

	it('puts what is drawn on top before what lies below', () => {
		const layer = layerOf(square(20, { gml_id: 'ground', draw_order: 100 }), square(90, { gml_id: 'overlay', draw_order: 200 }));
		expect(ids(layer, [5, 5])).toEqual(['overlay', 'ground']);
	});

	it('forgives twelve pixels for lines and points, none for areas', () => {
		const layer = layerOf(square(10, { gml_id: 'area' }), feature('LineString', [0, 20, 100, 20], { gml_id: 'line' }));
		expect(ids(layer, [5, 14], 0.5)).toEqual(['line']);
		expect(ids(layer, [5, 13], 0.5)).toEqual([]);
		expect(ids(layer, [5, 11], 0.1)).toEqual([]);
	});

	it('counts an object that tiles have cut once, and lettering never', () => {
		const layer = layerOf(
			square(10, { gml_id: 'a' }),
			square(10, { gml_id: 'a' }),
			square(10, { gml_id: 'text', class: 'XP_PTO' }),
			square(10, { layer: 'perimeter', gml_id: 'plan' })
		);
		expect(ids(layer, [5, 5])).toEqual(['a']);
	});

	it('lists what reaches into the visible part, equal kinds together and numbers in their order', () => {
		const layer = layerOf(
			square(10, { gml_id: '1', sign: 'wa', label: 'WA 10' }),
			square(10, { gml_id: '2', sign: 'gruen', label: '' }),
			square(10, { gml_id: '3', sign: 'wa', label: 'WA\n2' }),
			feature('Point', [500, 500], { gml_id: 'far', sign: 'wa' })
		);
		expect(objectsIn(layer, [0, 0, 50, 50]).map(({ gmlId, label }) => [gmlId, label])).toEqual([
			['2', ''],
			['3', 'WA 2'],
			['1', 'WA 10']
		]);
	});

	it('finds plans of the Land by their areas', () => {
		const plan = (id: string, size: number) => square(size, { layer: 'plans', class: undefined, id, tenant: 'a', name: `Plan ${id}`, status: 'valid' });
		expect(plansAt(layerOf(plan('big', 100), plan('small', 10)), [5, 5], 1)).toEqual([
			{ planId: 'small', tenant: 'a', name: 'Plan small', status: 'valid' },
			{ planId: 'big', tenant: 'a', name: 'Plan big', status: 'valid' }
		]);
	});
});
