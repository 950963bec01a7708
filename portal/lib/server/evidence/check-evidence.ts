import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import type { ChainReport, OpenEntries } from '../statements/verify-chain.ts';
import { canonicalEvent, canonicalSelfTest, EVENT_SUBJECT, saltedDigest, SELF_TEST_SUBJECT } from './digest.ts';
import { eventsAfter, selfTestsAfter } from './evidence-queries.ts';
import type { ProcedureEvent, SelfTest } from './types.ts';

const BATCH = 500;
type Ending = 'changed' | 'digest_changed' | 'entry_missing' | 'missing';
export type EvidenceProblem = `event_${Ending}` | `self_test_${Ending}`;

interface Row {
	id: number;
	procedureId: string;
	salt: Buffer;
	digest: Buffer;
	receiptSeq: number;
}

/** Compares protocols and self-tests of a tenant with the chain. What is found is taken out of `open`; what stays there is missing. */
export async function checkEvidence(scope: TenantScope, open: OpenEntries, report: ChainReport): Promise<void> {
	report.events += await checkRows<ProcedureEvent>('event', open[EVENT_SUBJECT], report, (after) => eventsAfter(scope, after, BATCH), canonicalEvent);
	report.selfTests += await checkRows<SelfTest>('self_test', open[SELF_TEST_SUBJECT], report, (after) => selfTestsAfter(scope, after, BATCH), canonicalSelfTest);
}

async function checkRows<Each extends Row>(
	what: 'event' | 'self_test',
	open: Map<number, string>,
	report: ChainReport,
	next: (after: number) => Promise<Each[]>,
	canonical: (row: Each) => string
): Promise<number> {
	let count = 0;
	for (let after = 0; ; ) {
		const rows = await next(after);
		if (rows.length === 0) return count;
		for (const row of rows) {
			const problem = (ending: Ending) =>
				report.problems.push({ kind: `${what}_${ending}`, seq: row.receiptSeq, statementId: null, rowId: row.id, procedureId: row.procedureId });
			const entered = open.get(row.receiptSeq);
			open.delete(row.receiptSeq);
			if (!entered) problem('entry_missing');
			else if (entered !== row.digest.toString('hex')) problem('digest_changed');
			if (!saltedDigest(row.salt, canonical(row)).equals(row.digest)) problem('changed');
		}
		count += rows.length;
		after = rows.at(-1)!.id;
	}
}
