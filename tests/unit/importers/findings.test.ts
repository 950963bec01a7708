import { describe, expect, it } from 'vitest';
import { checkXplan } from '../../../importers/xplan/check.ts';
import { FindingList } from '../../../importers/xplan/findings.ts';
import { withDefaults } from '../../../importers/xplan/limits.ts';
import { object, plan, xplanAuszug } from './documents.ts';

describe('a list of findings stays small whatever the file holds', () => {
	it('names as long as the file are not repeated in every finding', async () => {
		const long = 'L'.repeat(300_000);
		const bad = '<x:rechtscharakter>99</x:rechtscharakter>'.repeat(200) + `<x:refText><x:XP_ExterneReferenz><x:referenzURL>a.pdf</x:referenzURL></x:XP_ExterneReferenz></x:refText>`.repeat(50);
		const file = xplanAuszug([plan(), object('<gml:Point><gml:pos>NaN 1</gml:pos></gml:Point>', long).replace('</x:BP_', `${bad}</x:BP_`)]);
		async function* bytes() {
			yield Buffer.from(file);
		}
		const result = await checkXplan(bytes());
		expect(result.findings.filter(({ gmlId }) => gmlId?.startsWith('LLL')).length).toBeGreaterThan(50);
		expect(JSON.stringify(result).length).toBeLessThan(2_000_000);
	});

	it('geometries are kept until they have too many positions; the findings stay, and the list says so', () => {
		const list = new FindingList(withDefaults({ maxFindingPositions: 10 }));
		const line = { type: 'LineString', coordinates: Array.from({ length: 4 }, (_, i) => [i, i]) };
		for (let i = 0; i < 5; i++) list.add({ check: 'geometry', rule: '2.2.1.1', severity: 'error', message: 'Lücke', geometry: line, crs: 'EPSG:25833' });
		const all = list.all();
		expect(all.filter(({ rule }) => rule === '2.2.1.1').map(({ geometry }) => geometry !== undefined)).toEqual([true, true, false, false, false]);
		expect(all.at(-1)).toMatchObject({ severity: 'info', rule: 'places-left-out', message: expect.stringContaining('3 Befunden') });
		expect(list.countOf('geometry').errors).toBe(5);
	});

	it('messages and what is not supported are cut at the end', () => {
		const list = new FindingList(withDefaults());
		list.add({ check: 'structure', rule: 'x', severity: 'error', message: 'm'.repeat(10_000), class: 'c'.repeat(10_000) });
		list.addUnsupported({ what: 'w'.repeat(10_000), gmlId: 'g'.repeat(10_000), line: 1 });
		expect(JSON.stringify([list.all(), list.allUnsupported()]).length).toBeLessThan(5000);
		expect(list.all()[0]!.message).toMatch(/m…$/);
	});
});
