import { describe, expect, it } from 'vitest';
import { FindingList } from '../../../importers/xplan/findings.ts';
import { DEFAULT_LIMITS } from '../../../importers/xplan/limits.ts';
import type { Finding } from '../../../importers/xplan/model.ts';
import { blockingRules } from '../../../portal/lib/server/plans/check-report.ts';
import { checkTexts, deleteTexts } from '../../../portal/lib/texts/admin-plans.ts';

const gap: Finding = { check: 'geometry', rule: '2.2.1.1 gap', severity: 'error', message: 'Eine Lücke.' };

describe('what stands against publication', () => {
	it('counts errors that are not listed one by one, and no repaired ones', () => {
		const list = new FindingList({ ...DEFAULT_LIMITS, maxFindingsPerRule: 10 });
		for (let i = 0; i < 250; i++) list.add(gap);
		for (let i = 0; i < 20; i++) list.add({ ...gap, rule: '2.2.2.1 orientation', repaired: true });
		for (let i = 0; i < 20; i++) list.add({ ...gap, rule: '2.2.1.1 outside', severity: 'warning' });
		expect(blockingRules(list.all())).toEqual([{ check: 'geometry', rule: '2.2.1.1 gap', count: 250 }]);
	});

	it('is said in words of the field', () => {
		expect(checkTexts.rule('2.2.1.1 gap', 1250)).toBe('Regel 2.2.1.1, Lücke (1.250)');
		expect(checkTexts.rule('4.5.2.4', 1)).toBe('Regel 4.5.2.4 (1)');
	});

	it('names a plan with quotation marks within others', () => {
		expect(deleteTexts.version('Bebauungsplan Nr. 1 „Am Bach“', 2)).toContain('Fassung 2 von „Bebauungsplan Nr. 1 ‚Am Bach‘“ mit');
	});
});
