import type { Knex } from 'knex';

export interface SessionRow {
	account_id: string;
	created_at: Date;
	seen_at: Date;
	expires_at: Date;
}

export async function insertSession(db: Knex, tokenHash: Buffer, accountId: string, now: Date, expiresAt: Date): Promise<void> {
	await db('session').insert({ token_hash: tokenHash, account_id: accountId, created_at: now, seen_at: now, expires_at: expiresAt });
}

export async function findSession(db: Knex, tokenHash: Buffer): Promise<SessionRow | null> {
	return (await db<SessionRow & { token_hash: Buffer }>('session').where({ token_hash: tokenHash }).first()) ?? null;
}

export async function touchSession(db: Knex, tokenHash: Buffer, now: Date): Promise<void> {
	await db('session').where({ token_hash: tokenHash }).update({ seen_at: now });
}

export async function deleteSession(db: Knex, tokenHash: Buffer): Promise<void> {
	await db('session').where({ token_hash: tokenHash }).delete();
}

/** @param except session that stays: the one in which the person just changed the password */
export async function deleteSessionsOf(db: Knex, accountId: string, except?: Buffer): Promise<void> {
	const query = db('session').where({ account_id: accountId });
	await (except ? query.whereNot({ token_hash: except }) : query).delete();
}

export async function deleteDeadSessions(db: Knex, now: Date, seenBefore: Date): Promise<number> {
	// Counted by what comes back: the embedded dialect gives no number for a delete.
	const deleted = await db('session')
		.where((either) => either.where('expires_at', '<=', now).orWhere('seen_at', '<=', seenBefore))
		.delete()
		.returning('account_id');
	return deleted.length;
}
