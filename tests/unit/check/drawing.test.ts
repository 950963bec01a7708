import { describe, expect, it } from 'vitest';
import { drawingOf } from '../../../portal/lib/check/drawing.ts';
import { buildLindenpark } from '../../../portal/demo/lindenpark.ts';
import { demoDates } from '../../../portal/demo/dates.ts';
import type { Feature } from '../../../importers/xplan/model.ts';
import { checkXplan } from '../../../importers/xplan/check.ts';
import { bytesOf } from '../importers/documents.ts';

describe('drawing of a checked file', () => {
	it('has every object with a place, its sign and label, in the map’s coordinates', async () => {
		const features: Feature[] = [];
		const { gml } = buildLindenpark('entwurf', demoDates(new Date('2026-05-04')));
		const skip = new Set(['structure', 'references', 'geometry', 'semantics'] as const);
		await checkXplan(bytesOf(gml), { skip, onFeatures: (batch) => features.push(...batch) });
		const { objects, extent } = await drawingOf(features, '6.0');
		expect(objects.length).toBeGreaterThan(100);
		expect(objects[0]).toMatchObject({ class: 'BP_Plan', draw_order: -1 });
		expect(objects.find(({ class: name }) => name === 'BP_BaugebietsTeilFlaeche')).toMatchObject({ sign: expect.stringMatching(/^bp-/), label: expect.stringContaining('W') });
		expect(objects.map((each) => each.draw_order)).toEqual(objects.map((each) => each.draw_order).sort((a, b) => a - b));
		expect(extent![0]).toBeGreaterThan(1_400_000);
		expect(extent![2]).toBeLessThan(1_600_000);
		expect(objects.some(({ class: name }) => name === 'BP_Bereich' || name === 'XP_TextAbschnitt')).toBe(false);
	});

	it('leaves out what has no place, or none on earth', async () => {
		const at = (east: number): Feature => ({
			class: 'BP_BauGrenze',
			gmlId: `G${east}`,
			line: 1,
			attributes: [{ name: 'position', crs: 'EPSG:25833', geometry: { type: 'Point', positions: [[east, 5_656_000]] } }]
		});
		const { objects, extent } = await drawingOf([at(NaN), { class: 'BP_BauGrenze', gmlId: 'X', line: 1, attributes: [] }], '6.0');
		expect(objects).toEqual([]);
		expect(extent).toBeNull();
		expect((await drawingOf([at(382_000)], '6.0')).objects).toHaveLength(1);
	});
});
