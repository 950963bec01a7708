import { beforeAll, describe, expect, it } from 'vitest';
import { ruleTitle } from '../../../importers/rule-names.ts';
import { Bases } from '../../fuzz/bases.ts';
import { fuzzInput } from '../../fuzz/inputs.ts';
import { tryInput } from '../../fuzz/try-input.ts';

// A few of the inputs of `npm run fuzz`, made from our own plans: the same on every machine.
const INPUTS = 300;
const PART = 30;

describe('destroyed files', () => {
	let bases: Bases;
	let read = 0;
	let refused = 0;
	const rules = new Set<string>();

	beforeAll(async () => {
		bases = await Bases.load(false);
	}, 60_000);

	it.each(Array.from({ length: INPUTS / PART }, (_, part) => part * PART))(
		'are checked and repaired, or refused with a reason (from %i)',
		async (first) => {
			for (let number = first; number < first + PART; number++) {
				const { bytes, changes } = await fuzzInput(bases, 2026, number);
				const outcome = await tryInput(bytes).catch((cause: unknown) => {
					throw new Error(`Input ${number} (${changes.join(', ')}): ${String(cause)}`, { cause });
				});
				if (outcome.read) read++;
				for (const rule of outcome.rules) rules.add(rule);
				expect(outcome.unclear, `input ${number}`).toEqual([]);
				if (outcome.refused) refused++;
			}
		},
		120_000
	);

	it('break rules that people are told by name', () => {
		expect(rules.size).toBeGreaterThan(30);
		for (const rule of rules) expect(ruleTitle(rule), rule).not.toMatch(/[a-z]+-[a-z]+/);
	});

	it('are of both kinds', () => {
		expect(read).toBeGreaterThan(INPUTS / 4);
		expect(refused).toBeGreaterThan(INPUTS / 10);
	});
});
