import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkXplan } from '../../../../importers/xplan/check.ts';
import { Effort, EffortError } from '../../../../importers/xplan/checks/geometry/effort.ts';
import { Arena } from '../../../../importers/xplan/checks/geometry/geos.ts';
import { tangleAt } from '../../../../importers/xplan/checks/geometry/tangle.ts';
import type { Finding, Position } from '../../../../importers/xplan/model.ts';
import { craftedPlan, LONG_RINGS, MANY_RINGS } from '../../../fuzz/crafted.ts';
import { bytesOf } from '../documents.ts';

let spent = 0;

beforeEach(() => {
	const { spend } = Effort.prototype;
	vi.spyOn(Effort.prototype, 'spend').mockImplementation(function (this: Effort, units: number) {
		spent += units;
		spend.call(this, units);
	});
});
afterEach(() => vi.restoreAllMocks());

interface Checked {
	findings: Finding[];
	/** Units of effort of all rules. */
	spent: number;
}

async function check(role: string, kind: string, count: number, curves = 'straight'): Promise<Checked> {
	const rings = kind in MANY_RINGS ? MANY_RINGS[kind]!(count) : [LONG_RINGS[kind]!(count)];
	spent = 0;
	const { findings } = await checkXplan(bytesOf(craftedPlan(role, rings, curves, '6/0'), 65_536));
	return { findings: findings.filter((finding) => finding.check === 'geometry'), spent };
}

const severities = (findings: readonly Finding[], rule: string): string[] =>
	findings.filter((finding) => finding.rule === rule).map(({ severity }) => severity);

describe('what is too much to be compared', () => {
	it.each([
		['holes', 'leaning beside each other', 1500, '2.2.2.1', '2.2.1.1'],
		['holes', 'in each other', 1500, '2.2.2.1', '2.2.1.1'],
		['parts', 'same', 1000, '2.2.2.1'],
		['patches', 'pushed by 1 mm', 1000, '2.2.2.1'],
		['areas', 'leaning beside each other', 2500, '2.2.1.1'],
		['areas on one for all', 'fan', 3000, '2.2.1.1'],
		['Geltungsbereich', 'thin triangles', 2000, '2.2.2.1', '2.2.3.1'],
		['lines', 'leaning beside each other', 2500, '2.2.3.1'],
		['Geltungsbereich', 'touching itself', 1600, '2.2.3.1'],
		['holes', 'leaning comb', 6000, '2.2.2.1']
	])('%s, %s (%i): is an error that says so', async (role, kind, count, ...rules) => {
		const { findings } = await check(role, kind, count);
		for (const rule of rules) expect(severities(findings, `${rule} not-checkable`)).toContain('error');
	});

	it.each([
		['random on one line', 3000],
		['comb, and its edge again and again', 3000],
		['comb with long spikes', 3000],
		['on one leaning line', 4000],
		['on one leaning line', 16_000]
	])('shows one place of a ring that lies on itself: %s, %i points', async (kind, count) => {
		const { findings, spent } = await check('areas', kind, count);
		expect(findings.map(({ rule }) => rule)).not.toContain('2.2.2.1 not-checkable');
		expect(findings.filter(({ rule }) => rule === '2.2.2.1 self-intersection').map(({ geometry }) => geometry?.type)).toEqual(['Point']);
		expect(spent).toBeLessThan(8_000_000);
	});

	it('ends while segments are compared, not after it', () => {
		const effort = new Effort(10_000);
		const arena = { spend: (units: number) => effort.spend(units) } as Arena;
		const ring = LONG_RINGS['leaning comb']!(4000).map(([east, north]): Position => [east, north]);
		spent = 0;
		expect(() => tangleAt(arena, [ring])).toThrow(EffortError);
		expect(spent).toBeLessThan(12_000);
	});

	it.each([
		['star', 40],
		['zigzag', 200]
	])('mends only so many broken areas: %s', async (kind, count) => {
		const document = craftedPlan('holes in a broken area', [LONG_RINGS[kind]!(count)], 'straight', '6/0');
		const area = document.match(/<gml:featureMember><xplan:BP_Gruen.*?<\/gml:featureMember>/)![0];
		const areas = Array.from({ length: 600 }, (_, i) => area.replace('gml:id="a0"', `gml:id="b${i}"`)).join('');
		const mended = vi.spyOn(Arena.prototype, 'makeValid');
		const { findings } = await checkXplan(bytesOf(document.replace(area, areas), 65_536));
		expect(severities(findings, '2.2.1.1 not-checkable')).toEqual(['error']);
		// Those that ended with an error of the effort were not mended.
		expect(mended.mock.results.filter(({ type }) => type === 'return').length).toBeLessThan(400);
	});

	it('cuts only so many objects into hundreds of parts', async () => {
		const document = craftedPlan('holes of the Geltungsbereich', [LONG_RINGS['leaning comb']!(400)], 'straight', '6/0');
		const objects = document.match(/<gml:featureMember><xplan:BP_Gruen.*?<\/gml:featureMember>/gs)!.join('');
		const cut = vi.spyOn(Arena.prototype, 'difference');
		const { findings } = await checkXplan(bytesOf(document.replace(objects, objects.repeat(40)), 65_536));
		expect(severities(findings, '2.2.3.1 not-checkable')).toEqual(['error']);
		expect(cut.mock.calls.length).toBeLessThan(300);
	});

	it('sees crossings on whichever side of the rings they lie', async () => {
		const mended = vi.spyOn(Arena.prototype, 'makeValid');
		const { findings } = await check('patches', 'crossing', 1300);
		expect(severities(findings, '2.2.2.1 not-checkable')).toContain('error');
		expect(mended).not.toHaveBeenCalled();
	});

	it('an object and all holes it covers are intersected once', async () => {
		const holes = MANY_RINGS.apart!(300);
		const document = craftedPlan('holes of the Geltungsbereich', holes, 'straight', '6/0');
		const intersected = vi.spyOn(Arena.prototype, 'intersection');
		const { findings } = await checkXplan(bytesOf(document, 65_536));
		const covering = findings.filter(({ rule }) => rule.startsWith('2.2.3.1 hole'));
		// Some lie between two areas.
		expect(covering.flatMap(({ geometry }) => (geometry as { coordinates: unknown[] }).coordinates).length).toBeGreaterThan(0.9 * holes.length);
		expect(intersected.mock.calls.length).toBeLessThanOrEqual(20);
	});

	it('leaves what was found before', async () => {
		const { findings } = await check('parts', 'same', 1000);
		expect(severities(findings, '2.2.2.1 parts-covering').length).toBeGreaterThan(100);
	});

	it('leaves other areas alone', async () => {
		const document = craftedPlan('holes', MANY_RINGS['leaning beside each other']!(1500), 'straight', '6/0');
		const bowtie = craftedPlan('areas', [[[0, 0], [10, 10], [10, 0], [0, 10]]], 'straight', '6/0').match(/<gml:featureMember><xplan:BP_Gruen.*?<\/gml:featureMember>/)![0].replaceAll('a0', 'other');
		const { findings } = await checkXplan(bytesOf(document.replace('</xplan:XPlanAuszug>', `${bowtie}</xplan:XPlanAuszug>`)));
		expect(findings.filter(({ gmlId, rule }) => gmlId === 'other' && rule.startsWith('2.2.2.1')).map(({ rule }) => rule)).toEqual(['2.2.2.1 self-intersection']);
	});
});

describe('twice as many', () => {
	it.each([
		...['areas', 'holes and what fills them', 'Bereiche', 'points', 'lines one by one'].map((role) => [role, 'apart']),
		...['areas', 'areas on one for all'].map((role) => [role, 'side by side'])
	])('%s, %s, cost about twice as much', async (role, kind) => {
		const few = await check(role!, kind!, 400);
		const twice = await check(role!, kind!, 800);
		expect(twice.spent / few.spent).toBeLessThan(2.5);
		expect(few.findings.filter(({ rule }) => rule.endsWith('not-checkable'))).toEqual([]);
	});
});
