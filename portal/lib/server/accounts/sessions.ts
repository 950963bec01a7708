import { createHash, randomBytes } from 'node:crypto';
import type { Services } from '../services.ts';
import { accountWithMembershipsAcrossTenants } from './accounts-queries.ts';
import { deleteDeadSessions, deleteSession, deleteSessionsOf, findSession, insertSession, touchSession } from './sessions-queries.ts';
import type { Account } from './types.ts';

export const SESSION_COOKIE = 'sitzung';

const HOUR = 3_600_000;
/** Without a request for so long, a session is over. */
export const IDLE_MS = 12 * HOUR;
/** And after this in any case. */
export const ABSOLUTE_MS = 7 * 24 * HOUR;
/** A session's last use is written down at most this often: a page load is no reason for a write. */
const TOUCH_MS = 5 * 60_000;

type Needs = Pick<Services, 'db' | 'now'>;

export interface NewSession {
	/** Value of the cookie; known to the browser only. */
	token: string;
	expiresAt: Date;
}

/**
 * Opens a session after a login. The session the browser had before ends, so that a planted cookie never becomes a signed-in one.
 * @param previousToken cookie the browser sent with the login
 */
export async function openSession(services: Needs, accountId: string, previousToken?: string): Promise<NewSession> {
	const now = services.now();
	const token = randomBytes(32).toString('base64url');
	const expiresAt = new Date(now.getTime() + ABSOLUTE_MS);
	if (previousToken) await deleteSession(services.db.knex, hashOf(previousToken));
	await insertSession(services.db.knex, hashOf(token), accountId, now, expiresAt);
	return { token, expiresAt };
}

/** @returns null for an unknown, idle, expired session or a disabled account */
export async function accountOfToken(services: Needs, token: string | undefined): Promise<Account | null> {
	if (!token || !/^[\w-]{43}$/.test(token)) return null;
	const now = services.now();
	const tokenHash = hashOf(token);
	const session = await findSession(services.db.knex, tokenHash);
	if (!session) return null;
	if (session.expires_at <= now || now.getTime() - session.seen_at.getTime() >= IDLE_MS) {
		await deleteSession(services.db.knex, tokenHash);
		return null;
	}
	if (now.getTime() - session.seen_at.getTime() >= TOUCH_MS) await touchSession(services.db.knex, tokenHash, now);
	return accountWithMembershipsAcrossTenants(services.db.knex, session.account_id);
}

/** For what is answered outside the pages (tiles). @param cookieHeader the request's `Cookie` */
export async function accountOfCookie(services: Needs, cookieHeader: string | undefined): Promise<Account | null> {
	return accountOfToken(services, tokenOfCookie(cookieHeader));
}

export function tokenOfCookie(cookieHeader: string | undefined): string | undefined {
	for (const pair of cookieHeader?.split(';') ?? []) {
		const [name, value] = pair.trim().split('=', 2);
		if (name === SESSION_COOKIE) return value;
	}
	return undefined;
}

export async function closeSession(services: Needs, token: string | undefined): Promise<void> {
	if (token) await deleteSession(services.db.knex, hashOf(token));
}

/** Ends the sessions of an account, on every device; `exceptToken` stays signed in. */
export async function closeSessionsOf(services: Needs, accountId: string, exceptToken?: string): Promise<void> {
	await deleteSessionsOf(services.db.knex, accountId, exceptToken ? hashOf(exceptToken) : undefined);
}

/** Hourly job: sessions that nobody can use any more are deleted. */
export async function sweepSessions(services: Needs): Promise<number> {
	const now = services.now();
	return deleteDeadSessions(services.db.knex, now, new Date(now.getTime() - IDLE_MS));
}

/** Attributes of the cookie, for SvelteKit's `cookies.set`. */
export function cookieOptions(services: Pick<Services, 'config'>, session: NewSession) {
	return { path: '/', httpOnly: true, sameSite: 'lax', secure: services.config.secureCookies, expires: session.expiresAt } as const;
}

function hashOf(token: string): Buffer {
	return createHash('sha256').update(token).digest();
}
