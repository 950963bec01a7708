import { ReferenceCheck } from './checks/references.ts';
import { XplanError, type XplanErrorCode } from './errors.ts';
import { FindingList, type CheckCounts } from './findings.ts';
import { withDefaults, type Limits } from './limits.ts';
import type { Finding, ReadSummary, Unsupported } from './model.ts';
import { readXplanGml } from './reader.ts';

/** What the check of one document says; the form of `npm run -s xplan -- check --json`. */
export interface CheckResult {
	file?: string;
	/** Read, and without findings of severity error. */
	ok: boolean;
	version: string;
	root: string;
	members: number;
	classes: Record<string, number>;
	plans: ReadSummary['plans'];
	crs: string[];
	references: CheckCounts;
	geometry: CheckCounts;
	findings: Finding[];
	unsupported: Unsupported[];
}

export interface UnreadableResult {
	file?: string;
	ok: false;
	error: { code: XplanErrorCode; message: string; line?: number };
}

/**
 * Reads a document and checks references and geometry.
 * @throws XplanError when the document cannot be read
 */
export async function checkXplan(source: AsyncIterable<Uint8Array>, options: { limits?: Partial<Limits> } = {}): Promise<CheckResult> {
	const limits = withDefaults(options.limits);
	const findings = new FindingList(limits);
	const references = new ReferenceCheck(findings, limits);
	let summary: ReadSummary | undefined;
	for await (const event of readXplanGml(source, { limits, findings, onId: references.onId })) {
		if (event.type === 'features') for (const feature of event.features) references.addFeature(feature);
		else if (event.type === 'end') summary = event.summary;
	}
	references.end();
	const { header, members, classes, plans, crs } = summary!;
	return {
		ok: findings.errors === 0,
		version: header.version,
		root: header.root,
		members,
		classes,
		plans,
		crs,
		references: findings.countOf('references'),
		geometry: findings.countOf('geometry'),
		findings: findings.all(),
		unsupported: findings.allUnsupported()
	};
}

/** The result for a document that cannot be read; other errors are thrown on. */
export function unreadable(error: unknown): UnreadableResult {
	if (!(error instanceof XplanError)) throw error;
	const { code, message, line } = error;
	return { ok: false, error: line === undefined ? { code, message } : { code, message, line } };
}
