import { expect, it } from 'vitest';
import { Cases, compare, missingForComparison, VERSIONS } from '../../../differential/comparison.ts';
import { explain } from '../../../differential/explanations.ts';

const PER_VERSION = 40;
const missing = missingForComparison();
if (missing) console.warn(`The structure check is not compared with schema validation: ${missing}.`);

// The whole comparison: node tests/differential/structure.ts
const name = '%s: the verdict on changed plans is that of schema validation (skipped where xmllint or ../shared is missing)';
it.skipIf(missing !== null).each(VERSIONS)(name, async (version) => {
	const cases = await Cases.of(version, 2024);
	const batch = Array.from({ length: PER_VERSION }, () => cases.next());
	const { valid, disagreements } = await compare(batch);
	const unexplained = disagreements.filter((disagreement) => explain(disagreement) === null);
	expect(unexplained.map(({ changes, xmllint, ours }) => ({ changes, xmllint: xmllint.messages, ours: ours.messages }))).toEqual([]);
	// Both verdicts occur, else the comparison says little.
	expect(valid).toBeGreaterThan(0);
	expect(valid).toBeLessThan(PER_VERSION);
});
