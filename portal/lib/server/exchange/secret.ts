import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const keyOf = (secret: string) => Buffer.from(hkdfSync('sha256', secret, '', 'exchange-partner', 32));

/**
 * Encrypts the token with which we go to a partner. The key follows from the installation's secret, which lies in the same database: this
 * keeps tokens out of lists, logs and exports of single tables, not from somebody who has the whole database.
 * @param partnerId bound to the text: it cannot be moved to another partner
 */
export function encryptSecret(secret: string, partnerId: string, text: string): Buffer {
	const nonce = randomBytes(NONCE_BYTES);
	const cipher = createCipheriv(ALGORITHM, keyOf(secret), nonce).setAAD(Buffer.from(partnerId));
	const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
	return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** @throws Error when the text was changed, belongs to another partner or another installation */
export function decryptSecret(secret: string, partnerId: string, sealed: Uint8Array): string {
	const bytes = Buffer.from(sealed);
	const decipher = createDecipheriv(ALGORITHM, keyOf(secret), bytes.subarray(0, NONCE_BYTES));
	decipher.setAAD(Buffer.from(partnerId)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
	return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
}

/** A token that a partner comes with; only its hash is kept. */
export const newToken = (): string => `xb_${randomBytes(32).toString('base64url')}`;
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** An identifier that is always the same for the same thing, in the form of a UUID (for messages that must not be sent twice). */
export function uuidOf(...parts: string[]): string {
	const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
	// Version 8 (own), variant 1, as RFC 9562 has it.
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
