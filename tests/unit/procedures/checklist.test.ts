import { describe, expect, test } from 'vitest';
import { endOfDay, startOfDay } from '../../../portal/lib/server/participations/local-days.ts';
import { checkReadiness, voidDefects, type ReadinessFacts } from '../../../portal/lib/server/procedures/checklist.ts';
import { builtInKind } from '../../../portal/lib/server/procedures/kinds/definitions.ts';
import { kindStep } from '../../../portal/lib/server/procedures/kinds/kind.ts';
import type { ProcedureStep } from '../../../portal/lib/server/procedures/types.ts';

const NOW = new Date('2027-02-20T09:00:00Z');

function step(key: string, values: Partial<ProcedureStep> = {}, kindKey = 'bebauungsplan'): ProcedureStep {
	const known = kindStep(builtInKind(kindKey)!, key)!;
	const startsOn = values.startsOn === undefined ? '2027-03-01' : values.startsOn;
	const endsOn = known.rule === 'day' ? null : values.endsOn === undefined ? '2027-03-31' : values.endsOn;
	return {
		id: key, procedureId: 'p', key, title: known.title, track: known.track, iteration: 1, position: 1, rule: known.rule, law: '', deadline: null,
		extensionReason: '', shorteningReason: '', changesOnly: false, restricted: false, skippedReason: '', planVersionId: 'v', compareVersionId: null, contact: {},
		places: [{ name: 'Rathaus', address: '', openingHours: '', means: 'paper' }], environment: [{ kind: 'boden', text: '' }], note: '', publishedAt: null, movedReason: '', withdrawnAt: null, withdrawalReason: '', participationId: null,
		...values,
		startsOn, endsOn, startsAt: startsOn ? startOfDay(startsOn) : null, endsAt: endsOn ? endOfDay(endsOn) : null
	};
}

/** Everything is as it should be. */
function facts(values: Partial<ReadinessFacts> = {}): ReadinessFacts {
	const shown = values.step ?? step('veroeffentlichung');
	const early = ['fruehzeitig-oeffentlichkeit', 'fruehzeitig-toeb'].map((key) => step(key, { publishedAt: NOW }));
	return {
		kind: builtInKind('bebauungsplan')!,
		step: shown,
		steps: [...early, shown],
		now: NOW,
		summary: 'Es wird gebaut.',
		neighbourStates: '',
		innerDevelopment: { floorArea: null, examinedOn: null, examinationReasons: '' },
		hasArea: true,
		planVersion: { published: true },
		documents: [{ category: 'begruendung', title: 'B' }, { category: 'umweltbericht', title: 'U' }],
		notice: { publishedOn: '2027-02-28', blocks: [{ text: 'vom 1. März 2027 bis 31. März 2027', required: true, changed: false }] },
		contact: { email: 'a@b.example' },
		end: { lawful: true, remarks: [] },
		noticeLeadDays: 0,
		...values
	};
}
const open = (values: Partial<ReadinessFacts>) => checkReadiness(facts(values)).filter(({ passed }) => !passed).map(({ code, grade }) => `${code}:${grade}`);

test('a complete publication is ready, and every check names its law', () => {
	const checks = checkReadiness(facts());
	expect(checks.filter(({ passed }) => !passed)).toEqual([]);
	for (const check of checks) expect(check.law, check.code).toMatch(/§/);
	expect(checks.map(({ code }) => code)).toEqual(
		expect.arrayContaining(['dates', 'end-lawful', 'begin-ahead', 'plan', 'plan-public', 'justification', 'environmental-report', 'notice', 'notice-hints', 'notice-dates', 'environment', 'places', 'area', 'contact'])
	);
});

describe('what would void the plan', () => {
	test.each<[string, Partial<ReadinessFacts>, string[]]>([
		['no dates', { step: step('veroeffentlichung', { startsOn: null, endsOn: null }) }, ['dates:void', 'notice:void']],
		['an end that is too early', { end: { lawful: false, remarks: [{ grade: 'void', text: 'Zu früh.' }] } }, ['end-lawful:void']],
		['the first day has begun', { now: new Date('2027-03-01T00:00:00Z') }, ['begin-ahead:void']],
		['no plan at all', { planVersion: null }, ['plan:void', 'plan-form:advice']],
		['a version that nobody can see', { planVersion: { published: false } }, ['plan-public:void']],
		['no Begründung', { documents: [{ category: 'umweltbericht', title: 'U' }] }, ['justification:void']],
		['no Umweltbericht', { documents: [{ category: 'begruendung', title: 'B' }] }, ['environmental-report:void']],
		['no notice', { notice: null }, ['notice:void']],
		['notice on the first day', { notice: { ...facts().notice!, publishedOn: '2027-03-01' } }, ['notice:void']],
		['notice without a hint', { notice: { publishedOn: '2027-02-28', blocks: [...facts().notice!.blocks, { text: ' ', required: true, changed: true }] } }, ['notice-hints:void', 'notice-wording:advice']],
		['neighbouring states without a word in the notice', { neighbourStates: 'Republik Polen' }, ['neighbours:curable']],
		['notice with other dates', { notice: { publishedOn: '2027-02-28', blocks: [{ text: 'bis 30. März 2027', required: true, changed: false }] } }, ['notice-dates:void']],
		['nothing of the environment', { step: step('veroeffentlichung', { environment: [] }) }, ['environment:void']],
		['no other way of access', { step: step('veroeffentlichung', { places: [] }) }, ['places:void']]
	])('%s', (_, values, expected) => expect(open(values)).toEqual(expected));

	test('only these forbid it', () => {
		const checks = checkReadiness(facts({ planVersion: null, contact: {}, hasArea: false, summary: '' }));
		expect(voidDefects(checks).map(({ code }) => code)).toEqual(['plan']);
	});
});

test('what can be healed and what is advice', () => {
	expect(open({ contact: {} })).toEqual(['contact:curable']);
	expect(open({ hasArea: false })).toEqual(['area:curable']);
	expect(open({ summary: '' })).toEqual(['summary:advice']);
	expect(open({ steps: [step('fruehzeitig-oeffentlichkeit'), facts().step] })).toEqual(['early-steps:advice']);
	expect(open({ planVersion: null, documents: [...facts().documents, { category: 'planzeichnung', title: 'P' }] })).toEqual(['plan-form:advice']);
});

test('more days between notice and beginning, where the statute of the municipality asks for them', () => {
	expect(open({ noticeLeadDays: 1 })).toEqual(['notice:void']);
	expect(open({ noticeLeadDays: 1, notice: { ...facts().notice!, publishedOn: '2027-02-27' } })).toEqual([]);
});

test('simplified: no Umweltbericht, no kinds of environmental information', () => {
	const kind = builtInKind('bebauungsplan-13')!;
	const shown = step('veroeffentlichung', { environment: [] }, 'bebauungsplan-13');
	expect(open({ kind, step: shown, documents: [{ category: 'begruendung', title: 'B' }] })).toEqual([]);
});

test('early participation: mistakes of § 3 (1) void nothing', () => {
	const shown = step('fruehzeitig-oeffentlichkeit', { places: [], environment: [] });
	expect(open({ step: shown, steps: [shown], notice: null, documents: [], end: null })).toEqual(['notice:curable', 'discussion:advice']);
	expect(open({ step: shown, steps: [shown, step('eroerterung')], notice: facts().notice, end: null })).toEqual([]);
});

test('renewed: compared with a version, not too short', () => {
	const shown = step('erneut-oeffentlichkeit', { endsOn: '2027-03-10', compareVersionId: null });
	const notice = { publishedOn: '2027-02-28', blocks: [{ text: '1. März 2027 bis 10. März 2027', required: true, changed: false }] };
	expect(open({ step: shown, notice })).toEqual(['short-period:advice', 'changes-named:advice']);
	// With itself nothing can be compared.
	expect(open({ step: { ...shown, compareVersionId: shown.planVersionId }, notice })).toContain('changes-named:advice');
	expect(open({ step: { ...shown, compareVersionId: 'before' }, notice })).toEqual(['short-period:advice']);
});

test('bodies need dates and documents, no notice', () => {
	expect(open({ step: step('toeb', { places: [], environment: [] }), notice: null })).toEqual([]);
	expect(open({ step: step('toeb'), documents: [], notice: null })).toEqual(['justification:curable', 'environmental-report:curable']);
});

describe('days', () => {
	const published = (key: string, startsOn: string, endsOn?: string) => step(key, { publishedAt: NOW, startsOn, ...(endsOn ? { endsOn } : {}) });
	test('a decision comes after the participations', () => {
		const decision = step('beschluss', { startsOn: '2027-04-01' });
		const running = [published('veroeffentlichung', '2027-03-01', '2027-03-31'), published('toeb', '2027-03-01', '2027-03-31')];
		expect(open({ step: decision, steps: [...running, decision] })).toEqual([]);
		expect(open({ step: decision, steps: [published('veroeffentlichung', '2027-03-02', '2027-04-01'), decision] })).toEqual(['public-ended:void']);
		expect(open({ step: decision, steps: [step('toeb'), decision] })).toEqual(['public-ended:void']);
	});

	test('in force with the notice of that day, after the decision', () => {
		const force = step('inkraft', { startsOn: '2027-06-14' });
		const decided = published('beschluss', '2027-05-20');
		const notice = { publishedOn: '2027-06-14', blocks: [] };
		const documents = [...facts().documents, { category: 'zusammenfassende-erklaerung' as const, title: 'Z' }];
		expect(open({ step: force, steps: [decided, force], notice, documents })).toEqual([]);
		expect(open({ step: force, steps: [force], notice: null })).toEqual(['decided:void', 'notice-day:void', 'summary-statement:curable']);
		const kind = builtInKind('flaechennutzungsplan')!;
		expect(open({ kind, step: force, steps: [decided, force], notice, documents })).toEqual(['approved:void']);
	});
});

describe('§ 13a: ground area and preliminary examination', () => {
	const kind = builtInKind('bebauungsplan-13a')!;
	const REASONS = 'Die Flächen sind heute schon versiegelt.';
	const hint = (text: string, publishedOn = '2027-02-28') => ({
		publishedOn,
		blocks: [
			{ key: 'period', text: 'vom 1. März 2027 bis 31. März 2027', required: true, changed: false },
			{ key: 'hint-accelerated', text, required: true, changed: false }
		]
	});
	const said = hint(`Vorprüfung, abgeschlossen am 3. Februar 2027. ${REASONS}`);
	const publication = (floorArea: number | null, examinedOn: string | null = null, notice = said, reasons = examinedOn ? REASONS : '') => {
		const shown = step('veroeffentlichung', {}, 'bebauungsplan-13a');
		return open({ kind, step: shown, steps: [shown], notice, innerDevelopment: { floorArea, examinedOn, examinationReasons: reasons } });
	};

	test.each<[number | null, string | null, string[]]>([
		[null, null, ['floor-area:void']],
		[0, null, []],
		[19_999, null, []],
		[20_000, null, ['examination:void', 'examination-noticed:curable']],
		[20_000, '2027-02-03', []],
		[69_999, '2027-02-03', []],
		[70_000, '2027-02-03', ['floor-area:void']],
		[70_000, null, ['floor-area:void']]
	])('%s m², examined on %s', (floorArea, examinedOn, expected) => {
		expect(publication(floorArea, examinedOn)).toEqual(expected);
	});

	test('a day without reasons is no result, and the notice comes after it and names it', () => {
		expect(publication(35_000, '2027-02-03', said, ' ')).toEqual(['examination:void', 'examination-noticed:curable']);
		expect(publication(35_000, '2027-02-03', hint('Ohne Umweltprüfung.'))).toEqual(['examination-noticed:curable']);
		expect(publication(35_000, '2027-02-03', hint('am 3. Februar 2027', '2027-02-02'))).toEqual(['examination-noticed:curable']);
	});

	test('says of 70,000 m² that the procedure is not allowed', () => {
		const shown = step('veroeffentlichung', {}, 'bebauungsplan-13a');
		const checks = checkReadiness(facts({ kind, step: shown, innerDevelopment: { floorArea: 80_000, examinedOn: null, examinationReasons: '' } }));
		expect(voidDefects(checks).map(({ text }) => text).join(' ')).toMatch(/70\.000 m².*nicht zulässig/);
	});

	test('is asked again before the decision; the decision to begin need not know yet', () => {
		const at = (key: string, floorArea: number | null, examinedOn: string | null = null, notice: ReadinessFacts['notice'] = null) => {
			const shown = step(key, { startsOn: '2027-06-01' }, 'bebauungsplan-13a');
			const ended = step('veroeffentlichung', { publishedAt: NOW }, 'bebauungsplan-13a');
			return open({ kind, step: shown, steps: [ended, shown], notice, innerDevelopment: { floorArea, examinedOn, examinationReasons: examinedOn ? REASONS : '' } });
		};
		expect(at('beschluss', 35_000)).toEqual(['examination:void']);
		expect(at('beschluss', 35_000, '2027-02-03')).toEqual([]);
		expect(at('beschluss', null)).toEqual(['floor-area:void']);
		expect(at('aufstellungsbeschluss', null)).toEqual([]);
		expect(at('aufstellungsbeschluss', 70_000)).toEqual(['floor-area:void']);
		expect(at('aufstellungsbeschluss', 35_000)).toEqual([]);
		expect(at('aufstellungsbeschluss', 35_000, null, hint('Ohne Umweltprüfung.'))).toEqual(['examination-noticed:curable']);
		expect(at('aufstellungsbeschluss', 35_000, '2027-02-03', said)).toEqual([]);
	});

	test('concerns no other kind and no repeal', () => {
		expect(open({ kind: builtInKind('bebauungsplan-13')!, step: step('veroeffentlichung', {}, 'bebauungsplan-13'), innerDevelopment: { floorArea: 90_000, examinedOn: null, examinationReasons: '' } })).toEqual([]);
		const repeal = { ...kind, hints: [...kind.hints, 'repeal' as const] };
		expect(open({ kind: repeal, step: step('veroeffentlichung', {}, 'bebauungsplan-13a') })).toEqual([]);
	});
});
