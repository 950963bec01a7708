import type { CheckResult } from '../../../../importers/xplan/check.ts';
import type { CheckPart } from '../../../../importers/xplan/check-parts.ts';
import type { CheckCounts } from '../../../../importers/xplan/findings.ts';
import type { Check, Finding } from '../../../../importers/xplan/model.ts';

/** The full check of a version: what the worker is asked, and what is kept. */

export interface CheckTask {
	/** File on disk. */
	path: string;
	/** Path of the GML inside the ZIP, null for a bare file. */
	gmlPath: string | null;
	maxBytes: number;
}

/** Told by the worker meanwhile. */
export interface CheckStep {
	/** Of the whole check, 0 to 1. */
	share: number;
	part: CheckPart;
}

export interface BlockingRule {
	check: Check;
	rule: string;
	count: number;
}

/** `errors`: some errors of the file are not repaired; `passed`: neither errors nor warnings. */
export type Verdict = 'passed' | 'warnings' | 'errors';

/** What a report says of the document besides its findings. */
export type CheckFacts = Pick<CheckResult, 'version' | 'root' | 'members' | 'classes' | 'plans' | 'crs' | 'unsupported' | 'documents'>;

export interface CheckReport {
	verdict: Verdict;
	counts: Partial<Record<Check, CheckCounts>>;
	/** Errors that stand against publication, by rule. */
	blocking: BlockingRule[];
	facts: CheckFacts;
	/** By check, severity, rule and line; geometry in the CRS of the file, which each finding names. */
	findings: Finding[];
	/** Checks that were not run. */
	skipped: string[];
	/** Version of the checking program. */
	engine: string;
	durationMs: number;
}

export type CheckState = 'queued' | 'running' | 'done' | 'failed';
