import { randomBytes } from 'node:crypto';
import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { appendToChain } from '../statements/receipt-chain.ts';
import { canonicalEvent, canonicalSelfTest, EVENT_SUBJECT, saltedDigest, SELF_TEST_SUBJECT } from './digest.ts';
import { hasSelfTest, holdProcedure, insertEvent, insertSelfTest, lockSelfTests } from './evidence-queries.ts';
import type { EventDetail, NewEvent, SelfTest } from './types.ts';

/** As on receipts: 16 bytes keep anybody from guessing a short content by its digest. */
const SALT_BYTES = 16;

/**
 * Writes an entry of the protocol and its digest into the chain of the installation, inside the caller's transaction, so that what happened
 * and its entry exist together or not at all. Call it last: everybody else waits for the chain's lock until the transaction ends.
 * @param scope of an open transaction
 * @throws DomainError `not_found` for a procedure or step that the tenant does not have
 */
export async function recordEvent(scope: TenantScope, event: NewEvent, now: Date): Promise<void> {
	const stepId = event.stepId ?? null;
	if (!(await holdProcedure(scope, event.procedureId, stepId))) throw new DomainError('not_found');
	const entry = {
		procedureId: event.procedureId,
		stepId,
		kind: event.kind,
		// As the database gives it back: without what JSON has no form for.
		detail: JSON.parse(JSON.stringify(event.detail)) as EventDetail,
		account: { id: event.account?.id ?? null, name: event.account?.name ?? '' },
		at: now
	};
	const salt = randomBytes(SALT_BYTES);
	const digest = saltedDigest(salt, canonicalEvent(entry));
	const receiptSeq = await appendToChain(scope.db, EVENT_SUBJECT, digest, now);
	await insertEvent(scope, { ...entry, salt, digest, receiptSeq });
}

/**
 * Writes a self-test and its digest, in a transaction of its own. One test per step and hour.
 * @param also what belongs to the same transaction, e.g. the mail that tells of an outage
 * @returns false when another process was first
 */
export function recordSelfTest(
	scope: TenantScope,
	test: Omit<SelfTest, 'id' | 'salt' | 'digest' | 'receiptSeq'>,
	also: (inner: TenantScope) => Promise<void> = async () => {}
): Promise<boolean> {
	return scope.transaction(async (inner) => {
		if (!(await holdProcedure(inner, test.procedureId, test.stepId))) throw new DomainError('not_found');
		await lockSelfTests(inner, test.stepId);
		if (await hasSelfTest(inner, test.stepId, test.hour)) return false;
		await also(inner);
		const salt = randomBytes(SALT_BYTES);
		const digest = saltedDigest(salt, canonicalSelfTest(test));
		const receiptSeq = await appendToChain(inner.db, SELF_TEST_SUBJECT, digest, test.at);
		await insertSelfTest(inner, { ...test, salt, digest, receiptSeq });
		return true;
	});
}
