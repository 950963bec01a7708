import { createHash } from 'node:crypto';
import type { Knex } from 'knex';

const digest = (text: string) => createHash('sha256').update(text).digest();
export const FILLED_POST_TOKEN = 'Kx7qPz2mVb4nRt8w';

/** A row in every table of the trails (migration 0006). */
export async function fillTrails(knex: Knex, ids: { tenant: string; account: string; file: string; report: string }): Promise<void> {
	const owner = { tenant_id: ids.tenant };
	const insert = async (table: string, row: Record<string, unknown>): Promise<string> =>
		(await knex(table).insert({ ...owner, ...row }).returning('id'))[0].id;
	const wkt = (text: string) => knex.raw('st_geomfromtext(?, 3857)', [text]);
	const at = '2026-03-29T01:30:00.123456Z';
	const who = { account_id: ids.account };

	const route = await insert('trail_route', { ref: 'R1', name: 'Süßbachweg', colour: '#b3261e', symbol: 'red:white:red_bar' });
	const section = await insert('trail_section', {
		ref: 'A1',
		name: 'Mühle – Höhe',
		geom: wkt('LINESTRING(1400000 6600000,1400500 6600100.25)'),
		length: 318.5,
		warden_id: ids.account
	});
	await knex('trail_route_section').insert({ ...owner, route_id: route, section_id: section, position: 0, reversed: true });
	await insert('trail_closure', { section_id: section, from_day: '2026-03-01', until_day: '2026-04-30', reason: 'Hangrutsch', diversion: 'über die Straße', created_at: at });
	const post = await insert('trail_post', { number: 'P001', name: 'Mühle', elevation: 212.5, point: wkt('POINT(1400010 6600000)'), token: FILLED_POST_TOKEN });
	const sign = await insert('trail_sign', {
		post_id: post,
		position: 0,
		kind: 'zielwegweiser',
		lines: '[{"text":"Höhe","km":1.5,"minutes":25}]',
		azimuth: 78,
		route_ids: [route],
		material: 'Aluminium',
		year: 2019
	});
	const equipment = await insert('trail_equipment', { ref: 'B1', kind: 'bank', name: 'Bank an der Mühle', point: wkt('POINT(1400020 6600000)') });
	const key = 'b6f6b3f0-0000-4000-8000-0000000000c1';
	const inspection = await insert('trail_inspection', {
		...who,
		warden_name: 'Petra Prüferin',
		key,
		digest: digest('round'),
		started_at: at,
		ended_at: '2026-03-29T03:00:00Z',
		received_at: '2026-03-30T03:00:00Z',
		track: knex.raw('st_geomfromewkt(?)', ['SRID=3857;MULTILINESTRINGM((1400000 6600000 1774747800,1400500 6600100.25 1774748400.5))']),
		note: 'Nebel'
	});
	await knex('trail_inspection_section').insert({ ...owner, inspection_id: inspection, section_id: section, result: 'befund', covered: 0.98 });
	await knex('trail_visit').insert({ ...owner, inspection_id: inspection, post_id: post, at, result: 'damage' });
	const damage = await insert('trail_damage', {
		...who,
		key: 'b6f6b3f0-0000-4000-8000-0000000000c2',
		digest: digest('damage'),
		round_key: key,
		post_id: post,
		sign_id: sign,
		section_id: section,
		measure: 0.25,
		equipment_id: equipment,
		point: wkt('POINT(1400010 6600000)'),
		kinds: ['verwachsen', 'lose'],
		fixed: 'freigeschnitten',
		found_at: at,
		received_at: at,
		report_id: ids.report
	});
	await knex('trail_damage_photo').insert({ ...owner, damage_id: damage, position: 0, file_id: ids.file, thumbnail_file_id: ids.file, width: 2048, height: 1536 });
	await insert('material_order', {
		...who,
		key: 'b6f6b3f0-0000-4000-8000-0000000000c3',
		post_id: post,
		sign_id: sign,
		items: '[{"item":"pfosten","count":1,"text":""}]',
		ordered_at: at,
		changed_at: at
	});
}
