import { beforeAll, describe, expect, it } from 'vitest';
import { Catalogue, loadCatalogue } from '../../../../importers/xplan/catalogue/catalogue.ts';
import { rulesByClass } from '../../../../importers/xplan/checks/semantics/check-semantics.ts';
import { SEMANTIC_RULES } from '../../../../importers/xplan/checks/semantics/registry.ts';
import { documentOf, DOCUMENTS, numberIn } from '../../../../importers/xplan/checks/semantics/rule.ts';
import { XPLAN_VERSIONS, type Feature, type XplanVersion } from '../../../../importers/xplan/model.ts';
import { CASES } from './cases/index.ts';
import { semanticFindings } from './support.ts';

const runs = CASES.flatMap((ruleCase) => ruleCase.documents.map((document) => ({ ...ruleCase, document })));
const rulesOf = async (version: XplanVersion, features: Feature[]): Promise<string[]> =>
	(await semanticFindings(version, features)).map(({ rule }) => rule);

describe('each rule', () => {
	it.each(runs)('$number of $document', async ({ number, document, version = document, passes, fails, failingHeader }) => {
		expect(await rulesOf(version, passes(version))).not.toContain(number);
		const findings = (await semanticFindings(version, fails(version), failingHeader)).filter(({ rule }) => rule === number);
		expect(findings, `a finding of ${number}`).not.toHaveLength(0);
		for (const { message, gmlId, check } of findings) {
			expect(check).toBe('semantics');
			expect(gmlId).toBeTruthy();
			expect(message).toMatch(/Bitte .*\.$/);
			expect(message).not.toMatch(/undefined|null|NaN|\[object|; ;| {2}/);
		}
	});
});

it.each(XPLAN_VERSIONS)('each rule of %s finds the defect of one of its cases', async (version) => {
	const catalogue = await loadCatalogue(version);
	const silent = new Set([...rulesByClass(catalogue).values()].flatMap((rules) => rules.map(({ number }) => number)));
	for (const { number, document, fails, failingHeader } of runs) {
		if (document !== documentOf(version) || !silent.has(number)) continue;
		if ((await semanticFindings(version, fails(version), failingHeader)).some(({ rule }) => rule === number)) silent.delete(number);
	}
	expect([...silent]).toEqual([]);
});

describe('the registry', () => {
	const catalogues: Catalogue[] = [];
	beforeAll(async () => {
		for (const version of XPLAN_VERSIONS) catalogues.push(await loadCatalogue(version));
	});

	it('has a case for each number of each document', () => {
		const tested = new Set(runs.map(({ number, document }) => `${number} of ${document}`));
		const untested = SEMANTIC_RULES.flatMap((rule) =>
			DOCUMENTS.flatMap((document) => {
				const number = XPLAN_VERSIONS.filter((version) => version[0] === document[0]).map((version) => numberIn(rule, version));
				return number.flatMap((one) => (one === undefined || tested.has(`${one} of ${document}`) ? [] : [`${one} of ${document}`]));
			})
		);
		expect([...new Set(untested)]).toEqual([]);
	});

	it('names only classes that exist in some version', () => {
		const wrong = SEMANTIC_RULES.flatMap((rule) =>
			rule.classes
				.filter((name) => name !== '*' && !catalogues.some((one) => one.classOf(name) !== undefined))
				.map((name) => `${JSON.stringify(rule.number)} ${name}`)
		);
		expect(wrong).toEqual([]);
	});

	it('uses every rule in some class of each of its documents', () => {
		const used = new Set<string>();
		for (const catalogue of catalogues) {
			for (const { rule, number } of [...rulesByClass(catalogue).values()].flat()) {
				used.add(`${SEMANTIC_RULES.indexOf(rule)} ${number} ${catalogue.version[0]!}`);
			}
		}
		const idle = SEMANTIC_RULES.flatMap((rule, index) =>
			XPLAN_VERSIONS.flatMap((version) => {
				const number = numberIn(rule, version);
				return number === undefined || used.has(`${index} ${number} ${version[0]!}`) ? [] : [`${number} in ${version}`];
			})
		);
		expect(idle).toEqual([]);
	});
});
