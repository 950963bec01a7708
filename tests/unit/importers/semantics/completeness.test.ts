import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SEMANTIC_RULES } from '../../../../importers/xplan/checks/semantics/registry.ts';
import { DOCUMENTS, documentOf, numberIn, type ConformityDocument } from '../../../../importers/xplan/checks/semantics/rule.ts';
import { UNDECIDED_RULES } from '../../../../importers/xplan/checks/semantics/undecidable.ts';
import { XPLAN_VERSIONS } from '../../../../importers/xplan/model.ts';

const folder = join(import.meta.dirname, '../../../../../shared/xplanung/conformity');
const fileOf = (document: ConformityDocument): string => join(folder, `Konformitaetsbedingungen_${document.replace('.', '')}.txt`);
const missing = DOCUMENTS.some((document) => !existsSync(fileOf(document)));

/** Misprints of the documents: number as printed, and what it stands for. */
const MISPRINTS: Record<string, string> = {
	'4.14.124.14.6.1': '4.14.12.1'
};

/** Numbers in force, as the tables of the documents name them. */
function numbersOf(document: ConformityDocument): string[] {
	const lines = readFileSync(fileOf(document), 'utf8').replaceAll('\f', '').split('\n');
	const rows = lines.flatMap((line) => {
		const match = /^\s*Nummer\s+(\d+(?:\.\d+)+)\s*(.*)$/.exec(line);
		return match === null || /aufgehoben/i.test(match[2]!) ? [] : [MISPRINTS[match[1]!] ?? match[1]!];
	});
	return [...new Set(rows)];
}

const decided = (document: ConformityDocument): Set<string> =>
	new Set(
		XPLAN_VERSIONS.filter((version) => documentOf(version) === document).flatMap((version) =>
			SEMANTIC_RULES.flatMap((rule) => numberIn(rule, version) ?? [])
		)
	);
const undecided = (document: ConformityDocument): string[] =>
	UNDECIDED_RULES.filter(({ documents = DOCUMENTS }) => documents.includes(document)).map(({ number }) => number);

describe.skipIf(missing).each(DOCUMENTS)('conformity conditions of %s (skipped where ../shared is missing)', (document) => {
	it('are all decided, here or elsewhere, or listed with the reason why not', () => {
		const numbers = numbersOf(document);
		expect(numbers.length).toBeGreaterThan(150);
		const known = new Set([...decided(document), ...undecided(document)]);
		expect(numbers.filter((number) => !known.has(number))).toEqual([]);
	});

	it('are not listed as undecided where they are decided', () => {
		const here = decided(document);
		expect(undecided(document).filter((number) => here.has(number))).toEqual([]);
	});

	it('leave no number of ours that the document does not have', () => {
		// 2.1.4 and 2.1.5 are sections without a table; the document of 4.1 prints 5.8.1.3 where its chapter 5.9.2 has 5.9.2.2.
		const other = new Set(['2.1.4', '2.1.5', ...(document === '4.1' ? ['5.9.2.2'] : [])]);
		const text = readFileSync(fileOf(document), 'utf8').replaceAll('\f', '');
		const printed = new Set([...text.matchAll(/^\s*Nummer\s+(\d+(?:\.\d+)+)/gm)].map(([, number]) => MISPRINTS[number!] ?? number!));
		const own = [...decided(document), ...undecided(document)];
		expect(own.filter((number) => !printed.has(number) && !other.has(number))).toEqual([]);
	});
});

it('gives a reason for each rule that is left out', () => {
	for (const { number, reason } of UNDECIDED_RULES) {
		expect(number).toMatch(/^\d+(\.\d+)+$/);
		expect(reason).toMatch(/^[A-Z].{20,}\.$/);
	}
});
