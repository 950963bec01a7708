import type { CheckResult } from '../../../../importers/xplan/check.ts';
import type { Finding } from '../../../../importers/xplan/model.ts';
import { orderFindings } from '../../check/finding-list.ts';
import type { BlockingRule, CheckReport, Verdict } from './check-types.ts';

/** Documents that a report keeps: a plan names a handful, a broken file a million. */
const MOST_DOCUMENTS = 1000;

/** What is kept of a check's result. @param engine version of the program */
export function reportOf(result: CheckResult, engine: string, durationMs: number): CheckReport {
	const { structure, references, geometry, semantics, findings } = result;
	const { version, root, members, classes, plans, crs, unsupported, documents } = result;
	const facts = { version, root, members, classes, plans, crs, unsupported, ...(documents ? { documents: documents.slice(0, MOST_DOCUMENTS) } : {}) };
	const counts = { structure, references, geometry, semantics };
	const blocking = blockingRules(findings);
	return { verdict: verdictOf(findings, blocking), counts, blocking, facts, findings: orderFindings(findings), skipped: [...result.skipped], engine, durationMs };
}

/** Errors by check and rule, those included that are counted and not listed. What the reader has repaired is a defect of the file, not of the plan that is shown. */
export function blockingRules(findings: readonly Finding[]): BlockingRule[] {
	const rules = new Map<string, BlockingRule>();
	for (const { check, rule, severity, repaired } of findings) {
		if (severity !== 'error' || repaired) continue;
		const known = rules.get(`${check} ${rule}`);
		if (known) known.count++;
		else rules.set(`${check} ${rule}`, { check, rule, count: 1 });
	}
	for (const { check, rule, more } of findings) {
		const known = more ? rules.get(`${check} ${rule}`) : undefined;
		if (known) known.count += more!;
	}
	return [...rules.values()];
}

function verdictOf(findings: readonly Finding[], blocking: BlockingRule[]): Verdict {
	if (blocking.length > 0) return 'errors';
	return findings.some(({ severity }) => severity !== 'info') ? 'warnings' : 'passed';
}
