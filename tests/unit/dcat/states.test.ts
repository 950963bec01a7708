import { describe, expect, test } from 'vitest';
import { statesOf } from '../../../portal/lib/server/dcat/states.ts';
import { codeIri, DOC_TYPES } from '../../../portal/lib/server/dcat/vocabulary.ts';
import { BUILT_IN_KINDS, builtInKind } from '../../../portal/lib/server/procedures/kinds/definitions.ts';
import { DOCUMENT_CATEGORIES, type ProcedureStatus } from '../../../portal/lib/server/procedures/types.ts';

const now = new Date('2027-06-01T10:00:00Z');
const step = (key: string, startsOn: string) => ({ key, startsOn, startsAt: new Date(`${startsOn}T00:00:00+01:00`) });
const early = step('veroeffentlichung', '2027-03-01');
const states = (status: ProcedureStatus, steps: ReturnType<typeof step>[], kind = 'bebauungsplan') => statesOf({ status, kind: builtInKind(kind)!, steps, now });

describe('states of procedure and plan', () => {
	test.each<[ProcedureStatus, ReturnType<typeof step>[], string, string, string | null]>([
		['announced', [step('veroeffentlichung', '2027-07-01')], 'planned', 'inPreparation', null],
		['announced', [early, step('erneut-oeffentlichkeit', '2027-07-01')], 'ongoing', 'inPreparation', null],
		['active', [early], 'ongoing', 'inPreparation', null],
		['decision', [early, step('beschluss', '2027-05-03')], 'ongoing', 'inPreparation', null],
		['in-force', [early, step('inkraft', '2027-05-20')], 'completed', 'fixed', '2027-05-20'],
		['decision', [early, step('inkraft', '2027-06-20')], 'ongoing', 'inPreparation', null],
		['archived', [early, step('eingestellt', '2027-05-20')], 'discontinued', 'discontinued', '2027-05-20'],
		['archived', [early, step('inkraft', '2027-05-20'), step('aufgehoben', '2027-05-30')], 'completed', 'completelyReversed', '2027-05-30'],
		['archived', [early], 'unknown', 'unknown', null]
	])('%s %#', (status, steps, procedureState, planState, to) => {
		expect(states(status, steps)).toMatchObject({ procedureState, planState, period: { to } });
	});

	test('the repeal of a plan in force is the end of the plan', () => {
		const repeal = BUILT_IN_KINDS.find(({ hints, baugb }) => baugb && hints.includes('repeal'))!;
		expect(states('in-force', [early, step('inkraft', '2027-05-20')], repeal.key)).toMatchObject({ planState: 'completelyReversed', procedureState: 'completed' });
	});
});

test('every code of our kinds and documents is in the lists', () => {
	for (const { key, dcat, steps } of BUILT_IN_KINDS) {
		expect(codeIri('planType', dcat.planType), key).not.toMatch(/unknown$/);
		if (dcat.procedureType !== 'unknown') expect(codeIri('procedureType', dcat.procedureType), key).not.toMatch(/unknown$/);
		for (const each of steps) expect(codeIri('processStepType', each.dcat), `${key} ${each.key}`).not.toMatch(/unknown$/);
	}
	for (const category of DOCUMENT_CATEGORIES) expect(codeIri('docType', DOC_TYPES[category]), category).not.toMatch(/unknown$/);
	expect(codeIri('planType', 'erfunden')).toMatch(/#unknown$/);
});
