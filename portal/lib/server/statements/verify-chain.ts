import type { Database } from '../../../../gis/db/connect.ts';
import { forTenant } from '../../../../gis/db/tenant-scope.ts';
import { EVENT_SUBJECT, SELF_TEST_SUBJECT } from '../evidence/digest.ts';
import { checkEvidence, type EvidenceProblem } from '../evidence/check-evidence.ts';
import { REPORT_SUBJECT } from '../reports/report-code.ts';
import { checkReports, type ReportProblem } from '../reports/verify-reports.ts';
import { authorDigest, statementDigest } from './digest.ts';
import { readStatements } from './read-statement.ts';
import { chainLink } from './receipt-chain.ts';
import { chainAfter, tenantIds } from './receipt-chain-queries.ts';
import { statementIdsAfter } from './statement-queries.ts';
import { STATEMENT_SUBJECT } from './service.ts';
import type { Statement } from './types.ts';

const BATCH = 500;

/** Digests in the chain whose statement, event, self-test or report was not met yet, by number. */
export type OpenEntries = Record<typeof STATEMENT_SUBJECT | typeof EVENT_SUBJECT | typeof SELF_TEST_SUBJECT | typeof REPORT_SUBJECT, Map<number, string>>;

export interface ChainProblem {
	/** `gap`: a number is missing; `link`: an entry was changed; `statement_changed`: content differs from its digest; `author_changed`: name, address or
	 * e-mail differ from theirs; `digest_changed`: the
	 * statement names another digest than the chain; `entry_missing`: a statement without entry; `statement_missing`: an entry without one; `head_differs`: the link that
	 * was kept elsewhere (in a protocol, on paper) is not the one of its entry.
	 * `event_…` and `self_test_…`: the same of entries and self-tests of a procedure's protocol; `report_…`: of reports. */
	kind: 'gap' | 'link' | 'statement_changed' | 'author_changed' | 'digest_changed' | 'entry_missing' | 'statement_missing' | 'head_differs' | EvidenceProblem | ReportProblem;
	/** Number in the chain, where known. */
	seq: number | null;
	statementId: string | null;
	/** Of a procedure's protocol: the row, and whose it is. */
	rowId?: number;
	procedureId?: string;
	reportRef?: string;
}

export interface ChainReport {
	entries: number;
	statements: number;
	/** Statements and reports whose content was erased: their digests stay in the chain, their content can no longer be compared. */
	erased: number;
	/** Entries of protocols of procedures. */
	events: number;
	selfTests: number;
	reports: number;
	/** Link of the last entry as hex: whoever keeps it elsewhere can later prove that nothing before it was changed. */
	head: string | null;
	problems: ChainProblem[];
}

/**
 * Checks the whole chain, and every statement, protocol entry, self-test and report of every tenant against it. Reads in batches; changes nothing.
 * @param kept a link that somebody kept elsewhere, e.g. the head that a protocol names
 */
export async function verifyChain(db: Database, kept?: { seq: number; link: string }): Promise<ChainReport> {
	const report: ChainReport = { entries: 0, statements: 0, erased: 0, events: 0, selfTests: 0, reports: 0, head: null, problems: [] };
	const open = await checkLinks(db, report, kept);
	for (const tenantId of await tenantIds(db.knex)) {
		await checkStatements(db, tenantId, open[STATEMENT_SUBJECT], report);
		await checkEvidence(forTenant(db.knex, tenantId), open, report);
		await checkReports(forTenant(db.knex, tenantId), open, report);
	}
	for (const seq of open[STATEMENT_SUBJECT].keys()) report.problems.push({ kind: 'statement_missing', seq, statementId: null });
	for (const seq of open[EVENT_SUBJECT].keys()) report.problems.push({ kind: 'event_missing', seq, statementId: null });
	for (const seq of open[SELF_TEST_SUBJECT].keys()) report.problems.push({ kind: 'self_test_missing', seq, statementId: null });
	for (const seq of open[REPORT_SUBJECT].keys()) report.problems.push({ kind: 'report_missing', seq, statementId: null });
	return report;
}

/** @returns digests by number, of every subject */
async function checkLinks(db: Database, report: ChainReport, kept?: { seq: number; link: string }): Promise<OpenEntries> {
	let keptFound = kept === undefined;
	const digests: OpenEntries = { [STATEMENT_SUBJECT]: new Map(), [EVENT_SUBJECT]: new Map(), [SELF_TEST_SUBJECT]: new Map(), [REPORT_SUBJECT]: new Map() };
	let previous: Buffer | null = null;
	let last = 0;
	for (;;) {
		const entries = await chainAfter(db.knex, last, BATCH);
		if (entries.length === 0) {
			if (!keptFound) report.problems.push({ kind: 'head_differs', seq: kept!.seq, statementId: null });
			return digests;
		}
		for (const entry of entries) {
			if (entry.seq !== last + 1) report.problems.push({ kind: 'gap', seq: last + 1, statementId: null });
			if (!chainLink(previous, entry).equals(entry.link)) report.problems.push({ kind: 'link', seq: entry.seq, statementId: null });
			digests[entry.subject as keyof OpenEntries]?.set(entry.seq, entry.digest.toString('hex'));
			if (entry.seq === kept?.seq && entry.link.toString('hex') === kept.link) keptFound = true;
			previous = entry.link;
			last = entry.seq;
			report.entries++;
			report.head = entry.link.toString('hex');
		}
	}
}

async function checkStatements(db: Database, tenantId: string, open: Map<number, string>, report: ChainReport): Promise<void> {
	const scope = forTenant(db.knex, tenantId);
	let after: string | null = null;
	for (;;) {
		const ids: string[] = await statementIdsAfter(scope, after, BATCH);
		if (ids.length === 0) return;
		for (const statement of await readStatements(scope, ids)) {
			const problem = (kind: ChainProblem['kind']) => report.problems.push({ kind, seq: statement.receiptSeq, statementId: statement.id });
			report.statements++;
			const entered = open.get(statement.receiptSeq);
			open.delete(statement.receiptSeq);
			if (!entered) problem('entry_missing');
			else if (entered !== statement.digest.toString('hex')) problem('digest_changed');
			if (statement.erasedAt) report.erased++;
			else if (!statementDigest(statement.salt, statement).equals(statement.digest)) problem('statement_changed');
			else if (!isAuthorProven(statement)) problem('author_changed');
		}
		after = ids.at(-1)!;
	}
}

/** The author may be removed without the rest; nobody may be put in the place. */
function isAuthorProven({ author, salt, authorDigest: digest }: Statement): boolean {
	return Object.values(author).every((value) => value === null) || authorDigest(salt, author).equals(digest);
}
