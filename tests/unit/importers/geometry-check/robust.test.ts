import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverage, type CoverageArea } from '../../../../importers/xplan/checks/geometry/coverage.ts';
import { loadGeos, type Arena, type Pointer } from '../../../../importers/xplan/checks/geometry/geos.ts';
import { frameFor } from '../../../../importers/xplan/checks/geometry/frame.ts';
import { polygonsOf } from '../../../../importers/xplan/checks/geometry/shapes.ts';
import type { Polygon, Position } from '../../../../importers/xplan/model.ts';
import { generatePlan } from '../../../../portal/demo/bench-plan.ts';
import { at, bytesOf, EAST, NORTH, polygon, xplanAuszug } from '../documents.ts';
import { area, checkPlan, checkSource, short } from './support.ts';

const geos = await loadGeos();

describe('coordinates in degrees', () => {
	/** Offsets in metres from a place at 51° north, as degrees. */
	const degrees = (offsets: string): string =>
		offsets
			.split(' ')
			.map(Number)
			.map((metres, index) => (index % 2 === 0 ? 13 + metres / (111_319.5 * Math.cos((51 * Math.PI) / 180)) : 51 + metres / 111_319.5))
			.join(' ');
	const gml = (offsets: string): string =>
		`<gml:Polygon gml:id="G${offsets.length}"><gml:exterior><gml:LinearRing><gml:posList>${degrees(offsets)}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>`;
	const check = async (right: string) => {
		const plan = `<x:BP_Plan gml:id="P1"><x:raeumlicherGeltungsbereich>${gml('0 0 100 0 100 100 0 100 0 0')}</x:raeumlicherGeltungsbereich></x:BP_Plan>`;
		const objects = [area('L', gml('0 0 50 0 50 100 0 100 0 0'), { bereich: null }), area('R', gml(right), { bereich: null })];
		return checkSource(bytesOf(xplanAuszug([plan, ...objects], { envelope: 'EPSG:4258' })));
	};

	it.each([
		['1 mm is nothing', '50.001 0 100 0 100 100 50.001 100 50.001 0', []],
		['5 mm is a gap', '50.005 0 100 0 100 100 50.005 100 50.005 0', ['error 2.2.1.1 gap P1']],
		['5 mm is an overlap', '49.995 0 100 0 100 100 49.995 100 49.995 0', ['error 2.2.1.1 overlap L']]
	])('%s', async (_, right, expected) => {
		const findings = await check(right);
		expect(short(findings)).toEqual(expected);
		for (const { geometry, crs } of findings) {
			expect(crs).toBe('EPSG:4258');
			const [[first]] = geometry!.coordinates as Position[][];
			expect(first![0]).toBeCloseTo(13, 2);
			expect(first![1]).toBeCloseTo(51, 2);
		}
	});
});

describe('any rings', () => {
	it('are checked without an exception, and findings have numbers', async () => {
		// Small numbers meet often: rings touch, cross, repeat, run back.
		const offsets = fc.array(fc.tuple(fc.integer({ min: -2, max: 8 }), fc.integer({ min: -2, max: 8 })), { minLength: 3, maxLength: 9 });
		const text = (points: [number, number][]): string => [...points, points[0]!].map(([east, north]) => `${east * 10} ${north * 10}`).join(' ');
		await fc.assert(
			fc.asyncProperty(fc.array(offsets, { minLength: 1, maxLength: 4 }), offsets, async (rings, outline) => {
				const objects = rings.map((points, index) => area(`O${index}`, text(points)));
				const findings = await checkPlan(objects, { outline: polygon(text(outline)), version: '6.0' });
				expect(findings.filter(({ rule }) => rule.endsWith('not-checkable'))).toEqual([]);
				// JSON writes NaN and Infinity as null.
				for (const { geometry } of findings) expect(JSON.stringify(geometry ?? '')).not.toContain('null');
			}),
			{ numRuns: 60 }
		);
	});
});

describe('coverage', () => {
	/** Rectangles on a grid of 10 m. */
	const rectangle = fc
		.tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 7 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
		.map(([x, y, width, height]) => ringOf(x, y, x + width, y + height));
	const ringOf = (x1: number, y1: number, x2: number, y2: number): Position[] =>
		[[x1, y1], [x2, y1], [x2, y2], [x1, y2], [x1, y1]].map(([x, y]): Position => [EAST + x! * 10, NORTH + y! * 10]);
	const made = (arena: Arena, ring: Position[]): CoverageArea => ({ rings: [ring], area: arena.polygon([ring]) });
	const sum = (arena: Arena, pointers: readonly Pointer[]): number =>
		Math.round(pointers.reduce((total, pointer) => total + arena.area(pointer), 0));

	it('finds the same as intersections and differences of all', () => {
		fc.assert(
			fc.property(fc.array(rectangle, { minLength: 1, maxLength: 10 }), rectangle, (rings, outlineRing) => {
				const arena = geos.arena();
				try {
					const areas = rings.map((ring) => made(arena, ring));
					const outline = made(arena, outlineRing);
					const found = coverage(arena, areas, outline);
					const union = arena.union(arena.collect(areas.map((one) => one.area)));
					expect(sum(arena, found.gaps.map(({ face }) => face))).toBe(sum(arena, [arena.difference(outline.area, union)]));
					const pairs = areas.flatMap((a, i) =>
						areas.slice(i + 1).flatMap((b, j) => {
							const shared = sum(arena, [arena.intersection(a.area, b.area)]);
							return shared > 0 ? [[i, i + 1 + j, shared]] : [];
						})
					);
					expect(found.overlaps.map(({ a, b, shared }) => [a, b, sum(arena, [shared])])).toEqual(pairs);
				} finally {
					arena.free();
				}
			}),
			{ numRuns: 100 }
		);
	});
});

describe('running', () => {
	it('tells its progress and can be stopped', async () => {
		const shares: number[] = [];
		let stops = 0;
		const onProgress = (share: number): void => void shares.push(share);
		await checkSource(bytesOf([...generatePlan({ objects: 1000 })].join(''), 65_536), {}, { onProgress, checkpoint: () => void stops++ });
		expect(shares).toEqual([...shares].sort((a, b) => a - b));
		expect(shares[shares.length - 1]).toBe(1);
		expect(stops).toBeGreaterThan(5);
		const checkpoint = (): void => {
			throw new Error('cancelled');
		};
		await expect(checkPlan([area('A', '0 0 100 0 100 100 0 100 0 0')], {}, { checkpoint })).rejects.toThrow('cancelled');
	});

	it('finds nothing in a generated plan', async () => {
		expect(await checkSource(bytesOf([...generatePlan({ objects: 1000 })].join(''), 65_536))).toEqual([]);
	});

	it('gives all memory of GEOS back', async () => {
		const objects = Array.from({ length: 60 }, (_, i) => area(`O${i}`, `${i} 0 ${i + 30} 0 ${i + 30} 130 ${i} 130 ${i} 0`));
		const memory = (): number => (geos.api.Module.HEAPU8 as Uint8Array).length;
		await checkPlan(objects);
		const before = memory();
		// What one run makes is almost 1 MB: thirty that are not freed would not fit.
		for (let i = 0; i < 30; i++) await checkPlan(objects);
		expect(memory()).toBe(before);
	});
});

describe('tangles', () => {
	/** A ring through so many points of a sequence that looks random. */
	const tangle = (count: number): string => {
		let seed = 7;
		const next = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % 1000;
		const points = Array.from({ length: count }, () => `${next() / 10} ${next() / 10}`);
		return [...points, points[0]!].join(' ');
	};

	it('are reported by one of their crossings, and hold up nothing', async () => {
		const findings = await checkPlan([area('T', tangle(3000), { flaechenschluss: true }), area('A', '0 0 100 0 100 100 0 100 0 0')]);
		const found = findings.filter(({ rule }) => rule === '2.2.2.1 self-intersection');
		expect(found).toHaveLength(1);
		expect(found[0]!.geometry?.type).toBe('Point');
		expect(findings.filter(({ gmlId, rule }) => gmlId !== 'T' || rule.startsWith('2.2.1.1'))).toEqual([]);
	});

	it('of a line leave its place unchecked, which is said', async () => {
		const line = `<x:BP_BauGrenze gml:id="L"><x:gehoertZuBereich xlink:href="#B1"/><x:position><gml:LineString srsName="EPSG:25833"><gml:posList>${at(tangle(3000))}</gml:posList></gml:LineString></x:position></x:BP_BauGrenze>`;
		expect(short(await checkPlan([line], { outline: polygon('0 0 50 0 50 50 0 50 0 0') }))).toContain('warning 2.2.3.1 not-checkable L');
	});

	it('of many areas leave the Flächenschluss unchecked, which is said', async () => {
		const objects = Array.from({ length: 400 }, (_, i) => area(`S${i}`, `${i / 5} 0 ${i / 5 + 0.1} 0 ${90 - i / 5} 100 ${89.9 - i / 5} 100 ${i / 5} 0`));
		const findings = await checkPlan(objects, { geltungsbereich: false });
		expect(short(findings)).toContain('error 2.2.1.1 not-checkable P1');
	});

	it('of points that are nowhere on earth hold up nothing', async () => {
		const nowhere = ['1.7976931348623157e308 31 464424 5794754 464434 1.7976931348623157e308', '5e18 5 9e18 6 9e18 9e18', '5e-324 5 32380000.5 42 34 40'];
		const objects = nowhere.map((points, i) => {
			const first = points.split(' ').slice(0, 2).join(' ');
			const written = `<gml:Polygon><gml:exterior><gml:LinearRing><gml:posList>${points} ${first}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>`;
			return `<x:BP_BaugebietsTeilFlaeche gml:id="N${i}"><x:gehoertZuBereich xlink:href="#B1"/><x:position>${written}</x:position><x:flaechenschluss>true</x:flaechenschluss></x:BP_BaugebietsTeilFlaeche>`;
		});
		const findings = await checkPlan([...objects, area('A', '0 0 100 0 100 100 0 100 0 0', { flaechenschluss: true })]);
		expect(findings.filter(({ gmlId }) => gmlId === 'A')).toEqual([]);
		expect(new Set(findings.filter(({ rule }) => /^coordinates|^wrong-hemisphere/.test(rule)).map(({ gmlId }) => gmlId))).toEqual(new Set(['N0', 'N1', 'N2']));
	});
});

describe('areas that all lie on each other', () => {
	it('are told as long as it is worth the time, then summed up', async () => {
		// Circles of some thousand points each, one on the other.
		const circle = Array.from({ length: 4000 }, (_, i) => [50 + 49 * Math.cos((i * Math.PI) / 2000), 50 + 49 * Math.sin((i * Math.PI) / 2000)]);
		const text = [...circle, circle[0]!].map(([east, north]) => `${east!.toFixed(4)} ${north!.toFixed(4)}`).join(' ');
		const areas = (count: number): string[] => Array.from({ length: count }, (_, i) => area(`C${i}`, text, { flaechenschluss: true }));
		const found = async (count: number): Promise<[number, number]> => {
			const rules = (await checkPlan(areas(count), { geltungsbereich: false })).map(({ rule }) => rule);
			return [rules.filter((rule) => rule === '2.2.1.1 overlap').length, rules.filter((rule) => rule === '2.2.1.1 overlaps-left-out').length];
		};
		expect(await found(4)).toEqual([6, 0]);
		const [told, summedUp] = await found(14);
		expect(told).toBeGreaterThan(10);
		expect(told).toBeLessThan(60);
		expect(summedUp).toBe(1);
	});
});

describe('arcs beyond all measure', () => {
	it('get coarser chords, which changes nothing for others', async () => {
		// Three points that are almost in line: a circle of 100 km, of which the ring is the longer part.
		const arc = `<gml:Arc><gml:posList>${at('0 0 -200000 0 0 100')}</gml:posList></gml:Arc>`;
		const back = `<gml:LineStringSegment><gml:posList>${at('0 100 0 0')}</gml:posList></gml:LineStringSegment>`;
		const ring = `<gml:Polygon srsName="EPSG:25833"><gml:exterior><gml:Ring><gml:curveMember><gml:Curve><gml:segments>${arc}${back}</gml:segments></gml:Curve></gml:curveMember></gml:Ring></gml:exterior></gml:Polygon>`;
		const geometry = { type: 'Surface' as const, surfaces: [[{ exterior: [{ type: 'arc' as const, points: [[0, 0], [-200_000, 0], [0, 100]] as Position[] }], interiors: [] }]] as [Polygon[]] };
		expect(polygonsOf(geos.arena(), geometry, frameFor('EPSG:25833', [0, 0]))[0]![0]!.length).toBeLessThanOrEqual(2 * 2_500 + 2);
		const findings = await checkPlan([area('H', ring, { flaechenschluss: true }), area('A', '0 0 100 0 100 100 0 100 0 0', { flaechenschluss: true })]);
		expect(findings.filter(({ gmlId }) => gmlId === 'A')).toEqual([]);
		expect(findings.filter(({ rule }) => rule.endsWith('not-checkable'))).toEqual([]);
	});
});

it('finds a gap that is wide enough, though not where its inner point lies', async () => {
	// A wedge: its widest horizontal has its middle less than 1 mm below the slope.
	const wedge = '10 10 10 10.0035 20 10 10 10';
	const findings = await checkPlan([area('A', polygon('0 0 100 0 100 100 0 100 0 0', wedge))]);
	expect(short(findings)).toContain('error 2.2.1.1 gap P1');
});
