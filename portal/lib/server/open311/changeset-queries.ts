import type { Knex } from 'knex';

/** What the services looked like when they were seen changed last, and when that was. */
export interface Changeset {
	sign: string;
	/** ISO 8601. */
	at: string;
}

const NAME = 'open311-changeset';

export async function readChangeset(db: Knex): Promise<Changeset | null> {
	const row = await db('setting').where({ name: NAME }).first('value');
	return (row?.value as Changeset | undefined) ?? null;
}

export async function writeChangeset(db: Knex, value: Changeset): Promise<void> {
	await db('setting').insert({ name: NAME, value: JSON.stringify(value) }).onConflict('name').merge();
}
