import { createReadStream } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkFile, checkFragment } from './support.ts';
import { missing, tableOfVerdicts } from './verdicts-table.ts';

const { rows, rest } = tableOfVerdicts();

describe.skipIf(missing)('verdicts of the reference system (skipped where ../shared is missing)', () => {
	it.each(rows.map((row) => [`${row.name} (${row.file})`, row] as const))('%s', async (_, row) => {
		const { orientation } = row;
		const all = row.path.includes('fragments')
			? await checkFragment(createReadStream(row.path), { orientation })
			: await checkFile(row.path, { orientation });
		const findings = all.filter(({ rule }) => row.rule.test(rule));
		const errors = findings.filter(({ severity }) => severity === 'error');
		const warnings = findings.filter(({ severity }) => severity === 'warning');
		if (row.valid !== null) expect(errors.length === 0).toBe(row.valid);
		if (row.errors !== null) expect(errors).toHaveLength(row.errors);
		if (row.warnings !== null) expect(warnings).toHaveLength(row.warnings);
		// The reference counts drawn geometries: the ring and its points are several. None is none for both.
		if (row.bad !== null) expect(errors.length + warnings.length > 0).toBe(row.bad > 0);
		expect(errors.map(({ gmlId }) => gmlId)).toEqual(expect.arrayContaining(row.features));
	});

	it('lists the rows that are not tried, with the reason', () => {
		expect(rows).toHaveLength(64);
		const reasons = new Map<string, number>();
		for (const { reason } of rest) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
		expect(Object.fromEntries(reasons)).toEqual({
			'ignored by the reference itself': 2,
			'no expectation in the row': 3,
			'not of this check: references: files that a document names': 1,
			'not of this check: references: whether aendert, wurdeGeaendertVon … lead somewhere; the row has no expectation either': 2,
			'not of this check: semantics: tries the machinery of the rules, no expectation about the file': 10,
			'not of this check: storage of the reference system, no check': 2,
			'not of this check: structure': 1
		});
	});
});
