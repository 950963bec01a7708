import { describe, expect, test } from 'vitest';
import { BUILT_IN_KINDS, builtInKind } from '../../../portal/lib/server/procedures/kinds/definitions.ts';
import { KIND_GROUPS, kindStep, STEP_EFFECTS } from '../../../portal/lib/server/procedures/kinds/kind.ts';
import { STEP_KEYS, STEP_RULES } from '../../../portal/lib/server/procedures/types.ts';

describe.each(BUILT_IN_KINDS.map((kind) => [kind.key, kind] as const))('%s', (key, kind) => {
	test('is complete data', () => {
		expect(JSON.parse(JSON.stringify(kind))).toEqual(kind);
		expect(key).toMatch(/^[a-z0-9-]{2,60}$/);
		expect(KIND_GROUPS).toContain(kind.group);
		expect(kind.name.length).toBeGreaterThan(3);
		expect(kind.explanation).toMatch(/[.]$/);
		expect(kind.lawVersion).not.toBe('');
		const keys = kind.steps.map((step) => step.key);
		expect(new Set(keys).size).toBe(keys.length);
		for (const step of kind.steps) {
			expect(step.key).toMatch(/^[a-z0-9-]{2,60}$/);
			expect(step.title).not.toBe('');
			expect(STEP_RULES).toContain(step.rule);
			expect(['earlyInvolveAuth', 'earlyPublicPart', 'publicAgencies', 'publicDisclosure', 'internal', 'completed']).toContain(step.dcat);
			expect(step.xbeteiligung).toMatch(/^\d{4}$/);
			if (step.effect) expect(STEP_EFFECTS).toContain(step.effect);
			if (step.repeats) expect(keys).toContain(step.repeats);
			// A step that changes the status is a day; a period makes the procedure active by itself.
			if (step.effect) expect(step.rule).toBe('day');
		}
	});

	test('can be brought to an end', () => {
		expect(kind.steps.some(({ effect }) => effect === 'archived')).toBe(true);
	});
});

test('kinds have keys of their own, and steps of the BauGB those of the portal', () => {
	const keys = BUILT_IN_KINDS.map(({ key }) => key);
	expect(new Set(keys).size).toBe(keys.length);
	for (const kind of BUILT_IN_KINDS.filter(({ baugb }) => baugb)) for (const { key } of kind.steps) expect(STEP_KEYS).toContain(key);
});

test('the law in data', () => {
	const kind = (key: string) => builtInKind(key)!;
	expect(kind('bebauungsplan').lawVersion).toContain('20. Dezember 2023');
	expect(kind('bebauungsplan').environmentalReport).toBe('due');
	for (const key of ['bebauungsplan-13', 'bebauungsplan-13a', 'satzung-34', 'satzung-35']) expect(kind(key).environmentalReport, key).toBe('none');
	expect(kind('bebauungsplan-13').hints).toContain('without-environmental-assessment');
	expect(kind('bebauungsplan-13a').xbeteiligung.procedureType).toBe('1200');
	expect(kind('flaechennutzungsplan').hints).toEqual(['fnp']);
	expect(kindStep(kind('flaechennutzungsplan'), 'genehmigung')?.need).toBe('required');
	expect(kindStep(kind('flaechennutzungsplan'), 'beschluss')?.title).toBe('Feststellungsbeschluss');
	// § 3 (1) S. 3 Nr. 1 is for the Bebauungsplan only.
	expect(kindStep(kind('flaechennutzungsplan'), 'fruehzeitig-oeffentlichkeit')?.skipReasons.map(({ code }) => code)).toEqual(['andere-grundlage']);
	expect(kindStep(kind('bebauungsplan'), 'fruehzeitig-oeffentlichkeit')?.skipReasons.map(({ code }) => code)).toEqual(['unwesentlich', 'andere-grundlage']);
	expect(kindStep(kind('bebauungsplan-13'), 'fruehzeitig-oeffentlichkeit')?.skipReasons[0]?.code).toBe('vereinfacht');
	expect(kindStep(kind('bebauungsplan'), 'veroeffentlichung')?.skipReasons).toEqual([]);
	expect(kindStep(kind('bebauungsplan-aufhebung'), 'inkraft')?.effect).toBe('archived');
	expect(kind('bebauungsplan-aenderung').dcat.procedureType).toBe('revision');
	expect(kind('satzung-34').steps.some(({ key }) => key.startsWith('fruehzeitig'))).toBe(false);
	expect(kind('gesetzentwurf').spatial).toBe(false);
	for (const group of KIND_GROUPS) expect(BUILT_IN_KINDS.some((each) => each.group === group), group).toBe(true);
});
