import { describe, expect, it } from 'vitest';
import { checkXplan, type CheckOptions, type SkippableCheck } from '../../../importers/xplan/check.ts';
import { bytesOf, plan, xplanAuszug } from './documents.ts';

const others = new Set<SkippableCheck>(['structure', 'geometry', 'semantics']);
const check = (members: string[], version = '6.0', options: CheckOptions = {}) =>
	checkXplan(bytesOf(xplanAuszug(members, { version })), { skip: others, ...options });
const rules = async (members: string[], version?: string, options?: CheckOptions) =>
	(await check(members, version, options)).findings.map(({ severity, rule, gmlId }) => `${severity} ${rule} ${gmlId ?? ''}`.trim());

const link = (name: string, id: string): string => `<x:${name} xlink:href="#${id}"/>`;
const member = (name: string, id: string, inside = ''): string => `<x:${name} gml:id="${id}">${inside}</x:${name}>`;
const bereich = (id = 'B1', inside = link('gehoertZuPlan', 'P1')): string => member('BP_Bereich', id, `<x:nummer>${id.slice(1)}</x:nummer>${inside}`);
const area = (id = 'O1', inside = link('gehoertZuBereich', 'B1')): string => member('BP_BaugebietsTeilFlaeche', id, inside);
const whole = (...more: string[]): string[] => [plan('P1', link('bereich', 'B1')), bereich(), area(), ...more];

describe('check of references', () => {
	it('has nothing to say about a plan whose parts name each other', async () => {
		expect(await rules(whole())).toEqual([]);
	});

	it('holds targets to the class of the catalogue, subclasses included', async () => {
		const text = member('XP_TextAbschnitt', 'T1');
		expect(await rules(whole(area('O2', link('gehoertZuBereich', 'B1') + link('refTextInhalt', 'T1')), text))).toEqual([]);
		expect(await rules(whole(area('O2', link('gehoertZuBereich', 'B1') + link('refTextInhalt', 'O1'))))).toEqual(['error xlink-wrong-class O2']);
		expect(await rules(whole(area('O2', link('gehoertZuBereich', 'P1'))))).toEqual(['error xlink-wrong-class O2']);
	});

	it('leaves a wrong target to the numbered rule while that runs, and further ones of the same relation to itself', async () => {
		const both = { skip: new Set<SkippableCheck>(['structure', 'geometry']) };
		const of = async (...targets: string[]) => {
			const links = link('gehoertZuBereich', 'B1') + targets.map((id) => link('refTextInhalt', id)).join('');
			return (await rules(whole(area('O2', links)), '6.0', both)).filter((each) => /xlink|3\.1\.3\.5/.test(each));
		};
		expect(await of('O1')).toEqual(['error 3.1.3.5 O2']);
		expect((await of('O1', 'P1')).sort()).toEqual(['error 3.1.3.5 O2', 'error xlink-wrong-class O2']);
		// No rule is about this one.
		const wrong = await rules(whole(area('O2', link('gehoertZuBereich', 'P1'))), '6.0', both);
		expect(wrong.filter((each) => each.includes('xlink'))).toEqual(['error xlink-wrong-class O2']);
	});

	it('knows links inside data types', async () => {
		const change = `<x:aendertPlan><x:XP_VerbundenerPlan>${link('verbundenerPlan', 'B1')}</x:XP_VerbundenerPlan></x:aendertPlan>`;
		const members = whole();
		members[0] = plan('P1', change + link('bereich', 'B1'));
		expect(await rules(members)).toEqual(['error xlink-wrong-class P1']);
	});

	it('tells links that leave the file from those without #', async () => {
		const at = (href: string): string => area('O2', `<x:gehoertZuBereich xlink:href="${href}"/>`);
		expect(await rules(whole(at('B1')))).toEqual(['error xlink-without-hash O2']);
		expect(await rules(whole(at('https://example.org/b')))).toEqual(['error xlink-outside O2', 'warning object-unreferenced O2']);
	});

	it('keeps a thousand open links apart while some of their targets come', async () => {
		const ids = Array.from({ length: 1000 }, (_, i) => i);
		const early = area('E1', link('gehoertZuBereich', 'B1') + ids.map((i) => link('refTextInhalt', `T${i}`)).join(''));
		const come = ids.filter((i) => i % 3 !== 0).map((i) => member('XP_TextAbschnitt', `T${i}`));
		const late = area('E2', link('gehoertZuBereich', 'B1') + [1, 3, 6, 5000].map((i) => link('refTextInhalt', `T${i}`)).join(''));
		const { findings } = await check(whole(early, ...come, late));
		const dangling = findings.filter(({ rule }) => rule === 'xlink-dangling').map(({ gmlId, class: name, message }) => `${gmlId} ${name} ${message.split('„')[1]!.split('“')[0]}`);
		const missing = ids.filter((i) => i % 3 === 0).flatMap((i) => [`E1 BP_BaugebietsTeilFlaeche T${i}`, ...(i === 3 || i === 6 ? [`E2 BP_BaugebietsTeilFlaeche T${i}`] : [])]);
		expect(dangling).toEqual([...missing, 'E2 BP_BaugebietsTeilFlaeche T5000']);
	});

	it('does not take geometries for objects', async () => {
		const point = '<x:position><gml:Point gml:id="G1"><gml:pos>382000 5656000</gml:pos></gml:Point></x:position>';
		expect(await rules(whole(area('O2', link('gehoertZuBereich', 'G1') + point)))).toEqual([
			'error xlink-wrong-class O2',
			'warning object-unreferenced O2'
		]);
	});

	it('demands that plan and Bereich point at each other, in all versions', async () => {
		for (const version of ['4.0', '4.1', '5.0', '5.4', '6.0']) {
			const oneWay = [plan('P1'), bereich()];
			expect(await rules(oneWay, version), version).toEqual(['error xlink-one-way P1']);
			expect(await rules([plan('P1', link('bereich', 'B1')), bereich('B1', '')], version), version).toEqual(['error xlink-one-way B1']);
		}
	});

	it.each([
		['4.0', 'inhaltBPlan', 'gehoertZuBP_Bereich', 'error'],
		['4.1', 'inhaltBPlan', 'gehoertZuBP_Bereich', 'error'],
		['4.1', 'nachrichtlich', 'gehoertNachrichtlichZuBereich', 'error'],
		['5.4', 'planinhalt', 'gehoertZuBereich', 'error'],
		['6.0', 'planinhalt', 'gehoertZuBereich', 'warning']
	])('%s: what a Bereich lists in %s names it in %s, else %3$s', async (version, there, back, severity) => {
		const members = (inside: string) => [plan('P1', link('bereich', 'B1')), bereich('B1', link('gehoertZuPlan', 'P1') + link(there, 'O1')), area('O1', inside)];
		expect(await rules(members(link(back, 'B1')), version)).toEqual([]);
		expect(await rules(members(''), version)).toEqual([`${severity} xlink-one-way O1`]);
	});

	it('finds ways back that lead elsewhere, and the same link twice', async () => {
		const second = bereich('B2', link('gehoertZuPlan', 'P1') + link('planinhalt', 'O1'));
		expect(await rules([plan('P1', link('bereich', 'B1') + link('bereich', 'B2')), bereich(), second, area()], '5.4')).toEqual([
			'error xlink-contradiction O1'
		]);
		const [first, ...rest] = whole();
		expect(await rules([first!.replace('</x:BP_Plan>', `${link('bereich', 'B1')}</x:BP_Plan>`), ...rest])).toEqual(['warning xlink-repeated P1']);
	});

	it('reports objects without any link: a warning with one plan, an error with several', async () => {
		expect(await rules(whole(member('XP_PPO', 'Z1')))).toEqual(['warning object-unreferenced Z1']);
		expect(await rules(whole(plan('P2'), member('XP_PPO', 'Z1')))).toEqual(['error object-without-plan Z1']);
	});

	it('reports links between the plans of a file', async () => {
		const changed = '<x:aendertPlan><x:XP_VerbundenerPlan><x:verbundenerPlan xlink:href="#P1"/></x:XP_VerbundenerPlan></x:aendertPlan>';
		expect(await rules(whole(plan('P2', changed)))).toEqual(['warning plans-linked P2']);
		const second = [plan('P2', link('bereich', 'B2')), bereich('B2', link('gehoertZuPlan', 'P2'))];
		const stray = area('O2', link('gehoertZuBereich', 'B2') + link('wirdAusgeglichenDurchFlaeche', 'O3'));
		const other = member('BP_AusgleichsFlaeche', 'O3', link('gehoertZuBereich', 'B1'));
		expect(await rules([...whole(other), ...second, stray])).toEqual(['error link-across-plans O2']);
	});

	it('wants numbers of Bereiche once per plan', async () => {
		const again = bereich('B2').replace('<x:nummer>2<', '<x:nummer>1<');
		expect(await rules([plan('P1', link('bereich', 'B1') + link('bereich', 'B2')), bereich(), again])).toEqual(['error bereich-number-repeated B2']);
		const otherPlan = again.replace('#P1', '#P2');
		expect(await rules([plan('P1', link('bereich', 'B1')), plan('P2', link('bereich', 'B2')), bereich(), otherPlan])).toEqual([]);
	});
});

describe('documents that a plan names', () => {
	const named = (...urls: string[]): string[] => {
		const references = urls.map((url) => `<x:externeReferenz><x:XP_SpezExterneReferenz><x:referenzURL>${url}</x:referenzURL></x:XP_SpezExterneReferenz></x:externeReferenz>`);
		return [plan('P1', references.join('') + link('bereich', 'B1')), bereich(), area()];
	};
	const inZip = (members: string[], ...attachments: string[]) => rules(members, '6.0', { attachments: new Set(attachments) });

	it('finds what is missing, and what is not named', async () => {
		expect(await inZip(named('a.pdf', './b%20c.tif'), 'a.pdf', 'plan/b c.tif', 'b c.tfw', 'rest.txt')).toEqual([
			'warning attachment-name P1',
			'info attachment-not-named'
		]);
		expect(await inZip(named('a.pdf', 'A2.PDF'), 'a.pdf', 'a2.pdf')).toEqual(['warning attachment-name P1']);
		expect(await inZip(named('a.pdf'), 'b.pdf')).toEqual(['warning attachment-missing P1', 'info attachment-not-named']);
	});

	it('calls no address and says so', async () => {
		const result = await check(named('https://example.org/a.pdf', 'b.pdf', 'C:\\plan\\c.pdf'));
		expect(result.documents!.map(({ status }) => status)).toEqual(['internet', 'elsewhere', 'local']);
		expect(result.findings.map(({ rule }) => rule)).toEqual(['attachment-local', 'address-not-checked', 'attachment-not-checked']);
	});

	it('leaves attachments to the other plans of an archive', async () => {
		expect(await rules(named('a.pdf'), '6.0', { attachments: new Set(['a.pdf', 'b.pdf']), sharedAttachments: true })).toEqual([]);
	});
});
