import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { insertLink, lastLink, lockChain, type ChainRow } from './receipt-chain-queries.ts';

/** SHA-256(previous link ‖ subject ‖ digest ‖ time as ISO 8601). The first link has no previous one. */
export function chainLink(previous: Uint8Array | null, entry: { subject: string; digest: Uint8Array; at: Date }): Buffer {
	const hash = createHash('sha256');
	if (previous) hash.update(previous);
	return hash.update(entry.subject).update(entry.digest).update(entry.at.toISOString()).digest();
}

/**
 * Appends a digest to the chain of the installation, inside the transaction of what it proves. Writers come one after the other: the
 * lock is held until the transaction ends, so take it last.
 * @param trx open transaction
 * @returns number of the entry, from 1 without gaps
 */
export async function appendToChain(trx: Knex, subject: string, digest: Uint8Array, at: Date): Promise<number> {
	await lockChain(trx);
	const last = await lastLink(trx);
	const row: ChainRow = { seq: (last?.seq ?? 0) + 1, subject, digest: Buffer.from(digest), link: Buffer.alloc(0), at };
	row.link = chainLink(last?.link ?? null, row);
	await insertLink(trx, row);
	return row.seq;
}
