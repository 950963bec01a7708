import { DomainError } from '../../../../gis/errors.ts';
import type { Services } from '../services.ts';
import { giveBack, resetThrottle, takeFrom } from '../throttle.ts';
import { findAccountByEmail } from './accounts-queries.ts';
import { passwordMatches } from './passwords.ts';
import { openSession, type NewSession } from './sessions.ts';
import type { Account } from './types.ts';

const WINDOW_SECONDS = 15 * 60;
const TRIES_PER_ACCOUNT = 10;
/** Larger: a town hall shares one address. */
const TRIES_PER_ADDRESS = 50;

export interface Credentials {
	email: string;
	password: string;
	/** Address of the client, for the limit. */
	address: string;
	/** Session cookie that came with the form. */
	previousToken?: string;
}

/**
 * Signs a member of staff in. Tries are counted before the password is looked at, per account and per address; an account that
 * does not exist is counted and answered exactly as one that does.
 * @throws DomainError `login_failed`, `login_throttled`, `account_disabled` (only after the right password)
 */
export async function login(services: Pick<Services, 'db' | 'now' | 'secret'>, credentials: Credentials): Promise<NewSession> {
	const email = credentials.email.trim().toLowerCase();
	const accountKey = `login-account:${email}`;
	const addressKey = `login-address:${credentials.address}`;
	const limits = [
		await takeFrom(services, addressKey, TRIES_PER_ADDRESS, WINDOW_SECONDS),
		await takeFrom(services, accountKey, TRIES_PER_ACCOUNT, WINDOW_SECONDS)
	];
	const refused = limits.filter((limit) => !limit.allowed);
	if (refused.length > 0) {
		const seconds = Math.max(...refused.map((limit) => limit.retryAfterSeconds));
		throw new DomainError('login_throttled', { minutes: Math.ceil(seconds / 60) });
	}
	const account = await findAccountByEmail(services.db.knex, email);
	const matches = await passwordMatches(account?.password_hash ?? null, credentials.password);
	if (!account || !matches) throw new DomainError('login_failed');
	await resetThrottle(services, accountKey);
	await giveBack(services, addressKey);
	if (account.disabled_at) throw new DomainError('account_disabled');
	return openSession(services, account.id, credentials.previousToken);
}

/**
 * Where to go after the login. Only paths of this portal: an address from a link could otherwise lead to a foreign page that
 * looks like ours.
 */
export function destinationAfterLogin(account: Account, wanted: string | null): string {
	if (wanted && /^\/(?![/\\])[^\\\s]*$/.test(wanted)) return wanted;
	// Wardens have no staff's pages.
	if (account.memberships[0]) return `/${account.memberships[0].slug}/${account.memberships[0].role === 'warden' ? 'wege' : 'verwaltung'}`;
	return account.operator ? '/verwaltung/mandanten' : '/';
}
