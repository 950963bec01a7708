import { describe, expect, it } from 'vitest';
import { at, polygon } from '../documents.ts';
import { area, checkPlan, cornersOf, placeOf, short, type PlanOptions } from './support.ts';

const line = (offsets: string): string => `<gml:LineString gml:id="Z"><gml:posList>${at(offsets)}</gml:posList></gml:LineString>`;
const point = (offsets: string): string => `<gml:Point gml:id="Z"><gml:pos>${at(offsets)}</gml:pos></gml:Point>`;
const hole = polygon('0 0 100 0 100 100 0 100 0 0', '20 20 20 40 40 40 40 20 20 20');
const outlineOf = (offsets: string): string => `<x:geltungsbereich>${polygon(offsets)}</x:geltungsbereich>`;

async function check(geometry: string, options: PlanOptions = {}, name = 'BP_GruenFlaeche') {
	const findings = await checkPlan([area('O', geometry, { name, flaechenschluss: false })], options);
	return findings.filter(({ rule }) => rule.startsWith('2.2.3.1'));
}

describe('within the plan', () => {
	it.each([
		['an area', '10 10 20 10 20 20 10 10'],
		['an area of the same extent', '0 0 100 0 100 100 0 100 0 0'],
		['an area 1.5 mm beyond', '0 0 100.0015 0 100.0015 100 0 100 0 0'],
		['a line on the edge', line('0 0 100 0')],
		['a point in the corner', point('100 100')]
	])('%s', async (_, geometry) => {
		expect(await check(geometry)).toEqual([]);
	});

	it.each([
		['an area', '110 0 120 0 120 10 110 0'],
		['a line', line('110 0 120 5')],
		['a point', point('110 0')]
	])('%s wholly outside', async (_, geometry) => {
		expect(short(await check(geometry))).toEqual(['error 2.2.3.1 outside O']);
	});

	it('an area that crosses, with the part outside and the points', async () => {
		const findings = await check('90 10 120 10 120 20 90 20 90 10');
		expect(short(findings)).toEqual(['error 2.2.3.1 crossing O']);
		expect(cornersOf(findings[0])).toEqual(['100.002,10', '100.002,20', '120,10', '120,20']);
		expect(findings[0]!.message).toMatch(/382100\.002 5656010\.000; 382100\.002 5656020\.000|382100\.002 5656020\.000; 382100\.002 5656010\.000/);
	});

	it('a line that crosses', async () => {
		const findings = await check(line('90 10 120 10'), {}, 'BP_BauGrenze');
		expect(short(findings)).toEqual(['error 2.2.3.1 crossing O']);
		expect(placeOf(findings[0])).toEqual({
			type: 'LineString',
			coordinates: [
				[100.002, 10],
				[120, 10]
			]
		});
	});

	it.each(['BP_HoehenMass', 'BP_AbstandsMass'])('%s may', async (name) => {
		expect(await check(line('90 10 120 10'), {}, name)).toEqual([]);
	});

	it('what belongs to no Bereich may', async () => {
		const findings = await checkPlan([area('O', '110 0 120 0 120 10 110 0', { bereich: null, flaechenschluss: false })], { bereiche: [] });
		expect(findings).toEqual([]);
	});
});

describe('holes', () => {
	it('covered', async () => {
		const findings = await check('10 10 50 10 50 50 10 50 10 10', { outline: hole });
		expect(short(findings)).toEqual(['error 2.2.3.1 hole-covered O']);
		expect(cornersOf(findings[0])).toEqual(['20.002,20.002', '20.002,39.998', '39.998,20.002', '39.998,39.998']);
	});

	it('crossed', async () => {
		const findings = await check('10 25 30 25 30 30 10 30 10 25', { outline: hole });
		expect(short(findings)).toEqual(['error 2.2.3.1 hole-crossing O']);
		expect(cornersOf(findings[0])).toEqual(['20.002,25', '20.002,30', '30,25', '30,30']);
	});

	it('covered, and the edge crossed: two findings', async () => {
		expect(short(await check('10 10 150 10 150 50 10 50 10 10', { outline: hole }))).toEqual([
			'error 2.2.3.1 crossing O',
			'error 2.2.3.1 hole-covered O'
		]);
	});

	it('left free', async () => {
		expect(await check(polygon('10 10 50 10 50 50 10 50 10 10', '20 20 20 40 40 40 40 20 20 20'), { outline: hole })).toEqual([]);
	});
});

describe('Bereiche', () => {
	const inBereich = (offsets: string, meaning = '1000'): PlanOptions => ({
		bereiche: [['B1', `<x:nummer>7</x:nummer><x:bedeutung>${meaning}</x:bedeutung>${offsets === '' ? '' : outlineOf(offsets)}`]]
	});

	it('an object of a Bereich lies within it', async () => {
		const findings = await check('40 40 60 40 60 60 40 60 40 40', inBereich('0 0 50 0 50 100 0 100 0 0'));
		expect(short(findings)).toEqual(['error 2.2.3.1 crossing O']);
		expect(findings[0]!.message).toContain('des Bereichs „7“');
	});

	it('outside of plan and Bereich is one finding that names both', async () => {
		const findings = await check('110 0 120 0 120 10 110 0', inBereich('0 0 50 0 50 100 0 100 0 0'));
		expect(short(findings)).toEqual(['error 2.2.3.1 outside O']);
		expect(findings[0]!.message).toContain('des Bereichs „7“ und des Plans');
	});

	it.each(['1800', '2000'])('bedeutung %s: outside of the plan is allowed, of the Bereich not', async (meaning) => {
		expect(await check('110 0 120 0 120 10 110 0', inBereich('', meaning))).toEqual([]);
		expect(await check('110 0 120 0 120 10 110 0', inBereich('105 0 130 0 130 20 105 20 105 0', meaning))).toEqual([]);
		expect(short(await check('110 0 120 0 120 10 110 0', inBereich('0 0 50 0 50 9 0 9 0 0', meaning)))).toEqual(['error 2.2.3.1 outside O']);
	});
});

it('can be left out', async () => {
	expect(await check('110 0 120 0 120 10 110 0', { geltungsbereich: false })).toEqual([]);
});
