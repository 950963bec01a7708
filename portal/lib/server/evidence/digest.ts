import { createHash } from 'node:crypto';
import { canonicalJson } from '../statements/digest.ts';
import type { ProcedureEvent, SelfTest } from './types.ts';

/** Subjects of the chain's entries. They name no procedure: the chain alone tells nothing but how much happened. */
export const EVENT_SUBJECT = 'procedure-event';
export const SELF_TEST_SUBJECT = 'self-test';

type Proven<Row> = Omit<Row, 'id' | 'salt' | 'digest' | 'receiptSeq'>;

/** The canonical form (RFC 8785) of an entry of the protocol: what its digest is made of. */
export function canonicalEvent(event: Proven<ProcedureEvent>): string {
	return canonicalJson({
		form: 'bauleitportal-procedure-event-1',
		procedure: event.procedureId,
		step: event.stepId,
		kind: event.kind,
		detail: event.detail,
		account: event.account.id,
		accountName: event.account.name,
		at: event.at.toISOString()
	});
}

/** The canonical form (RFC 8785) of a self-test. */
export function canonicalSelfTest(test: Proven<SelfTest>): string {
	return canonicalJson({
		form: 'bauleitportal-self-test-1',
		procedure: test.procedureId,
		step: test.stepId,
		hour: test.hour.toISOString(),
		at: test.at.toISOString(),
		passed: test.passed,
		results: test.results
	});
}

/** SHA-256 over the salt and the UTF-8 bytes of the canonical form. */
export function saltedDigest(salt: Uint8Array, canonical: string): Buffer {
	return createHash('sha256').update(salt).update(canonical).digest();
}
