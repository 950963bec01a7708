import { loadCatalogue } from '../catalogue/catalogue.ts';
import type { XplanVersion } from '../model.ts';
import { Step } from './step.ts';
import { TO_5_4 } from './tables/to-5-4.ts';
import { TO_6_0 } from './tables/to-6-0.ts';
import type { ConversionResult, ConvertibleDocument, StepTables } from './types.ts';

export type TargetVersion = '5.4' | '6.0';

const STEPS: { from: XplanVersion[]; to: TargetVersion; tables: StepTables }[] = [
	{ from: ['4.0', '4.1'], to: '5.4', tables: TO_5_4 },
	{ from: ['5.0', '5.1', '5.2', '5.3', '5.4'], to: '6.0', tables: TO_6_0 }
];

/** Versions into which a document can be converted, nearest first. */
export function targetsOf(version: XplanVersion): TargetVersion[] {
	const step = STEPS.find(({ from }) => from.includes(version));
	return step === undefined ? [] : [step.to, ...targetsOf(step.to)];
}

/**
 * Converts a document into a newer version of XPlanGML: 4.0 and 4.1 to 5.4, 5.0–5.4 to 6.0, 4.x to 6.0 in both steps. Nothing is dropped
 * in silence: what has no place is in `lost`, what became mandatory and is not known in `missing`. The given features are not changed.
 * @throws RangeError for a version that has no way to the target
 */
export async function convertDocument(document: ConvertibleDocument, target: TargetVersion): Promise<ConversionResult> {
	if (!targetsOf(document.version).includes(target)) throw new RangeError(`No conversion from ${document.version} to ${target}`);
	const result: ConversionResult = { document, lost: [], changed: [], missing: [] };
	while (result.document.version !== target) {
		const { to, tables } = STEPS.find(({ from }) => from.includes(result.document.version))!;
		const [before, after] = await Promise.all([loadCatalogue(result.document.version), loadCatalogue(to)]);
		const step = new Step(before, after, tables, structuredClone(result.document.features));
		const features = step.run();
		result.lost.push(...step.ledger.lost);
		result.changed.push(...step.ledger.changed);
		// What the first step misses the second may do without.
		result.missing = step.ledger.missing;
		result.document = { version: to, features };
	}
	return result;
}
