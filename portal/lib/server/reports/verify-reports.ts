import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { ChainReport, OpenEntries } from '../statements/verify-chain.ts';
import { REPORT_SUBJECT, reportDigest } from './report-code.ts';
import { provedReportsAfter, type ProvedRow } from './verify-reports-queries.ts';

const BATCH = 500;
export type ReportProblem = 'report_changed' | 'report_digest_changed' | 'report_entry_missing' | 'report_missing';

/**
 * Compares the reports of a tenant with the chain: words, place, photos and person as they came in. What is found is taken out of `open`. Of a
 * report whose person or words were erased the digest alone is compared.
 */
export async function checkReports(scope: TenantScope, open: OpenEntries, report: ChainReport): Promise<void> {
	for (let after = 0; ; ) {
		const rows = await provedReportsAfter(scope, after, BATCH);
		if (rows.length === 0) return;
		for (const row of rows) {
			const problem = (kind: ReportProblem) => report.problems.push({ kind, seq: row.receiptSeq, statementId: null, reportRef: row.publicRef });
			const entered = open[REPORT_SUBJECT].get(row.receiptSeq);
			open[REPORT_SUBJECT].delete(row.receiptSeq);
			const digest = Buffer.from(row.digest);
			if (!entered) problem('report_entry_missing');
			else if (entered !== digest.toString('hex')) problem('report_digest_changed');
			if (isErased(row)) report.erased++;
			else if (!isProven(row, digest)) problem('report_changed');
		}
		report.reports += rows.length;
		after = rows.at(-1)!.receiptSeq;
	}
}

const isErased = (row: ProvedRow) => row.anonymised || (row.title === '' && row.body === '' && !row.name && !row.email && !row.phone);

function isProven({ publicRef, receivedAt, title, body, answers, name, email, phone, salt, detail }: ProvedRow, digest: Buffer): boolean {
	if (!salt || !detail || 'erased' in detail) return false;
	const { category, point, photos } = detail;
	return reportDigest(salt, { publicRef, receivedAt, category, point, title, body, answers, photos, author: { name, email, phone } }).equals(digest);
}
