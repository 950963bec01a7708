import { createHash, createHmac } from 'node:crypto';

/** Crockford's Base32: no I, L, O, U, so that nothing is misread from paper. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 24 signs of 5 bits: 120 bits. */
const SIGNS = 24;

/**
 * The code that opens the status page. It follows from the secret of the installation and the key of the form, so that a repeated
 * POST shows the same code again although only its hash is stored.
 * @param secret `services.secret`
 * @param key effective key of the statement (`statementKey`)
 */
export function receiptCode(secret: string, participationId: string, key: string): string {
	const bytes = createHmac('sha256', secret).update(`receipt-code:${participationId}:${key}`).digest();
	let bits = 0n;
	for (const byte of bytes.subarray(0, 15)) bits = (bits << 8n) | BigInt(byte);
	let code = '';
	for (let i = SIGNS - 1; i >= 0; i--) code += ALPHABET[Number((bits >> BigInt(i * 5)) & 31n)];
	return code.match(/.{4}/g)!.join('-');
}

/**
 * Reads a code as people type it: small letters, other separators, O for 0, I and L for 1.
 * @returns the code as shown, or null
 */
export function normaliseCode(typed: string): string | null {
	const signs = typed.toUpperCase().replace(/[\s\-–_.]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
	if (signs.length !== SIGNS || [...signs].some((sign) => !ALPHABET.includes(sign))) return null;
	return signs.match(/.{4}/g)!.join('-');
}

/** What is stored of a code. */
export function codeHash(code: string): Buffer {
	return createHash('sha256').update(code).digest();
}

/**
 * Key of a statement: the form's key and what is sent. The same content again (double click, retry) is the same statement; a text that
 * was changed after sending is another one, so that nothing is lost.
 * @returns a UUID (version 8, RFC 9562)
 */
export function statementKey(secret: string, formKey: string, content: string): string {
	const bytes = createHmac('sha256', secret).update(`statement-key:${formKey.toLowerCase()}:`).update(content).digest().subarray(0, 16);
	bytes[6] = (bytes[6]! & 0x0f) | 0x80;
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;
	const hex = bytes.toString('hex');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** Goes out with the receipt mail only; proves that its reader owns the address. */
export function emailToken(secret: string, statementId: string, email: string): string {
	return createHmac('sha256', secret).update(`email-token:${statementId}:${email.toLowerCase()}`).digest('base64url');
}
