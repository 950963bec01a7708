import { createHmac, randomBytes } from 'node:crypto';
import { foldAddress } from '../../forms/report.ts';

/** Keyed hash of a person's mailbox: one vote each, and the table names nobody. */
export const personHash = (secret: string, email: string): Buffer => createHmac('sha256', secret).update(`report-support:${foldAddress(email)}`).digest();

/**
 * The author of a duplicate as a supporter of the report that stays.
 * @returns null without a confirmed address, or where the same person wrote both
 */
export function supporterOf(
	secret: string,
	into: { author_email: string | null },
	row: { author_email: string | null; email_confirmed_at: Date | null }
): { hash: Buffer; token: Buffer } | null {
	if (!row.author_email || !row.email_confirmed_at) return null;
	const hash = personHash(secret, row.author_email);
	if (into.author_email && personHash(secret, into.author_email).equals(hash)) return null;
	return { hash, token: randomBytes(32) };
}
