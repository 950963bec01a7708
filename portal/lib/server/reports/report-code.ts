import { createHash, createHmac, randomInt } from 'node:crypto';
import { canonicalJson } from '../statements/digest.ts';
import { receiptCode } from '../statements/receipt-code.ts';

/** Crockford's Base32 without the zero and the one, which are typed as letters. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What people read and say: random, so that nobody can walk through the reports. */
export const newPublicRef = (): string => `M-${Array.from({ length: 6 }, () => SIGNS[randomInt(SIGNS.length)]).join('')}`;

/** As people type it. @returns null for anything else */
export function readPublicRef(typed: string): string | null {
	const ref = typed.trim();
	if (/^M-?[0-9A-Z]{6}$/i.test(ref)) return `M-${ref.slice(-6).toUpperCase()}`;
	// Reports that were loaded from elsewhere keep the reference that they had there.
	return /^[^\s/\0]{1,200}$/.test(ref) ? ref : null;
}

/** Opens the author's status page. It follows from the key of the device, so that the same report sent again shows the same code. */
export const codeOfReport = (secret: string, tenantId: string, idempotencyKey: string): string =>
	receiptCode(secret, `report:${tenantId}`, idempotencyKey);

/** Goes out by mail only; proves that its reader owns the address. 256 bits of a keyed hash: nobody computes it from what is public. */
export const authorToken = (secret: string, reportId: string, email: string): string =>
	createHmac('sha256', secret).update(`report-email:${reportId}:${email.toLowerCase()}`).digest('base64url');

export const tokenHash = (token: string): Buffer => createHash('sha256').update(`report:${token}`).digest();

/** Subject of the entries in the chain of receipts. */
export const REPORT_SUBJECT = 'report';

/** What a receipt proves: words, place and time as they came in. Coordinates: EPSG:3857, millimetres. */
export interface ProvableReport {
	publicRef: string;
	receivedAt: Date;
	category: string;
	point: readonly [number, number];
	title: string;
	body: string;
	answers: unknown;
	/** SHA-256 of the photos as hex, in order. */
	photos: readonly string[];
	author: { name: string | null; email: string | null; phone: string | null };
}

/** SHA-256(salt ‖ canonical form (RFC 8785)). */
export function reportDigest(salt: Uint8Array, report: ProvableReport): Buffer {
	const author = createHash('sha256').update(salt).update('author').update(canonicalJson(report.author)).digest('hex');
	const form = { ...report, form: 'bauleitportal-report-1', receivedAt: report.receivedAt.toISOString(), author };
	return createHash('sha256').update(salt).update(canonicalJson(form)).digest();
}
