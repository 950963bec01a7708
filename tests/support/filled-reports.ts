import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { DEFAULT_WORKFLOW } from '../../portal/lib/server/reports/workflow.ts';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** A row in every table of reports (migration 0004). */
export async function fillReports(knex: Knex, ids: { tenant: string; account: string; file: string }): Promise<{ reporter: string; category: string; report: string }> {
	const owner = { tenant_id: ids.tenant };
	const insert = async (table: string, row: Record<string, unknown>): Promise<string> =>
		(await knex(table).insert({ ...owner, ...row }).returning('id'))[0].id;
	const point = (x: number, y: number) => knex.raw('st_setsrid(st_makepoint(?, ?), 3857)', [x, y]);
	const square = "st_geomfromtext('MULTIPOLYGON(((1400000 6600000,1401000 6600000,1401000 6601000,1400000 6601000,1400000 6600000)))', 3857)";
	const at = '2026-03-29T01:30:00.123456Z';

	const reporter = await insert('defect_reporter', { slug: 'maengelmelder', name: 'Mängelmelder', workflow: JSON.stringify(DEFAULT_WORKFLOW) });
	const layer = await insert('asset_layer', { name: 'Straßenbeleuchtung', item_name: 'Laterne' });
	const asset = await insert('asset', { layer_id: layer, ref: '4711', attributes: '{"höhe": 4.5}', geom: point(1400500, 6600500) });
	const category = await insert('report_category', {
		reporter_id: reporter,
		code: 'LATERNE',
		name: 'Laterne defekt',
		group_name: 'Straße',
		keywords: ['dunkel', 'Beleuchtung'],
		fields: '[{"code":"seit","label":"Seit wann?","type":"datetime","required":false,"help":"","values":[]}]',
		...((await knex.schema.hasColumn('report_category', 'anonymise_after_days')) ? { anonymise_after_days: 90 } : {}),
		asset_layer_id: layer
	});
	const body = await insert('responsible_body', { name: 'Tiefbauamt', level: 'amt', email: 'tiefbau@example.org', is_default: true });
	await insert('responsibility', { body_id: body, category_id: category, area: knex.raw(square), area_name: 'Altstadt' });
	const report = await insert('report', {
		reporter_id: reporter,
		category_id: category,
		public_ref: 'M-7K3F9Q',
		code_hash: digest('code'),
		idempotency_key: 'b6f6b3f0-0000-4000-8000-000000000002',
		origin: 'web',
		state: 'eingegangen',
		point: point(1400500.5, 6600500.25),
		address: 'Süße Gasse 1',
		asset_id: asset,
		title: 'Laterne flackert',
		body: 'Seit Montag „an – aus“.\nZweite Zeile',
		answers: '{"seit":"2026-03-23"}',
		author_name: 'Meta Melderin',
		author_email: 'meta@example.org',
		accepted_at: at,
		body_id: body,
		assigned_to: ids.account,
		due_at: at,
		received_at: at,
		changed_at: at,
		support_count: 1,
		salt: digest('salt'),
		digest: digest('report'),
		receipt_seq: 2
	});
	const of = { report_id: report };
	await insert('report_photo', { ...of, position: 0, file_id: ids.file, thumbnail_file_id: ids.file, width: 2048, height: 1536, created_at: at });
	await insert('report_photo_draft', { file_id: ids.file, thumbnail_file_id: ids.file, width: 10, height: 20, lon: 13.5, lat: 51.25, expires_at: at });
	const event = await insert('report_event', { ...of, kind: 'received', state: 'eingegangen', public_text: 'Eingegangen', at });
	await insert('report_template', { reporter_id: reporter, state: 'erledigt', name: 'Repariert', body: 'Die Laterne leuchtet wieder.' });
	await insert('report_support', { ...of, person: digest('person'), token_hash: digest('support'), created_at: at, confirmed_at: at });
	const alert = await insert('report_alert', {
		email: 'erika@example.org',
		area: knex.raw(square),
		category_ids: [category],
		confirm_hash: digest('confirm report'),
		manage_hash: digest('manage report'),
		created_at: at
	});
	await knex('report_alert_delivery').insert({ ...owner, alert_id: alert, event_id: event });
	await insert('report_alert_queue', { ...of, event_id: event, at });
	await insert('report_flag', { ...of, reason: 'Name im Text', at });
	await insert('report_delegation', { ...of, contractor: 'Licht GmbH', email: 'licht@example.org', token_hash: digest('contractor'), created_at: at, expires_at: at });
	await knex('report_shortlist').insert({ ...owner, ...of, account_id: ids.account, position: 0 });
	await knex('sender_ban').insert({ ...owner, sender: '@wegwerf.example', created_at: at });
	await insert('report_view', { account_id: ids.account, name: 'Überfällige Laternen', query: 'faellig=ueberfaellig&kategorie=LATERNE' });
	await knex('report_digest').insert({ ...owner, recipient: `account:${ids.account}`, day: '2026-03-29' });
	await insert('report_protocol', { kind: 'export', account_id: ids.account, detail: '{"rows": 1}', at });
	await knex('report_field_change').insert({ ...owner, ...of, key: 'field-1', account_id: ids.account, answer: '{"state": "erledigt"}', at });
	return { reporter, category, report };
}
