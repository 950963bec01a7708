import { expect, test } from 'vitest';
import { emptyDatabase } from '../../support/database.ts';

test('a deletion answers how many rows are gone, on both engines', async () => {
	const { knex } = await emptyDatabase();
	await knex.schema.createTable('thing', (table) => void table.integer('id'));
	await knex('thing').insert([{ id: 1 }, { id: 2 }]);
	expect(await knex('thing').whereIn('id', [1, 2]).delete()).toBe(2);
	expect(await knex('thing').whereIn('id', [1, 2]).delete()).toBe(0);
	expect(await knex('thing').insert({ id: 3 }).returning('id')).toEqual([{ id: 3 }]);
	expect(await knex('thing').delete().returning('id')).toEqual([{ id: 3 }]);
});
