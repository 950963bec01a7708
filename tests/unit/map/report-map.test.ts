import { describe, expect, test } from 'vitest';
import { reportsAt } from '../../../portal/lib/map/pick-reports.ts';
import { heatStep } from '../../../portal/lib/map/report-style.ts';

/** A layer that holds points as tiles give them. */
function layerOf(points: ({ at: [number, number] } & Record<string, unknown>)[]) {
	const features = points.map(({ at: [x, y], ...properties }) => ({ get: (name: string) => properties[name], getExtent: () => [x, y, x, y] }));
	const inside = ([x, y]: number[], [west, south, east, north]: number[]) => x! >= west! && x! <= east! && y! >= south! && y! <= north!;
	return { getFeaturesInExtent: (extent: number[]) => features.filter((feature) => inside(feature.getExtent(), extent)) } as never;
}
const report = (ref: string, at: [number, number]) => ({ at, ref, tenant: 'ort', category: 'Laterne', open: 1 });

describe('what lies under a position', () => {
	test('nothing far away, whatever the scale', () => {
		expect(reportsAt(layerOf([report('M-1', [100, 0])]), [0, 0], 1)).toEqual({ cluster: null, reports: [] });
		expect(reportsAt(layerOf([report('M-1', [100, 0])]), [0, 0], 10).reports.map(({ ref }) => ref)).toEqual(['M-1']);
	});

	test('reports that lie together, nearest first, each once though two tiles hold it', () => {
		const layer = layerOf([report('M-2', [5, 0]), report('M-1', [1, 0]), report('M-1', [1, 0])]);
		expect(reportsAt(layer, [0, 0], 1).reports.map(({ ref }) => ref)).toEqual(['M-1', 'M-2']);
	});

	test('a cluster is opened, not its neighbours; a larger one is hit farther away', () => {
		const layer = layerOf([{ at: [0, 0], count: 5000, open: 3 }, report('M-1', [12, 0])]);
		expect(reportsAt(layer, [3, 0], 1)).toEqual({ cluster: { count: 5000, at: [0, 0] }, reports: [] });
		expect(reportsAt(layer, [12, 0], 1)).toMatchObject({ cluster: null, reports: [{ ref: 'M-1', tenant: 'ort', category: 'Laterne', open: true }] });
		const small = layerOf([{ at: [0, 0], count: 2, open: 1 }]);
		expect(reportsAt(small, [22, 0], 1).cluster).toBeNull();
		expect(reportsAt(layerOf([{ at: [0, 0], count: 5000, open: 1 }]), [22, 0], 1).cluster).not.toBeNull();
	});

	test('a single report without a name is one to zoom into', () => {
		expect(reportsAt(layerOf([{ at: [0, 0], open: 1 }]), [0, 0], 1).cluster).toEqual({ count: 1, at: [0, 0] });
	});
});

describe('strength of a cell', () => {
	test('grows with the number, up to the fullest cell', () => {
		const steps = [1, 2, 5, 20, 100, 1000].map((count) => heatStep(count, 1000));
		expect(steps).toEqual([...steps].sort((a, b) => a - b));
		expect(new Set(steps).size).toBe(steps.length);
		expect([steps[0]! >= 1, steps.at(-1)]).toEqual([true, heatStep(50_000, 50_000)]);
	});

	test('a few reports are never the darkest, even where there are no more', () => {
		expect(heatStep(1, 1)).toBeLessThan(heatStep(8, 8));
		expect(heatStep(3, 0)).toBeLessThan(heatStep(8, 8));
	});
});
