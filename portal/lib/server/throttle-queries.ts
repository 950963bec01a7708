import type { Knex } from 'knex';

/** Counts one use, atomically, so that several processes share the counter. A window that is over begins anew. */
export async function countUse(db: Knex, key: string, now: Date, windowSeconds: number): Promise<{ used: number; resetsAt: Date }> {
	const resetsAt = new Date(now.getTime() + windowSeconds * 1000);
	const { rows } = await db.raw(
		`insert into throttle (key, used, resets_at) values (:key, 1, :resetsAt)
		 on conflict (key) do update set
			used = case when throttle.resets_at <= :now then 1 else throttle.used + 1 end,
			resets_at = case when throttle.resets_at <= :now then excluded.resets_at else throttle.resets_at end
		 returning used, resets_at as "resetsAt"`,
		{ key, now, resetsAt }
	);
	return rows[0];
}

/** Takes back uses, never below zero. */
export async function uncountUse(db: Knex, key: string, uses: number): Promise<void> {
	await db.raw('update throttle set used = greatest(used - :uses, 0) where key = :key', { key, uses });
}

export async function forgetUses(db: Knex, key: string): Promise<void> {
	await db('throttle').where({ key }).delete();
}

export async function deleteFinishedWindows(db: Knex, now: Date): Promise<void> {
	await db('throttle').where('resets_at', '<=', now).delete();
}
