import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { builtInKind } from '../../portal/lib/server/procedures/kinds/definitions.ts';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** A row in every table of procedures, alerts and exchange (filled-database.ts). */
export async function fillProcedures(
	knex: Knex,
	ids: { tenant: string; account: string; plan: string; version: string; later: string; file: string }
): Promise<void> {
	const owner = { tenant_id: ids.tenant };
	const insert = async (table: string, row: Record<string, unknown>): Promise<string> => {
		const [{ id }] = await knex(table)
			.insert({ ...owner, ...row })
			.returning('id');
		return id;
	};
	await insert('procedure_kind', { key: 'eigene-satzung', definition: '{"name":"Eigene Satzung"}' });
	const procedure = await insert('procedure', {
		kind_key: 'bebauungsplan',
		kind: JSON.stringify(builtInKind('bebauungsplan')),
		plan_id: ids.plan,
		title: 'Bebauungsplan Nr. 1 „Süße Au“',
		topics: ['Wohnen', 'Grün, {Wasser}'],
		neighbour_states: 'Republik Polen',
		area: knex.raw("st_multi(st_geomfromtext('POLYGON((1400000 6600000,1401000 6600000,1401000 6601000,1400000 6600000))', 3857))"),
		point: knex.raw("st_geomfromtext('POINT(1400500 6600400)', 3857)"),
		published_at: '2026-03-01T00:00:00Z',
		search: knex.raw("to_tsvector('german', 'Süße Au')")
	});
	const step = await insert('procedure_step', {
		procedure_id: procedure,
		key: 'veroeffentlichung',
		title: 'Veröffentlichung im Internet',
		track: 'public',
		position: 1,
		starts_on: '2026-03-01',
		ends_on: '2026-03-31',
		starts_at: '2026-03-01T00:00:00+01:00',
		ends_at: '2026-04-01T00:00:00+02:00',
		rule: 'publication',
		plan_version_id: ids.later,
		compare_version_id: ids.version,
		places: '[{"name":"Rathaus"}]'
	});
	await knex('procedure_status').insert({ ...owner, procedure_id: procedure, step_id: step, status: 'active', since: '2026-03-01T00:00:00+01:00' });
	await insert('participation', {
		plan_version_id: ids.later,
		step_id: step,
		title: 'Veröffentlichung',
		starts_at: '2026-03-01T00:00:00+01:00',
		ends_at: '2026-04-01T00:00:00+02:00'
	});
	const early = await insert('procedure_step', {
		procedure_id: procedure,
		key: 'fruehzeitig-oeffentlichkeit',
		title: 'Frühzeitige Beteiligung',
		track: 'public',
		position: 0,
		starts_on: '2026-01-12',
		ends_on: '2026-01-30',
		starts_at: '2026-01-12T00:00:00+01:00',
		ends_at: '2026-01-31T00:00:00+01:00',
		moved_reason: 'Der Saal war nicht frei.',
		withdrawn_at: '2026-01-05T09:00:00Z',
		withdrawal_reason: 'Der Entwurf wird überarbeitet.'
	});
	// Without a plan: about the procedure's area.
	await insert('participation', { step_id: early, title: 'Frühzeitige Beteiligung', starts_at: '2026-01-12T00:00:00+01:00', ends_at: '2026-01-31T00:00:00+01:00' });
	const document = await insert('procedure_document', { procedure_id: procedure, category: 'begruendung', title: 'Begründung' });
	const version = await insert('procedure_document_version', {
		document_id: document,
		number: 1,
		file_id: ids.file,
		body: 'Lärmschutz',
		search: knex.raw("to_tsvector('german', 'Lärmschutz')")
	});
	await knex('step_document').insert({ ...owner, step_id: step, document_version_id: version });
	await insert('notice', { procedure_id: procedure, step_id: step, blocks: '[]', published_on: '2026-02-20', published_at: '2026-02-20T06:00:00Z' });
	const proof = { salt: digest('salt'), digest: digest('event'), receipt_seq: 1, at: '2026-03-01T00:00:00Z' };
	await knex('procedure_event').insert({ ...owner, ...proof, procedure_id: procedure, step_id: step, kind: 'published', account_id: ids.account });
	await knex('self_test').insert({ ...owner, ...proof, procedure_id: procedure, step_id: step, hour: '2026-03-01T01:00:00Z', passed: true, results: '[]' });
	const alert = await insert('alert', {
		email: 'erika@example.org',
		title: 'Umkreis von Prüffurt',
		place: '{"where":"gemeinde","municipality":"Prüffurt"}',
		area: knex.raw("st_geomfromtext('POLYGON((0 0,1 0,1 1,0 0))', 3857)"),
		frequency: 'daily',
		confirm_hash: digest('confirm'),
		manage_hash: digest('manage')
	});
	const at = '2026-03-01T00:00:00Z';
	const event = await insert('publication_event', { procedure_id: procedure, step_id: step, kind: 'published', occasion: '1', at, matched_at: at });
	await knex('alert_delivery').insert({ alert_id: alert, publication_event_id: event });
	const partner = await insert('exchange_partner', { name: 'Planungsportal', token_hash: digest('token'), receives: ['information'] });
	const body = await insert('public_body', { name: 'Untere Wasserbehörde', topics: ['Wasser'], partner_id: partner });
	await insert('invitation', { step_id: step, body_id: body, token_hash: digest('invitation'), received_on: '2026-03-02', opened_at: at, requested_at: at, requested_until: '2026-04-20' });
	await insert('exchange_message', {
		partner_id: partner,
		direction: 'in',
		code: '0401',
		version: '1.2.1',
		message_uuid: 'b6f6b3f0-0000-4000-8000-000000000001',
		procedure_id: procedure,
		subject: step,
		body: '<nachricht/>',
		state: 'answered'
	});
}
