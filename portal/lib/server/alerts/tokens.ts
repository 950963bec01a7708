import { createHash, createHmac, randomBytes } from 'node:crypto';

/** What is stored of a token: who reads the database cannot open the link. */
export function tokenHash(token: string): Buffer {
	return createHash('sha256').update(`alert:${token}`).digest();
}

/** 192 bits: nobody guesses one. */
export function newConfirmToken(): string {
	return randomBytes(24).toString('base64url');
}

/**
 * Opens the page that changes or ends an alert. Every mail holds it, so it follows from the secret of the installation instead of being
 * kept in clear text.
 * @param secret `services.secret`
 */
export function manageToken(secret: string, alertId: string): string {
	return createHmac('sha256', secret).update(`alert-manage:${alertId}`).digest('base64url');
}

/** Anything else cannot be a token, and need not be asked of the database. */
export function isToken(text: string): boolean {
	return /^[A-Za-z0-9_-]{20,64}$/.test(text);
}
