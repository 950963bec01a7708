import { createHash } from 'node:crypto';
import type { Knex } from 'knex';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** A row in every table of Open311 (migration 0005). */
export async function fillOpen311(knex: Knex, ids: { tenant: string; account: string; category: string; report: string }): Promise<void> {
	const owner = { tenant_id: ids.tenant };
	const at = '2026-03-29T01:30:00.123456Z';
	await knex('open311_jurisdiction').insert({ ...owner, jurisdiction_id: 'prueffurt.example', media_urls: 'fetch' });
	await knex('open311_service').insert({ ...owner, category_id: ids.category, type: 'batch', attributes: '{"seit":{"order":3}}' });
	await knex('open311_record').insert({ ...owner, report_id: ids.report, fields: '{"zipcode":"01999","extended_attributes":{"straße":"Süße Gasse"}}' });
	await knex('open311_key').insert({ ...owner, name: 'Bürger-App', key_hash: digest('key'), scopes: ['create', 'update'], created_by: ids.account, created_at: at });
	await knex('open311_token').insert({ ...owner, token_hash: digest('token'), report_id: ids.report, created_at: at });
	const [{ id }] = await knex('open311_endpoint')
		.insert({
			...owner,
			name: 'Nachbarstadt',
			direction: 'pull',
			url: 'https://nachbar.example/georeport/v2',
			rule: '{"categories":{"1":"x"}}',
			api_key: digest('sealed'),
			requests_until: at,
			created_at: at
		})
		.returning('id');
	await knex('open311_link').insert({ ...owner, endpoint_id: id, report_id: ids.report, foreign_id: '12504-2026', state: 'linked', seen: digest('seen'), created_at: at });
	await knex('open311_update').insert({ ...owner, source: id, update_id: '248', report_id: ids.report, taken_at: at });
}
