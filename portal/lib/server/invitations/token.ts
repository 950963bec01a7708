import { createHash, createHmac } from 'node:crypto';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/**
 * The token of an invitation follows from the installation's secret and the invitation's id: a reminder has the same link, and only a hash
 * is stored. A withdrawn invitation takes its token along.
 */
export function invitationToken(secret: string, invitationId: string): string {
	return createHmac('sha256', secret).update(`invitation:${invitationId}`).digest('base64url');
}

export const invitationHash = (token: string): Buffer => createHash('sha256').update(`invitation:${token}`).digest();

/** Whether a text can be a token at all. */
export const isToken = (text: string): boolean => TOKEN.test(text);
