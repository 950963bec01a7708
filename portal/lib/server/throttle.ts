import { createHmac } from 'node:crypto';
import type { Services } from './services.ts';
import { countUse, forgetUses, uncountUse } from './throttle-queries.ts';

export interface Allowance {
	allowed: boolean;
	/** Uses left in this window. */
	remaining: number;
	/** Seconds until the window is over. */
	retryAfterSeconds: number;
}

type Needs = Pick<Services, 'db' | 'now' | 'secret'>;

/**
 * Takes one of `points` uses of `key` per window. All processes share the count; the key is kept only as a keyed hash, so that the
 * table holds no addresses. Take before the work, so that parallel requests cannot slip through together.
 * @param key what is limited and for whom, e.g. `login-address:192.0.2.1`
 */
export async function takeFrom(services: Needs, key: string, points: number, windowSeconds: number): Promise<Allowance> {
	const now = services.now();
	const { used, resetsAt } = await countUse(services.db.knex, hidden(services, key), now, windowSeconds);
	return {
		allowed: used <= points,
		remaining: Math.max(0, points - used),
		retryAfterSeconds: Math.max(1, Math.ceil((resetsAt.getTime() - now.getTime()) / 1000))
	};
}

/** Gives a use back that turned out to be harmless (a login that succeeded). */
export async function giveBack(services: Needs, key: string, uses = 1): Promise<void> {
	await uncountUse(services.db.knex, hidden(services, key), uses);
}

/** Forgets all uses of the key. */
export async function resetThrottle(services: Needs, key: string): Promise<void> {
	await forgetUses(services.db.knex, hidden(services, key));
}

function hidden(services: Needs, key: string): string {
	return createHmac('sha256', services.secret).update(`throttle:${key}`).digest('base64url');
}
