import { expect, it } from 'vitest';
import { area, checkPlan, cornersOf, short, type PlanOptions } from './support.ts';

const GRZ = '<x:GRZ>0.4</x:GRZ>';
const upper = (offsets: string, inside: string): string =>
	area('U', offsets, { name: 'BP_UeberbaubareGrundstuecksFlaeche', flaechenschluss: false, inside });

async function check(objects: string[], options: PlanOptions = {}) {
	const findings = await checkPlan(objects, { flaechenschluss: false, ...options });
	return findings.filter(({ rule }) => rule.startsWith('4.5.2.4'));
}
const WHOLE = '0 0 100 0 100 100 0 100 0 0';

it('one finding for each property of each pair, with the place', async () => {
	const objects = [area('A', WHOLE, { inside: `${GRZ}<x:Z>2</x:Z><x:bauweise>1000</x:bauweise>` }), upper('10 10 30 10 30 30 10 30 10 10', `${GRZ}<x:Z>3</x:Z>`)];
	const findings = await check(objects);
	expect(short(findings)).toEqual(['error 4.5.2.4 double A', 'error 4.5.2.4 double A']);
	expect(findings.map(({ message }) => message.split(' ')[0])).toEqual(['GRZ', 'Z']);
	expect(findings[0]!.geometry?.type).toBe('Polygon');
	expect(cornersOf(findings[0])).toHaveLength(4);
});

it.each([
	['other properties', area('A', WHOLE, { inside: GRZ }), upper('10 10 30 10 30 30 10 10', '<x:Z>3</x:Z>')],
	['side by side', area('A', '0 0 50 0 50 50 0 0', { inside: GRZ }), upper('50 0 60 0 60 50 50 50 50 0', GRZ)],
	['an overlap of 1 mm', area('A', '0 0 50 0 50 50 0 50 0 0', { inside: GRZ }), upper('49.999 0 60 0 60 50 49.999 50 49.999 0', GRZ)],
	['another class', area('A', WHOLE, { inside: GRZ, name: 'BP_WaldFlaeche' }), upper('10 10 30 10 30 30 10 10', GRZ)]
])('none: %s', async (_, ...objects) => {
	expect(await check(objects)).toEqual([]);
});

it('only from 6.0 on, and can be left out', async () => {
	const objects = [area('A', WHOLE, { inside: GRZ }), upper('10 10 30 10 30 30 10 10', GRZ)];
	expect(await check(objects)).toHaveLength(1);
	expect(await check(objects, { version: '5.4' })).toEqual([]);
	expect(await check(objects, { doppelbelegung: false })).toEqual([]);
});
