import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '../../../../gis/errors.ts';

/** OWASP's second choice for argon2id (the library's default algorithm): 19 MiB, 2 passes, 1 lane. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const PASSWORD_MINIMUM = 12;
/** A limit, because hashing a megabyte would be a way to keep the server busy. */
const PASSWORD_MAXIMUM = 200;

/** Without signs that look alike, so that a printed password can be typed. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

export async function hashPassword(password: string): Promise<string> {
	return hash(password, OPTIONS);
}

/** @throws DomainError `account_password_weak` */
export function demandStrongPassword(password: string): void {
	if (password.length < PASSWORD_MINIMUM || password.length > PASSWORD_MAXIMUM || new Set(password).size < 5)
		throw new DomainError('account_password_weak');
}

let decoy: Promise<string> | undefined;

/**
 * Checks a password. Without a hash (unknown account) the same work is done on a decoy, so that the time of the answer does not
 * tell which accounts exist.
 */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
	decoy ??= hashPassword(randomPassword());
	const matches = await verify(passwordHash ?? (await decoy), password.slice(0, PASSWORD_MAXIMUM));
	return passwordHash !== null && matches;
}

/** Four groups of four signs: 80 bits, shown once. */
export function randomPassword(): string {
	const group = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
	return [group(), group(), group(), group()].join('-');
}
