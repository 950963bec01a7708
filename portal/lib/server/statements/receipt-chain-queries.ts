import type { Knex } from 'knex';

export interface ChainRow {
	seq: number;
	subject: string;
	digest: Buffer;
	link: Buffer;
	at: Date;
}

/** Any number that no other advisory lock of the portal uses. */
const CHAIN_LOCK = 7_203_001;

export async function lockChain(trx: Knex): Promise<void> {
	await trx.raw('select pg_advisory_xact_lock(?)', [CHAIN_LOCK]);
}

export async function lastLink(trx: Knex): Promise<{ seq: number; link: Buffer } | undefined> {
	const row = await trx('receipt_chain').orderBy('seq', 'desc').first('seq', 'link');
	return row && { seq: Number(row.seq), link: Buffer.from(row.link) };
}

export async function insertLink(trx: Knex, row: ChainRow): Promise<void> {
	await trx('receipt_chain').insert(row);
}

/** The next entries after `seq`, in order. */
export async function chainAfter(db: Knex, seq: number, limit: number): Promise<ChainRow[]> {
	const rows = await db('receipt_chain').where('seq', '>', seq).orderBy('seq').limit(limit).select('seq', 'subject', 'digest', 'link', 'at');
	return rows.map((row) => ({
		seq: Number(row.seq),
		subject: row.subject,
		digest: Buffer.from(row.digest),
		link: Buffer.from(row.link),
		at: new Date(row.at)
	}));
}

export async function tenantIds(db: Knex): Promise<string[]> {
	return (await db('tenant').select('id').orderBy('id')).map((row) => row.id);
}
