import { describe, expect, it } from 'vitest';
import { bytesOf, polygon, ring, SQUARE, xplanAuszug, object } from '../documents.ts';
import { area, checkPlan, checkSource, cornersOf, curvePolygon, placeOf } from './support.ts';

/** Findings of 2.2.2.1 for one geometry. */
async function check(geometry: string, options = {}) {
	const findings = await checkSource(bytesOf(xplanAuszug([object(geometry)])), options);
	return findings.filter(({ rule }) => rule.startsWith('2.2.2.1'));
}
const rulesOf = (findings: { rule: string; severity: string }[]): string[] =>
	findings.map(({ rule, severity }) => `${severity} ${rule.slice('2.2.2.1 '.length)}`);
const multi = (...parts: string[]): string =>
	`<gml:MultiSurface gml:id="M">${parts.map((part) => `<gml:surfaceMember>${part}</gml:surfaceMember>`).join('')}</gml:MultiSurface>`;
const patches = (...rings: string[]): string =>
	`<gml:Surface gml:id="S"><gml:patches>${rings
		.map((one) => `<gml:PolygonPatch><gml:exterior>${ring(one)}</gml:exterior></gml:PolygonPatch>`)
		.join('')}</gml:patches></gml:Surface>`;

describe('self-intersection', () => {
	it('names the very point', async () => {
		const findings = await check(polygon('0 0 10 10 10 0 0 12 0 0'));
		expect(rulesOf(findings)).toEqual(['error self-intersection']);
		expect(placeOf(findings[0])).toEqual({ type: 'Point', coordinates: [5.455, 5.455] });
		expect(findings[0]).toMatchObject({ gmlId: 'O1', class: 'BP_BaugebietsTeilFlaeche', crs: 'EPSG:25833', line: 3 });
		expect(findings[0]!.message).toContain('382005.455 5656005.455');
	});

	it('finds a ring that runs around twice, though it branches nowhere', async () => {
		expect(rulesOf(await check(polygon('0 0 10 0 10 10 0 10 0 0 10 0 10 10 0 10 0 0')))).toEqual(['error self-intersection']);
	});

	it('finds an edge that is run there, back, and there again', async () => {
		const findings = await check(polygon('0 0 10 0 10 4 10 6 10 4 10 6 10 10 0 10 0 0'));
		expect(rulesOf(findings)).toEqual(['error self-intersection']);
		const places = placeOf(findings[0])!.coordinates as number[][];
		expect(places.sort((a, b) => a[1]! - b[1]!)).toEqual([[10, 4], [10, 6]]);
	});

	it('names all points of a ring', async () => {
		const findings = await check(polygon('0 0 10 0 10 2 4 -2 2 2 0 2 0 0'));
		const places = placeOf(findings[0])!.coordinates as number[][];
		expect(places.sort((a, b) => a[0]! - b[0]!)).toEqual([
			[3, 0],
			[7, 0]
		]);
	});

	it.each([
		['a ring that touches itself in a point', polygon('0 0 10 0 10 10 5 0 0 10 0 0')],
		['a ring that runs back on itself', polygon('0 0 10 0 10 10 10 15 10 10 0 10 0 0')],
		['an arc across a line', curvePolygon(['LineStringSegment', '0 0 10 0 10 10 0 10'], ['Arc', '0 10 12 5 0 0'])]
	])('finds %s', async (_, gml) => {
		expect(rulesOf(await check(gml, { orientation: false }))).toEqual(['error self-intersection']);
	});

	it.each([
		['a convex ring', polygon()],
		['a hole that touches the exterior in a point', polygon('0 0 10 0 10 10 0 10 0 0', '0 5 5 6 5 4 0 5')],
		['arcs that bulge', curvePolygon(['LineStringSegment', '0 0 10 0 10 10 0 10'], ['Arc', '0 10 4 5 0 0'])],
		[
			// The arc comes within 0.1 mm of the line, nearer than its chords: 50 m radius, highest point at 0, −0.0001.
			'an arc that comes nearer to a line than its chords',
			curvePolygon(['Arc', '30 -10.0001 0 -0.0001 -30 -10.0001'], ['LineStringSegment', '-30 -10.0001 -30 0 -1 0 1 0 30 0 30 -10.0001'])
		]
	])('accepts %s', async (_, gml) => {
		const findings = await check(gml, { orientation: false });
		expect(rulesOf(findings)).toEqual([]);
	});
});

describe('interior rings', () => {
	it.each([
		['outside', '20 0 20 5 25 5 20 0', 'error interior-outside', { type: 'Polygon' }],
		['across the exterior', '5 5 5 8 15 8 15 5 5 5', 'error exterior-interior-crossing', { type: 'MultiPoint' }],
		['along the exterior', '0 2 5 5 0 8 0 2', 'error exterior-interior-crossing', { type: 'MultiLineString' }]
	])('%s', async (_, interior, rule, geometry) => {
		const findings = await check(polygon(SQUARE, interior), { orientation: false });
		expect(rulesOf(findings)).toEqual([rule]);
		expect(findings[0]!.geometry).toMatchObject(geometry);
	});

	it('names the points where an interior ring crosses the exterior', async () => {
		const [finding] = await check(polygon(SQUARE, '5 5 5 8 15 8 15 5 5 5'));
		expect((placeOf(finding)!.coordinates as number[][]).sort((a, b) => a[1]! - b[1]!)).toEqual([
			[10, 5],
			[10, 8]
		]);
	});

	it.each([
		['nested', '1 1 1 9 9 9 9 1 1 1', '3 3 3 5 5 5 5 3 3 3', 'error interiors-nested'],
		['crossing', '1 1 1 5 5 5 5 1 1 1', '4 4 4 8 8 8 8 4 4 4', 'error interiors-crossing'],
		['side by side on an edge', '1 1 1 5 5 5 5 1 1 1', '5 1 5 5 8 5 8 1 5 1', 'error interiors-crossing']
	])('%s', async (_, first, second, rule) => {
		expect(rulesOf(await check(polygon(SQUARE, first, second)))).toEqual([rule]);
	});

	it('shows what two interior rings share', async () => {
		const [finding] = await check(polygon(SQUARE, '1 1 1 5 5 5 5 1 1 1', '4 4 4 8 8 8 8 4 4 4'));
		expect(cornersOf(finding)).toEqual(['4,4', '4,5', '5,4', '5,5']);
	});

	it('may touch in a point', async () => {
		expect(await check(polygon(SQUARE, '1 1 1 5 5 5 5 1 1 1', '5 5 5 8 8 8 8 5 5 5'))).toEqual([]);
	});
});

describe('parts of a surface', () => {
	it.each([
		['overlap', polygon(), polygon('8 8 18 8 18 18 8 18 8 8'), 'error parts-overlap', ['10,10', '10,8', '8,10', '8,8']],
		['cover each other', polygon(), polygon('2 2 4 2 4 4 2 4 2 2'), 'error parts-covering', ['2,2', '2,4', '4,2', '4,4']]
	])('%s', async (_, first, second, rule, corners) => {
		const findings = await check(multi(first, second));
		expect(rulesOf(findings)).toEqual([rule]);
		expect(cornersOf(findings[0])).toEqual(corners);
	});

	it.each([
		['touch in a point', polygon('10 10 20 10 20 20 10 20 10 10')],
		['have a common edge', polygon('10 0 20 0 20 10 10 10 10 0')],
		['overlap by 1 mm', polygon('9.999 0 20 0 20 10 9.999 10 9.999 0')],
		['lie apart', polygon('50 0 60 0 60 10 50 10 50 0')]
	])('may %s', async (_, second) => {
		expect(await check(multi(polygon(), second))).toEqual([]);
	});

	it('patches overlap', async () => {
		const findings = await check(patches(SQUARE, '8 0 18 0 18 10 8 10 8 0'));
		expect(rulesOf(findings)).toEqual(['error patches-overlap']);
		expect(cornersOf(findings[0])).toEqual(['10,0', '10,10', '8,0', '8,10']);
	});

	it.each([
		['apart', '50 0 60 0 60 10 50 10 50 0'],
		['joined only in a point', '10 10 20 10 20 20 10 20 10 10']
	])('patches %s', async (_, second) => {
		expect(rulesOf(await check(patches(SQUARE, second)))).toEqual(['error patches-apart']);
	});

	it('patches joined along an edge are one surface', async () => {
		expect(await check(patches(SQUARE, '10 0 20 0 20 10 10 10 10 0'))).toEqual([]);
	});
});

describe('what the reader sees', () => {
	it('wrong directions are errors of the file that are put right', async () => {
		const findings = await check(polygon('0 0 0 10 10 10 10 0 0 0', '2 2 4 2 4 4 2 2'));
		expect(rulesOf(findings)).toEqual(['error orientation', 'error orientation']);
		expect(findings.every(({ repaired }) => repaired)).toBe(true);
		expect(placeOf(findings[0])).toEqual({ type: 'Point', coordinates: [0, 0] });
		expect(placeOf(findings[1])).toEqual({ type: 'Point', coordinates: [2, 2] });
	});

	it('wrong directions can be left out', async () => {
		expect(await check(polygon('0 0 0 10 10 10 10 0 0 0'), { orientation: false })).toEqual([]);
	});

	it('repeated points are errors, at their place', async () => {
		const findings = await check(polygon('0 0 10 0 10 0 10 10 0 10 0 0'));
		expect(rulesOf(findings)).toEqual(['error duplicate-points']);
		expect(placeOf(findings[0])).toEqual({ type: 'Point', coordinates: [10, 0] });
	});
});

describe('degenerate areas', () => {
	it.each([
		['a ring of one place', '5 5 5 5 5 5 5 5'],
		['a ring on a line', '0 0 10 0 20 0 0 0'],
		['a ring of two points', '0 0 10 0 0 0'],
		['a tiny ring', '0 0 0.000001 0 0.000001 0.000001 0 0']
	])('%s stops nothing', async (_, offsets) => {
		const findings = await checkPlan([area('O1', offsets), area('O2', '0 0 100 0 100 100 0 100 0 0')]);
		expect(findings.filter(({ rule }) => rule.startsWith('2.2.1.1') || rule.startsWith('2.2.3.1'))).toEqual([]);
	});
});

describe('rings and parts that all lie on each other', () => {
	const same = (count: number) => Array.from({ length: count }, () => '10 10 10 20 20 20 20 10 10 10');
	const square = '0 0 100 0 100 100 0 100 0 0';

	it.each([
		['interior rings', (count: number) => polygon(square, ...same(count)), 'interiors-nested'],
		['parts', (count: number) => multi(...same(count).map((one) => polygon(one))), 'parts-covering'],
		['patches', (count: number) => patches(...same(count)), 'patches-overlap']
	])('are told up to a number of pairs, the rest is said to be unchecked: %s', async (_, geometry, rule) => {
		const all = new Set(rulesOf(await check(geometry(20), { orientation: false })));
		expect(all).toContain(`error ${rule}`);
		expect(all).not.toContain('error not-checkable');
		const some = rulesOf(await check(geometry(400), { orientation: false }));
		expect(some).toContain(`error ${rule}`);
		expect(some.filter((each) => each === 'error not-checkable')).toHaveLength(1);
	});
});
