import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareNumbers, coverageOf, coverageTable } from '../../../../importers/xplan/checks/semantics/coverage.ts';
import { documentOf } from '../../../../importers/xplan/checks/semantics/rule.ts';
import { XPLAN_VERSIONS, type XplanVersion } from '../../../../importers/xplan/model.ts';

const conformity = join(import.meta.dirname, '../../../../../shared/xplanung/conformity');
const missing = !existsSync(conformity);
const readme = join(import.meta.dirname, '../../../../importers/xplan/checks/semantics/README.md');

/** Printed wrongly in a document: what is meant is covered under its own number. */
const MISPRINTS = new Set(['4.14.124.14.6.1']);
/** Repealed as superfluous, because the types of the schema already say it: the structure check has always decided it. */
const BY_SCHEMA = new Set(['4.1.5.3', '5.1.5.3', '6.1.5.3', '7.1.5.2', '8.1.5.1']);
/** New in these versions by the history at the head of the document, though not marked at the rule. */
const NEW_IN: Record<string, XplanVersion> = { '4.3.1.1': '5.1', '4.3.1.2': '5.1', '6.2.10.1': '5.2', '6.2.10.2': '5.2' };

/**
 * Numbers in force in a version, after the document that holds for it: those that it marks as new in a later version are left out, those
 * repealed by a later version of the same major number are in force before it.
 */
function listed(version: XplanVersion): string[] {
	const text = readFileSync(join(conformity, `Konformitaetsbedingungen_${documentOf(version).replace('.', '')}.txt`), 'utf8');
	const numbers = new Set<string>();
	for (const [, number, note] of text.replaceAll('\f', '').matchAll(/^\s*Nummer\s+(\d+(?:\.\d+)+)\s*(.*)$/gm)) {
		const since = /neu in Version (\d\.\d)/i.exec(note!)?.[1] ?? NEW_IN[number!];
		const repealed = /aufgehoben in (?:Version )?(\d\.\d)/i.exec(note!)?.[1];
		const over = repealed !== undefined && (repealed <= version || repealed[0] !== version[0]);
		if ((since === undefined || since <= version) && !over) numbers.add(number!);
	}
	return [...numbers].sort(compareNumbers);
}

describe.skipIf(missing)('coverage (skipped where ../shared is missing)', () => {
	it.each(XPLAN_VERSIONS.filter((version) => version !== '6.1'))('of %s is complete', async (version) => {
		const { decided, idle, elsewhere } = await coverageOf(version);
		const known = new Set([...decided, ...idle, ...elsewhere.map(({ number }) => number)]);
		const open = listed(version).filter((number) => !known.has(number) && !MISPRINTS.has(number) && !BY_SCHEMA.has(number));
		expect(open).toEqual([]);
	});
});

describe('coverage', () => {
	it('is told in the README as it is', async () => {
		const text = readFileSync(readme, 'utf8');
		for (const row of await coverageTable()) expect(text).toContain(row);
	});

	it('grows from 4.0 to 4.1 and within 5.x, as rules were added', async () => {
		const counts = await Promise.all((['4.0', '4.1', '5.1', '5.2', '5.3', '5.4'] as const).map(coverageOf));
		const [a, b, c, d, e, f] = counts.map(({ decided }) => decided.length) as [number, number, number, number, number, number];
		expect(a).toBeLessThan(b);
		expect([c, d, e, f]).toEqual([c, d, e, f].sort((one, other) => one - other));
	});

	it('orders numbers by their parts', () => {
		expect(['4.2.10', '4.2.9', '4.2', '4.2.9.1', '10.1'].sort(compareNumbers)).toEqual(['4.2', '4.2.9', '4.2.9.1', '4.2.10', '10.1']);
	});
});
