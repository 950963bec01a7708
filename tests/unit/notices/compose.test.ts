import { describe, expect, test } from 'vitest';
import { BUILT_IN_KINDS, builtInKind } from '../../../portal/lib/server/procedures/kinds/definitions.ts';
import { composeNotice } from '../../../portal/lib/server/notices/compose.ts';
import { foreignEnds, missingBlocks, plainText, withChanges } from '../../../portal/lib/server/notices/draft.ts';
import type { NoticeFacts } from '../../../portal/lib/server/notices/types.ts';
import { planIn } from '../../../portal/lib/texts/notice-wording.ts';

function facts(kindKey: string, stepKey: string, more: Partial<NoticeFacts['step']> = {}, rest: Partial<NoticeFacts> = {}): NoticeFacts {
	const kind = builtInKind(kindKey)!;
	return {
		publisher: 'Stadt Musterlinden',
		hint: '',
		contact: { organisation: 'Stadtplanungsamt', street: 'Markt 1', postcode: '01234', city: 'Musterlinden', email: 'planung@musterlinden.example', openingHours: 'Mo 9–12' },
		kind,
		procedure: { title: 'Lindenpark', number: '12', municipality: 'Musterlinden', summary: 'Wohnen am Park.', neighbourStates: '' },
		step: {
			key: stepKey,
			title: 'Schritt',
			track: 'public',
			rule: 'publication',
			startsOn: '2027-03-01',
			endsOn: '2027-03-31',
			extensionReason: '',
			shorteningReason: '',
			movedReason: '',
			changesOnly: false,
			restricted: false,
			note: '',
			compareVersionId: null,
			...more
		},
		places: [{ name: 'Rathaus', address: 'Markt 1', openingHours: 'Mo–Fr\n9–12 Uhr', means: 'paper' }],
		environment: [
			{ kind: 'boden', text: 'Bodengutachten' },
			{ kind: 'wasser', text: '' }
		],
		documents: ['Begründung', 'Umweltbericht'],
		decidedOn: '2027-05-03',
		approvedOn: null,
		discussion: null,
		earlySkipped: false,
		innerDevelopment: { floorArea: null, examinedOn: null, examinationReasons: '' },
		addresses: { procedure: 'https://p.example/musterlinden/verfahren/1', centralPortal: 'https://p.example', privacy: 'https://p.example/musterlinden/datenschutz' },
		...rest
	};
}

const keys = (given: NoticeFacts) => composeNotice(given).map(({ key }) => key);
const text = (given: NoticeFacts) => plainText(composeNotice(given)).replace(/\s+/g, ' ');

/** The four hints of § 3 (2) S. 4 BauGB, by their content. */
const FOUR_HINTS = [/Während der Dauer der Veröffentlichungsfrist .*Stellungnahmen abgeben/, /elektronisch übermittelt werden.*Bei Bedarf .*auf anderem Weg/, /Nicht fristgerecht abgegebene Stellungnahmen können bei der Beschlussfassung .* unberücksichtigt bleiben/, /leicht zu erreichenden Zugangsmöglichkeiten: - Rathaus, Markt 1; Unterlagen auf Papier; Mo–Fr; 9–12 Uhr/];

describe('publication (§ 3 (2) BauGB)', () => {
	test('address, duration, kinds of environmental information and the four hints', () => {
		const notice = text(facts('bebauungsplan', 'veroeffentlichung'));
		expect(notice).toContain('von Montag, 1. März 2027 bis einschließlich Mittwoch, 31. März 2027');
		expect(notice).toContain('https://p.example/musterlinden/verfahren/1');
		expect(notice).toContain('zentrale Internetportal des Landes');
		expect(notice).toContain('- Boden: Bodengutachten - Wasser');
		for (const hint of FOUR_HINTS) expect(notice).toMatch(hint);
	});

	test('what is missing is a required block without text, never silence', () => {
		const missing = missingBlocks(composeNotice(facts('bebauungsplan', 'veroeffentlichung', { endsOn: null }, { places: [], environment: [] })));
		expect(missing.map(({ key }) => key)).toEqual(['period', 'environment', 'hint-access']);
		expect(missingBlocks(composeNotice(facts('bebauungsplan', 'veroeffentlichung')))).toEqual([]);
	});

	test('neighbouring states stand in it where they are asked too, and nowhere else', () => {
		const abroad = (key: string) => {
			const given = facts('bebauungsplan', key);
			return composeNotice({ ...given, procedure: { ...given.procedure, neighbourStates: 'Republik Polen' } });
		};
		expect(abroad('veroeffentlichung').find(({ key }) => key === 'hint-neighbours')).toMatchObject({ required: true, text: expect.stringContaining('Republik Polen'), law: '§ 4a Abs. 4 BauGB' });
		expect(abroad('erneut-oeffentlichkeit').map(({ key }) => key)).toContain('hint-neighbours');
		expect(abroad('inkraft').map(({ key }) => key)).not.toContain('hint-neighbours');
		expect(keys(facts('bebauungsplan', 'veroeffentlichung'))).not.toContain('hint-neighbours');
	});

	test('what Land or municipality ask for besides comes from the settings', () => {
		const land = (hint: string) => composeNotice(facts('bebauungsplan', 'veroeffentlichung', {}, { hint })).find(({ key }) => key === 'land')!;
		expect(land('Hinweis nach § 4 SächsGemO').text).toBe('Hinweis nach § 4 SächsGemO');
		expect(land('').text).toBe('');
	});

	test('the hint about associations stands in Flächennutzungspläne only', () => {
		for (const kind of BUILT_IN_KINDS.filter(({ baugb, steps }) => baugb && steps.some(({ key }) => key === 'veroeffentlichung')))
			expect(keys(facts(kind.key, 'veroeffentlichung')).includes('hint-fnp'), kind.key).toBe(kind.subject === 'flaechennutzungsplan');
		expect(text(facts('flaechennutzungsplan', 'veroeffentlichung'))).toMatch(/§ 7 Absatz 3 Satz 1 mit allen Einwendungen ausgeschlossen/);
	});

	test('only the renewed one may be limited to what was changed', () => {
		const limited = { changesOnly: true, restricted: true, rule: 'shortened' as const, shorteningReason: 'Nur eine Festsetzung ist geändert.', compareVersionId: 'x' };
		const renewed = facts('bebauungsplan', 'erneut-oeffentlichkeit', limited);
		expect(keys(renewed)).toEqual(expect.arrayContaining(['hint-changes', 'hint-restricted']));
		expect(text(renewed)).toMatch(/nur zu den geänderten oder ergänzten Teilen und ihren möglichen Auswirkungen/);
		expect(text(renewed)).toContain('verkürzt: Nur eine Festsetzung ist geändert.');
		for (const hint of FOUR_HINTS) expect(text(renewed)).toMatch(hint);
		expect(keys(facts('bebauungsplan', 'veroeffentlichung', limited))).not.toContain('hint-changes');
		expect(keys(facts('bebauungsplan', 'erneut-oeffentlichkeit'))).not.toContain('hint-changes');
	});

	test('§ 13 and § 13a say that there is no environmental assessment, and need no kinds of information', () => {
		const simplified = facts('bebauungsplan-13', 'veroeffentlichung', {}, { environment: [] });
		expect(keys(simplified)).toContain('hint-no-assessment');
		expect(keys(simplified)).not.toContain('environment');
		expect(text(simplified)).toContain('Von einer Umweltprüfung wird abgesehen (§ 13 Abs. 3 BauGB)');
		const accelerated = facts('bebauungsplan-13a', 'veroeffentlichung', {}, { environment: [], earlySkipped: true });
		expect(keys(accelerated)).toContain('hint-accelerated');
		expect(text(accelerated)).toMatch(/beschleunigten Verfahren ohne Durchführung einer Umweltprüfung.*Ziele und Zwecke/);
		// What is there may be named all the same.
		const named = composeNotice(facts('bebauungsplan-13', 'veroeffentlichung')).find(({ key }) => key === 'environment');
		expect(named).toMatchObject({ required: false, text: expect.stringContaining('umweltbezogener Informationen') });
		for (const statute of ['satzung-34', 'satzung-35']) expect(keys(facts(statute, 'veroeffentlichung')), statute).not.toContain('hint-no-assessment');
		expect(keys(facts('bebauungsplan', 'veroeffentlichung'))).not.toContain('hint-no-assessment');
	});

	test('§ 13a (3): the notice names the preliminary examination with its reasons, and comes after it', () => {
		const inner = (floorArea: number, examinedOn: string | null) => ({ innerDevelopment: { floorArea, examinedOn, examinationReasons: examinedOn ? 'Die Flächen sind heute schon versiegelt.' : '' } });
		for (const [key, step] of [['veroeffentlichung', {}], ['erneut-oeffentlichkeit', {}], ['aufstellungsbeschluss', { rule: 'day', endsOn: null }]] as const) {
			const examined = text(facts('bebauungsplan-13a', key, step, inner(35_000, '2027-02-03')));
			expect(examined, key).toMatch(/Vorprüfung des Einzelfalls .*abgeschlossen am 3\. Februar 2027.*Wesentliche Gründe dafür:\s*Die Flächen sind heute schon versiegelt\./s);
			expect(text(facts('bebauungsplan-13a', key, step, inner(19_000, '2027-02-03'))), key).not.toContain('Vorprüfung');
		}
		const missing = composeNotice(facts('bebauungsplan-13a', 'veroeffentlichung', {}, inner(35_000, null))).find(({ key }) => key === 'hint-accelerated');
		expect(missing).toMatchObject({ required: true, text: '' });
		expect(keys(facts('bebauungsplan-13a', 'aufstellungsbeschluss', { rule: 'day', endsOn: null }, inner(35_000, null)))).not.toContain('hint-accelerated');
	});

	test('an extension says its reason', () => {
		expect(text(facts('bebauungsplan', 'veroeffentlichung', { extensionReason: 'Sehr umfangreiche Gutachten.' }))).toContain('aus einem wichtigen Grund verlängert: Sehr umfangreiche Gutachten.');
	});
});

describe('other notices', () => {
	test('the decision to set up a plan (§ 2 (1))', () => {
		const notice = text(facts('bebauungsplan-13a', 'aufstellungsbeschluss', { rule: 'day', endsOn: null }));
		expect(notice).toMatch(/Am Montag, 1\. März 2027 wurde beschlossen, den Bebauungsplan Nr\. 12 „Lindenpark“ aufzustellen/);
		expect(notice).toContain('beschleunigten Verfahren ohne Durchführung einer Umweltprüfung');
	});

	test('early participation (§ 3 (1)): children, and the discussion where there is one', () => {
		const notice = text(facts('bebauungsplan', 'fruehzeitig-oeffentlichkeit', { rule: 'free' }, { discussion: { on: '2027-03-10', note: 'Um 18 Uhr im Rathaus.' } }));
		expect(notice).toMatch(/Kinder und Jugendliche/);
		expect(notice).toContain('Die Erörterung findet am Mittwoch, 10. März 2027 statt. Um 18 Uhr im Rathaus.');
		expect(notice).not.toContain('unberücksichtigt');
	});

	test('in force: a statute of § 34 says nothing of what holds for Bebauungspläne alone', () => {
		const notice = text(facts('satzung-34', 'inkraft', { rule: 'day', startsOn: '2027-06-10', endsOn: null }));
		expect(notice).toContain('§ 214 Abs. 3 Satz 2 BauGB');
		expect(notice).not.toMatch(/§ 214 Abs\. 2a? /);
	});

	test('in force (§ 10 (3)): effect, inspection, §§ 44, 214, 215', () => {
		const notice = text(facts('bebauungsplan', 'inkraft', { rule: 'day', startsOn: '2027-06-10', endsOn: null }, { approvedOn: '2027-06-01' }));
		expect(notice).toContain('am 3. Mai 2027 als Satzung beschlossen (§ 10 Abs. 1 BauGB)');
		expect(notice).toContain('am 1. Juni 2027 genehmigt');
		expect(notice).toContain('Mit dieser Bekanntmachung am 10. Juni 2027 tritt der Bebauungsplan Nr. 12 „Lindenpark“ in Kraft');
		expect(notice).toMatch(/Jede Person kann .* einsehen und über den Inhalt Auskunft verlangen: Stadtplanungsamt, Markt 1, 01234 Musterlinden \(Mo 9–12\)/);
		expect(notice).toContain('§ 44 Abs. 3 Satz 1 und 2 BauGB');
		expect(notice).toContain('innerhalb eines Jahres seit dieser Bekanntmachung schriftlich');
		expect(notice).toContain('§ 214 Abs. 2a BauGB');
	});

	test('a Flächennutzungsplan becomes effective by the notice of its approval (§ 6 (5)), without § 44', () => {
		const given = facts('flaechennutzungsplan', 'inkraft', { rule: 'day', endsOn: null }, { approvedOn: '2027-02-15' });
		expect(text(given)).toMatch(/genehmigt \(§ 6 Abs\. 1 BauGB\).*wird der Flächennutzungsplan Nr\. 12 „Lindenpark“ wirksam/);
		expect(keys(given)).not.toContain('hint-compensation');
		expect(keys(given)).toContain('hint-objections');
	});

	test('a procedure outside of the BauGB cites no paragraph of it', () => {
		expect(plainText(composeNotice(facts('frei', 'beteiligung', { rule: 'free' })))).not.toContain('BauGB');
	});

	test('every notice of every kind has unique keys and one title', () => {
		for (const kind of BUILT_IN_KINDS)
			for (const step of kind.steps.filter(({ notice }) => notice)) {
				const found = keys(facts(kind.key, step.key, { rule: step.rule }));
				expect(new Set(found).size, `${kind.key} ${step.key}`).toBe(found.length);
				expect(found[0]).toBe('title');
			}
	});
});

describe('words', () => {
	const plan = { subject: 'bebauungsplan', hints: [] as string[], title: 'Am Anger', number: '7' };
	test.each([
		[plan, 'des Bebauungsplans Nr. 7 „Am Anger“'],
		[{ ...plan, number: 'Nr. 7a' }, 'des Bebauungsplans Nr. 7a „Am Anger“'],
		[{ ...plan, title: 'Bebauungsplan Nr. 7 „Am Anger“' }, 'des Bebauungsplans Nr. 7 „Am Anger“'],
		[{ ...plan, hints: ['change'], title: '2. Änderung des Bebauungsplans Nr. 7 „Am Anger“' }, 'der 2. Änderung des Bebauungsplans Nr. 7 „Am Anger“'],
		[{ ...plan, hints: ['repeal'], title: 'Aufhebung des Bebauungsplans Nr. 7' }, 'der Aufhebung des Bebauungsplans Nr. 7'],
		[{ ...plan, title: 'Qualifizierter Bebauungsplan „Am Anger“' }, 'der Planung „Qualifizierter Bebauungsplan ‚Am Anger‘“'],
		[{ ...plan, hints: ['change'] }, 'der Änderung des Bebauungsplans Nr. 7 „Am Anger“'],
		[{ ...plan, hints: ['project'], number: null }, 'des vorhabenbezogenen Bebauungsplans „Am Anger“'],
		[{ ...plan, subject: 'unbekannt', number: null }, 'des Plans „Am Anger“']
	])('%#', (given, expected) => expect(planIn('genitive', given)).toBe(expected));
});

describe('edited texts', () => {
	const blocks = composeNotice(facts('bebauungsplan', 'veroeffentlichung'));
	const edited = (key: string, words: string) => withChanges(blocks, [{ ...blocks.find((block) => block.key === key)!, text: words, changed: true }]);
	test('a changed text stays, line breaks and spaces do not make a change', () => {
		const late = blocks.find(({ key }) => key === 'hint-late')!.text;
		expect(edited('hint-late', 'Anders').find(({ key }) => key === 'hint-late')).toMatchObject({ text: 'Anders', changed: true });
		expect(edited('hint-late', `${late} \r\n`).some(({ changed }) => changed)).toBe(false);
	});
	test('a fixed block cannot be changed', () => expect(edited('period', 'Bis bald.').some(({ changed }) => changed)).toBe(false));
	test.each([
		['Sie können bis zum 31. März 2027 schreiben.', []],
		['Sie können bis einschließlich Mittwoch, den 31.03.2027 schreiben.', []],
		['Sie können bis zum 30. März 2027 schreiben.', ['2027-03-30']],
		['Sie können bis Dienstag, 30.3.2027 schreiben.', ['2027-03-30']],
		['Der Rat hat am 30. März 2026 beschlossen.', []]
	])('another end: %s', (words, days) => expect(foreignEnds(edited('hint-period', words), '2027-03-31').map(({ day }) => day)).toEqual(days));
});
