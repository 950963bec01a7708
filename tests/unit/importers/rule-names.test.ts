import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { RULE_NAMES, ruleTitle } from '../../../importers/rule-names.ts';

it('says rules with number, name or both', () => {
	expect(ruleTitle('2.2.1.1 gap')).toBe('Regel 2.2.1.1, Lücke');
	expect(ruleTitle('5.1.3.3')).toBe('Regel 5.1.3.3');
	expect(ruleTitle('element-unknown')).toBe('unbekanntes Element');
	expect(ruleTitle('uncertain-element-unknown')).toBe('unbekanntes Element, nicht sicher');
});

it('names no rule that does not exist', () => {
	const sources = globSync('importers/xplan/**/*.ts').map((path) => readFileSync(path, 'utf8')).join('\n');
	expect(Object.keys(RULE_NAMES).filter((word) => !new RegExp(`['"\`]([\\d.]+ )?${word}['"\`]`).test(sources))).toEqual([]);
});
