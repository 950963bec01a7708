import { createHash, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Database } from '../../gis/db/connect.ts';
import { fillOpen311 } from './filled-open311.ts';
import { fillProcedures } from './filled-procedures.ts';
import { fillReports } from './filled-reports.ts';
import { fillTrails } from './filled-trails.ts';
import type { FileStore } from '../../portal/lib/server/files/store.ts';

const digest = (text: string) => createHash('sha256').update(text).digest();

/**
 * Puts at least one row into every table, with the things that are hard to carry over: curves, bytes, umlauts, decimals, dates,
 * identity columns and nested JSON. A new table fails the backup's test until it is filled here.
 */
export async function fillDatabase(db: Database, files: FileStore): Promise<void> {
	const knex = db.knex;
	const land = await insert(knex, 'tenant', { slug: 'testland', name: 'Testland', kind: 'land', land: 'SN', contact: '{"email":"land@example.org"}' });
	const tenant = await insert(knex, 'tenant', {
		slug: 'prueffurt',
		name: 'Prüffurt an der Süßen Au',
		kind: 'gemeinde',
		ags: '14999010',
		land: 'SN',
		parent_id: land,
		area: knex.raw("st_multi(st_geomfromtext('POLYGON((1400000 6600000,1401000 6600000,1401000 6601000,1400000 6600000))', 3857))")
	});
	const owner = { tenant_id: tenant };
	await knex('legal_page').insert({ ...owner, kind: 'impressum', body: 'Äußerungen „in Anführung“\nzweite Zeile' });
	const account = await insert(knex, 'account', { email: 'planung@example.org', name: 'Petra Prüferin', password_hash: '$argon2id$x' });
	await knex('membership').insert({ ...owner, account_id: account, role: 'planner' });
	const key = await files.put(tenant, Buffer.from([0, 255, 10, 13, 128]));
	const file = await insert(knex, 'file', { ...owner, key, name: 'plan.gml', media_type: 'application/gml+xml', size: 5, sha256: digest('file') });
	const plan = await insert(knex, 'plan', { ...owner, class: 'BP_Plan', name: 'Nr. 1', number: '1' });
	const run = await insert(knex, 'plan_import', { ...owner, file_id: file, state: 'done', plan_id: plan, progress: 1 });
	const curve = "st_geomfromewkt('SRID=25833;CURVEPOLYGON(COMPOUNDCURVE((0 0,10 0),CIRCULARSTRING(10 0,5 5.000000001,0 0)))')";
	const version = await insert(knex, 'plan_version', {
		...owner,
		plan_id: plan,
		import_id: run,
		number: 1,
		xplan_version: '6.0',
		gml_id: 'P1',
		file_id: file,
		name: 'Nr. 1',
		srid: 25833,
		accuracy: 0.85,
		attributes: JSON.stringify([{ name: 'name', value: 'Nr. 1' }]),
		native: knex.raw(curve),
		published_at: '2026-03-29T01:30:00.123456Z'
	});
	const part = { ...owner, plan_version_id: version };
	await knex('plan_bereich').insert({ ...part, gml_id: 'B1', class: 'BP_Bereich', number: '0', attributes: '[]' });
	await knex('plan_object').insert({
		...part,
		gml_id: 'O1',
		class: 'BP_BaugebietsTeilFlaeche',
		bereich_gml_id: 'B1',
		attributes: JSON.stringify([{ name: 'GRZ', value: '0.4' }]),
		native: knex.raw(curve),
		sign: 'bp.wa',
		rotation: 12.5
	});
	await knex('plan_text').insert({ ...part, gml_id: 'T1', class: 'XP_TextAbschnitt', position: 1, key: '1.1', body: 'Text', attributes: '[]' });
	await knex('plan_member_form').insert({ ...part, gml_id: 'T1', form: '{"namespace":"http://www.xplanung.de/4/1/ADE"}' });
	await knex('plan_document').insert({ ...part, position: 1, name: 'Begründung', file_id: file, body: 'Lärmschutz' });
	await knex('plan_raster').insert({ ...part, position: 1, name: 'Planzeichnung', source_file_id: file, bounds: '[0,0,10,10]', metres_per_pixel: 0.125 });
	await knex('plan_check').insert({
		...part,
		state: 'done',
		progress: 1,
		verdict: 'errors',
		counts: '{"geometry":{"valid":false,"errors":1,"warnings":0}}',
		blocking: '[{"check":"geometry","rule":"2.2.1.1","count":1}]',
		findings: '[{"check":"geometry","rule":"2.2.1.1","severity":"error","message":"Lücke im Flächenschluss"}]',
		asked_by: account,
		finished_at: '2026-03-01T00:00:00Z'
	});
	await knex('plan_check_override').insert({
		...part,
		rules: '[{"rule":"2.2.1.1","count":1}]',
		reason: 'Lücke ist gewollt',
		account_id: account,
		account_name: 'Petra Prüferin'
	});
	await knex('plan_upload').insert({ ...owner, id: '0123456789abcdef0123456789abcdef', account_id: account, file_name: 'plan.gml', size: 5, import_id: run });
	const later = await insert(knex, 'plan_version', {
		...owner,
		plan_id: plan,
		import_id: run,
		number: 2,
		xplan_version: '6.0',
		gml_id: 'P1',
		file_id: file,
		name: 'Nr. 1',
		srid: 25833,
		attributes: JSON.stringify([{ name: 'name', value: 'Nr. 1' }]),
		published_at: '2026-03-01T01:30:00Z'
	});
	const versions = { ...owner, from_version_id: version, to_version_id: later };
	await knex('plan_difference').insert({ ...versions, state: 'queued', program: 0, changed_area: knex.raw("st_geomfromtext('MULTIPOLYGON(((0 0,1 0,1 1,0 0)))', 3857)") });
	await knex('plan_difference_entry').insert({ ...versions, position: 1, subject: 'object', kind: 'removed', class: 'BP_X', title: 'Straße', detail: '{"attributes":[]}' });
	const participation = await insert(knex, 'participation', {
		...part,
		title: 'Veröffentlichung',
		starts_at: '2026-03-01T00:00:00+01:00',
		ends_at: '2026-04-01T00:00:00+02:00'
	});
	const statement = await insert(knex, 'statement', {
		...owner,
		participation_id: participation,
		number: 1,
		code_hash: digest('code'),
		idempotency_key: randomUUID(),
		origin: 'web',
		body: 'Zu laut',
		received_at: '2026-03-15T12:00:00Z',
		salt: digest('salt'),
		author_digest: digest('author'),
		digest: digest('digest'),
		receipt_seq: 1
	});
	const place = await insert(knex, 'statement_place', {
		...owner,
		statement_id: statement,
		position: 1,
		kind: 'point',
		geom: knex.raw("st_geomfromtext('POINT(1400500 6600100)', 3857)")
	});
	await knex('statement_place_object').insert({ ...owner, place_id: place, plan_version_id: version, gml_id: 'O1', class: 'BP_X', sign: 'bp.wa', attributes: '[]' });
	await knex('statement_attachment').insert({ ...owner, statement_id: statement, file_id: file, position: 1 });
	await knex('statement_event').insert({ ...owner, statement_id: statement, kind: 'received' });
	await knex('staged_file').insert({
		...owner,
		key: 'staged/1',
		name: 'foto.jpg',
		media_type: 'image/jpeg',
		size: 1,
		sha256: digest('staged'),
		expires_at: '2030-01-01T00:00:00Z'
	});
	await knex('receipt_chain').insert({ seq: 1, subject: 'statement', digest: digest('digest'), link: digest('link'), at: '2026-03-15T12:00:00Z' });
	await knex('mail').insert({ ...owner, recipient: 'erika@example.org', subject: 'Eingang', body_text: 'Text' });
	await knex('base_feature').insert({ layer: 'street', name: 'Lindenallee', geom: knex.raw("st_geomfromtext('LINESTRING(0 0,1 1)', 3857)") });
	await knex('address').insert({
		...owner,
		street: 'Lindenallee',
		house_number: '12a',
		postcode: '01999',
		place: 'Prüffurt',
		geom: knex.raw("st_geomfromtext('POINT(0 0)', 3857)")
	});
	await fillProcedures(knex, { tenant, account, plan, version, later, file });
	if (await knex.schema.hasTable('report')) {
		const reports = await fillReports(knex, { tenant, account, file });
		if (await knex.schema.hasTable('open311_key')) await fillOpen311(knex, { tenant, account, ...reports });
		if (await knex.schema.hasTable('trail_post')) await fillTrails(knex, { tenant, account, file, report: reports.report });
	}
	await knex('setting').insert({ name: 'secret', value: '"s"' });
}

async function insert(knex: Knex, table: string, row: Record<string, unknown>): Promise<string> {
	const [{ id }] = await knex(table).insert(row).returning('id');
	return id;
}
