import { describe, expect, it } from 'vitest';
import { bytesOf, polygon, xplanAuszug } from '../documents.ts';
import { area, checkPlan, checkSource, cornersOf, curvePolygon, placeOf, short, type PlanOptions } from './support.ts';

const LEFT = '0 0 50 0 50 100 0 100 0 0';
const RIGHT = '50 0 100 0 100 100 50 100 50 0';
const WHOLE = '0 0 100 0 100 100 0 100 0 0';

async function check(objects: string[], options: PlanOptions = {}) {
	const findings = await checkPlan(objects, { geltungsbereich: false, ...options });
	return findings.filter(({ rule }) => rule.startsWith('2.2.1.1'));
}
const outlineOf = (offsets: string): string => `<x:geltungsbereich>${polygon(offsets)}</x:geltungsbereich>`;
const from = (date: string): string =>
	`<x:startBedingung><x:XP_WirksamkeitBedingung><x:datumAbsolut>${date}</x:datumAbsolut></x:XP_WirksamkeitBedingung></x:startBedingung>`;
const until = (date: string): string => from(date).replaceAll('startBedingung', 'endeBedingung');

describe('areas that close', () => {
	it.each([
		['side by side', [area('L', LEFT), area('R', RIGHT)]],
		['no area takes part', [area('L', LEFT, { flaechenschluss: false })]],
		['within 1 mm', [area('L', LEFT), area('R', '50.001 0 100 0 100 100 50.001 100 50.001 0')]],
		['overlapping by 1 mm', [area('L', LEFT), area('R', '49.999 0 100 0 100 100 49.999 100 49.999 0')]],
		['an area in the hole of another one', [
			area('L', polygon(WHOLE, '20 20 20 40 40 40 40 20 20 20')),
			area('R', '20 20 40 20 40 40 20 40 20 20')
		]],
		['a common arc, given by other points', [
			area('L', curvePolygon(['LineStringSegment', '50 100 0 100 0 0 50 0'], ['Arc', '50 0 60 50 50 100'])),
			area('R', curvePolygon(['LineStringSegment', '50 0 100 0 100 100 50 100'], ['ArcString', `50 100 ${arcPoint(75)} ${arcPoint(50)} ${arcPoint(20)} 50 0`]))
		]],
		['another Ebene above', [area('L', WHOLE), area('R', LEFT, { inside: '<x:ebene>1</x:ebene>' })]],
		['a line with flaechenschluss', [area('L', WHOLE), area('R', '<gml:LineString gml:id="Z"><gml:posList>382000 5656000 382010 5656000</gml:posList></gml:LineString>')]]
	])('%s', async (_, objects) => {
		expect(await check(objects)).toEqual([]);
	});
});

/** On the circle through 50,0 – 60,50 – 50,100, at a height. */
function arcPoint(north: number): string {
	const radius = (50 * 50 + 10 * 10) / 20;
	return `${60 - radius + Math.sqrt(radius * radius - (north - 50) ** 2)} ${north}`;
}

describe('overlaps', () => {
	it('one finding for a pair, with the place', async () => {
		const findings = await check([area('L', '0 0 60 0 60 100 0 100 0 0'), area('R', RIGHT)]);
		expect(short(findings)).toEqual(['error 2.2.1.1 overlap L']);
		expect(cornersOf(findings[0])).toEqual(['50,0', '50,100', '60,0', '60,100']);
		expect(findings[0]!.message).toMatch(/BP_BaugebietsTeilFlaeche R auf 1\.000 m²/);
	});

	it('an area on top of another one', async () => {
		const findings = await check([area('L', WHOLE), area('R', '20 20 40 20 40 40 20 40 20 20')]);
		expect(short(findings)).toEqual(['error 2.2.1.1 overlap L']);
		expect(findings[0]!.message).toMatch(/vollständig mit .* R \(400 m²\)/);
	});

	it('the same area twice', async () => {
		expect(short(await check([area('L', WHOLE), area('R', WHOLE)]))).toEqual(['error 2.2.1.1 overlap L']);
	});

	it('two that fit together below a third', async () => {
		expect(short(await check([area('L', LEFT), area('R', RIGHT), area('T', WHOLE)]))).toEqual([
			'error 2.2.1.1 overlap L',
			'error 2.2.1.1 overlap R'
		]);
	});

	it('without a Geltungsbereich too', async () => {
		expect(short(await check([area('L', WHOLE), area('R', LEFT)], { outline: null }))).toEqual(['error 2.2.1.1 overlap L']);
	});

	it('an overlap beside a part outside of the Geltungsbereich', async () => {
		const findings = await check([area('L', WHOLE), area('R', '90 0 120 0 120 100 90 100 90 0')]);
		expect(short(findings)).toEqual(['error 2.2.1.1 overlap L']);
		expect(cornersOf(findings[0])).toEqual(['100,0', '100,100', '90,0', '90,100']);
	});

	it.each([
		['one ends before the other begins', until('2026-01-31'), from('2026-02-01'), 'BP_GruenFlaeche', 0],
		['one ends when the other begins', until('2026-02-01'), from('2026-02-01'), 'BP_GruenFlaeche', 0],
		['both are in force for a day', until('2026-02-02'), from('2026-02-01'), 'BP_GruenFlaeche', 1],
		['only one has an end', until('2026-02-01'), '', 'BP_GruenFlaeche', 1],
		['the other class has no such condition', until('2026-01-31'), from('2026-02-01'), 'SO_Forstrecht', 1]
	])('in time: %s', async (_, first, second, name, count) => {
		expect(await check([area('L', WHOLE, { inside: first }), area('R', WHOLE, { inside: second, name })])).toHaveLength(count);
	});
});

describe('gaps', () => {
	it.each([
		['5.4', '', 'warning'],
		['6.0', '', 'error'],
		['6.0', '<x:aendertPlan><x:XP_VerbundenerPlan><x:planName>A</x:planName></x:XP_VerbundenerPlan></x:aendertPlan>', 'warning']
	])('%s %s', async (version, inPlan, severity) => {
		const findings = await check([area('L', LEFT), area('R', '60 0 100 0 100 100 60 100 60 0')], { version, inPlan });
		expect(short(findings)).toEqual([`${severity} 2.2.1.1 gap P1`]);
		expect(cornersOf(findings[0])).toEqual(['50,0', '50,100', '60,0', '60,100']);
		expect(findings[0]).toMatchObject({ class: 'BP_Plan', crs: 'EPSG:25833' });
	});

	it('counts for plan and Bereich', async () => {
		const bereiche: [string, string][] = [['B1', outlineOf(WHOLE)]];
		expect(short(await check([area('L', LEFT)], { bereiche }))).toEqual(['error 2.2.1.1 gap P1', 'error 2.2.1.1 gap B1']);
	});

	it('between areas: their edges differ', async () => {
		const findings = await check([area('L', LEFT), area('R', '50 0 100 0 100 100 50 100 50 60 51 50 50 40 50 0')]);
		expect(short(findings)).toEqual(['info 2.2.1.1 point-missing P1', 'error 2.2.1.1 edges-differ P1', 'error 2.2.1.1 gap P1']);
		expect(placeOf(findings[0])?.coordinates).toHaveLength(2);
		expect(cornersOf(findings[1])).toEqual(['50,40', '50,60', '51,50']);
	});

	it('a hole of the Geltungsbereich is none', async () => {
		const outline = polygon(WHOLE, '20 20 20 40 40 40 40 20 20 20');
		expect(await check([area('L', outline)], { outline })).toEqual([]);
	});

	it('a hole of an area is one', async () => {
		const findings = await check([area('L', polygon(WHOLE, '20 20 20 40 40 40 40 20 20 20'))]);
		expect(short(findings)).toEqual(['error 2.2.1.1 edges-differ P1', 'error 2.2.1.1 gap P1']);
		expect(cornersOf(findings[1])).toEqual(['20,20', '20,40', '40,20', '40,40']);
	});

	it('2 mm wide is none, 3 mm is one', async () => {
		const right = (east: number): string => area('R', `${east} 0 100 0 100 100 ${east} 100 ${east} 0`);
		expect(await check([area('L', LEFT), right(50.0019)])).toEqual([]);
		expect(short(await check([area('L', LEFT), right(50.003)]))).toEqual(['error 2.2.1.1 gap P1']);
	});

	it('not in plans of the Landschaftsplanung', async () => {
		const members = [
			`<x:LP_Plan gml:id="P1"><x:raeumlicherGeltungsbereich>${polygon(WHOLE)}</x:raeumlicherGeltungsbereich></x:LP_Plan>`,
			area('L', LEFT, { bereich: null })
		];
		const ofKind = (kind: string) => checkSource(bytesOf(xplanAuszug(members.map((member) => member.replaceAll('LP_Plan', kind)))));
		expect(await ofKind('LP_Plan')).toEqual([]);
		expect(short(await ofKind('FP_Plan'))).toEqual(['error 2.2.1.1 gap P1']);
	});
});

describe('Bereiche', () => {
	const bereiche = (meaning: string): [string, string][] => [
		['B1', ''],
		['B2', `<x:bedeutung>${meaning}</x:bedeutung>`]
	];

	it.each(['1800', '2000'])('objects of a Bereich %s need not be within and fill nothing', async (meaning) => {
		const elsewhere = area('K', '200 0 210 0 210 10 200 0', { bereich: 'B2' });
		expect(await check([area('L', WHOLE), elsewhere], { bereiche: bereiche(meaning) })).toEqual([]);
		const findings = await check([area('L', LEFT), area('R', RIGHT, { bereich: 'B2' })], { bereiche: bereiche(meaning) });
		expect(short(findings)).toEqual(['error 2.2.1.1 gap P1']);
	});

	it('objects of other Bereiche lie within the plan', async () => {
		const findings = await check([area('L', WHOLE), area('K', '200 0 210 0 210 10 200 0', { bereich: 'B2' })], { bereiche: bereiche('1000') });
		expect(short(findings)).toEqual(['error 2.2.1.1 outside K']);
	});

	it('objects that touch the plan only from outside lie outside', async () => {
		expect(short(await check([area('L', WHOLE), area('K', '100 0 110 0 110 10 100 0')]))).toEqual(['error 2.2.1.1 outside K']);
	});

	it('objects without one, where there are several', async () => {
		const objects = [area('L', LEFT), area('R', '60 0 100 0 100 100 60 100 60 0', { bereich: null })];
		const findings = await check(objects, { bereiche: bereiche('1000') });
		expect(short(findings)).toEqual(['error 2.2.1.1 bereich-missing P1']);
		expect(findings[0]!.message).toContain('(R)');
		expect(short(await check(objects))).toEqual(['error 2.2.1.1 gap P1']);
	});
});

describe('points on common edges', () => {
	it('names those that the neighbour lacks', async () => {
		const findings = await check([area('L', LEFT), area('R', '50 0 100 0 100 100 50 100 50 30 50 0')]);
		expect(short(findings)).toEqual(['info 2.2.1.1 point-missing P1']);
		expect(placeOf(findings[0])).toEqual({ type: 'Point', coordinates: [50, 30] });
	});

	it('points on the Geltungsbereich are free', async () => {
		expect(await check([area('L', '0 0 50 0 50 100 30 100 0 100 0 0'), area('R', RIGHT)])).toEqual([]);
	});
});

it('can be left out', async () => {
	expect(await check([area('L', LEFT)], { flaechenschluss: false })).toEqual([]);
});
