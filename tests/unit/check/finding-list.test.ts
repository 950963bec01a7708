import { describe, expect, it } from 'vitest';
import type { Finding, Severity } from '../../../importers/xplan/model.ts';
import { countSeverities, filterFindings, groupFindings, kindsOf, listFindings } from '../../../portal/lib/check/finding-list.ts';
import { checkTexts } from '../../../portal/lib/texts/check.ts';

const finding = (over: Partial<Finding>): Finding => ({ check: 'geometry', rule: '2.2.1.1 gap', severity: 'error', message: 'Eine Lücke.', ...over });
const findings: Finding[] = [
	finding({ check: 'semantics', rule: '4.5.1.10', line: 9 }),
	finding({ check: 'semantics', rule: '4.5.1.2', line: 70, gmlId: 'GML_1', class: 'BP_BauGrenze' }),
	finding({ severity: 'info', line: 3 }),
	finding({ line: 20, rule: '2.2.1.1 overlap', geometry: { type: 'Point', coordinates: [382_000, 5_656_000] }, crs: 'EPSG:25833' }),
	finding({ line: 5, gmlId: 'GML_1' })
];
const all = new Set<Severity>(['error', 'warning', 'info']);

describe('list of findings', () => {
	it('goes by severity, check, rule and line, so that errors stand before all else', () => {
		const listed = listFindings(findings);
		expect(listed.map(({ finding: { check, severity, rule, line } }) => `${check} ${severity} ${rule} ${line}`)).toEqual([
			'geometry error 2.2.1.1 gap 5',
			'geometry error 2.2.1.1 overlap 20',
			'semantics error 4.5.1.2 70',
			'semantics error 4.5.1.10 9',
			'geometry info 2.2.1.1 gap 3'
		]);
		expect(listed.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4]);
	});

	it('has the place of the finding, else that of its object, in the map’s coordinates', () => {
		const square = { type: 'Point', coordinates: [1, 2] };
		const places = listFindings(findings, (gmlId) => (gmlId === 'GML_1' ? square : null)).map(({ place }) => place);
		expect(places[0]).toBe(square);
		expect((places[1]!.coordinates as number[])[0]).toBeCloseTo(1_482_412, -1);
		expect(places[3]).toBeNull();
	});

	it('is filtered by severity, check, and words in any order', () => {
		const listed = listFindings(findings);
		const lines = (filter: Parameters<typeof filterFindings>[1]) => filterFindings(listed, filter).map(({ finding: { line } }) => line);
		expect(lines({ severities: new Set(['info']), kind: '', text: '' })).toEqual([3]);
		expect(lines({ severities: all, kind: 'semantics', text: '' })).toEqual([70, 9]);
		expect(lines({ severities: all, kind: 'geometry 2.2.1.1 gap', text: '' })).toEqual([5, 3]);
		expect(lines({ severities: all, kind: '', text: ' baugrenze LÜCKE ' })).toEqual([70]);
		expect(lines({ severities: all, kind: '', text: 'gml_1' })).toEqual([5, 70]);
		expect(lines({ severities: all, kind: '', text: 'zeile 20' })).toEqual([20]);
		expect(lines({ severities: all, kind: 'references', text: '' })).toEqual([]);
	});

	it('says how many are shown, and how many were only counted', () => {
		expect(checkTexts.shown(1, 1, 0)).toBe('1 Befund');
		expect(checkTexts.shown(3, 12, 0)).toBe('3 von 12 Befunden');
		expect(checkTexts.shown(3031, 3031, 2469)).toBe('3.031 Befunde, 2.469 weitere nur gezählt');
	});

	it('offers each check and rule that found something', () => {
		expect(kindsOf(findings)).toEqual([
			{ check: 'geometry', count: 3, rules: [{ rule: '2.2.1.1 gap', count: 2 }, { rule: '2.2.1.1 overlap', count: 1 }] },
			{ check: 'semantics', count: 2, rules: [{ rule: '4.5.1.2', count: 1 }, { rule: '4.5.1.10', count: 1 }] }
		]);
	});

	it('is grouped by neighbours of one rule', () => {
		expect(groupFindings(listFindings(findings)).map(({ severity, rule, findings: of }) => [severity, rule, of.length])).toEqual([
			['error', '2.2.1.1 gap', 1],
			['error', '2.2.1.1 overlap', 1],
			['error', '4.5.1.2', 1],
			['error', '4.5.1.10', 1],
			['info', '2.2.1.1 gap', 1]
		]);
		expect(countSeverities(findings)).toEqual({ error: 4, warning: 0, info: 1 });
	});
});
