import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import type { Account } from '../../../portal/lib/server/accounts/types.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { runBulk } from '../../../portal/lib/server/reports/bulk.ts';
import { remindOfReports } from '../../../portal/lib/server/reports/due.ts';
import { exportReports } from '../../../portal/lib/server/reports/export.ts';
import { storePhoto } from '../../../portal/lib/server/reports/photos/store-photo.ts';
import { runRetention } from '../../../portal/lib/server/reports/retention.ts';
import { addToShortlist, moveInShortlist, planRoute, readShortlist, removeFromShortlist } from '../../../portal/lib/server/reports/shortlist.ts';
import { forgetView, listViews, saveView } from '../../../portal/lib/server/reports/views.ts';
import { reportConditions } from '../../../portal/lib/server/reports/report-conditions-queries.ts';
import { countByState } from '../../../portal/lib/server/reports/staff-list-queries.ts';
import { EMPTY_REPORT_FILTER } from '../../../portal/lib/forms/report-filter.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { makeManyReports, makeReportGround, type ReportGround } from '../../support/many-reports.ts';
import { makeReporter } from '../../support/report.ts';
import { signedInStaff } from '../../support/staff.ts';

/** A Tuesday. */
const START = new Date('2026-11-17T12:00:00Z');
let now = START;
let services: Services;
let scope: TenantScope;
let me: Account;
let colleague: { id: string; email: string };
let ground: ReportGround;

beforeAll(async () => {
	services = await testServices({ now: () => now });
	const tenant = await makeTenant(services.db);
	scope = forTenant(services.db.knex, tenant.id);
	const own = await signedInStaff(services, scope, { email: 'admin@example.org', role: 'administrator', name: 'Ada Administration' });
	const other = await signedInStaff(services, scope, { email: 'kollege@example.org', role: 'clerk' });
	me = { id: own.accountId, email: 'admin@example.org', name: 'Ada Administration', operator: false, mustChangePassword: false, memberships: [] };
	colleague = { id: other.accountId, email: 'kollege@example.org' };
	ground = await makeReportGround(scope);
	await makeManyReports(services.db.knex, tenant.id, ground, { count: 200, until: START, assignee: other.accountId });
});

const request = () => ({ tenantId: scope.tenantId, account: me, client: 'test' });
const report = async (where: Record<string, unknown>) => scope.table('report').where(where).whereNotNull('accepted_at').orderBy('id').select('id', 'public_ref', 'state', 'assigned_to', 'body_id');
const mailsTo = async (recipient: string): Promise<{ subject: string; body_text: string }[]> =>
	services.db.knex('mail').where({ recipient, tenant_id: scope.tenantId }).orderBy('created_at').select('subject', 'body_text');

describe('bulk actions', () => {
	test('assign: each is changed once, those already so are counted, one mail names them all', async () => {
		const rows = (await report({ open: true })).filter((row) => row.assigned_to === null).slice(0, 5);
		const already = (await report({ open: true })).find((row) => row.assigned_to === colleague.id)!;
		const result = await runBulk(services, scope, [...rows.map(({ id }) => id), already.id, rows[0]!.id], { kind: 'assign', accountId: colleague.id }, me);
		expect(result).toEqual({ changed: 5, unchanged: 1, refused: [] });
		const mails = await mailsTo(colleague.email);
		expect(mails).toHaveLength(1);
		for (const row of rows) expect(mails[0]!.body_text).toContain(row.public_ref);
		expect(mails[0]!.body_text).not.toContain(already.public_ref);
		expect(await scope.table('report_event').where({ kind: 'assigned', account_id: me.id })).toHaveLength(5);
	});

	test('a state that needs an answer is refused without one, with the reason and the references; the others are changed', async () => {
		const open = (await report({ state: 'in-arbeit' })).slice(0, 2);
		const closed = (await report({ state: 'abgelehnt' })).slice(0, 1);
		const ids = [...open, ...closed].map(({ id }) => id);
		const without = await runBulk(services, scope, ids, { kind: 'state', state: 'erledigt', answer: ' ' }, me);
		expect(without.changed).toBe(0);
		expect(without.refused.flatMap(({ refs }) => refs)).toHaveLength(3);
		const result = await runBulk(services, scope, ids, { kind: 'state', state: 'erledigt', answer: 'Ist repariert.' }, me);
		expect(result.changed).toBe(2);
		expect(result.refused).toHaveLength(1);
		expect(result.refused[0]!.refs).toEqual([closed[0]!.public_ref]);
		expect(result.refused[0]!.message).toMatch(/[.]$/);
		expect((await scope.table('report').whereIn('id', ids)).map((row) => row.state).sort()).toEqual(['abgelehnt', 'erledigt', 'erledigt']);
	});

	test('body, release and shortlist; nothing of another tenant is touched or told', async () => {
		const foreign = await makeTenant(services.db);
		const foreignScope = forTenant(services.db.knex, foreign.id);
		await makeManyReports(services.db.knex, foreign.id, await makeReportGround(foreignScope), { count: 3, until: START, seed: 9 });
		const foreignId = await foreignScope.table('report').first('id').then((row) => row.id);
		const own = (await report({ body_release: 'pending' }))[0]!;
		for (const action of [
			{ kind: 'body', bodyId: ground.bodies.gruen },
			{ kind: 'release' },
			{ kind: 'shortlist' },
			{ kind: 'assign', accountId: me.id },
			{ kind: 'state', state: 'in-pruefung', answer: 'x' }
		] as const) {
			const before = await foreignScope.table('report').where({ id: foreignId }).first();
			const result = await runBulk(services, scope, [foreignId], action, me);
			expect(result, action.kind).toMatchObject({ changed: 0, refused: [{ refs: [foreignId] }] });
			expect(await foreignScope.table('report').where({ id: foreignId }).first()).toEqual(before);
		}
		expect(await runBulk(services, scope, [own.id], { kind: 'release' }, me)).toMatchObject({ changed: 1 });
		expect(await runBulk(services, scope, [own.id], { kind: 'release' }, me)).toMatchObject({ changed: 0, unchanged: 1 });
		expect(await runBulk(services, scope, [own.id], { kind: 'body', bodyId: own.body_id === ground.bodies.gruen ? ground.bodies.tiefbau : ground.bodies.gruen }, me)).toMatchObject({ changed: 1 });
		await expect(runBulk(services, scope, ['x'], { kind: 'release' }, me)).rejects.toMatchObject({ code: 'report_selection_empty' });
		await expect(runBulk(services, scope, Array.from({ length: 1001 }, () => randomUUID()), { kind: 'release' }, me)).rejects.toMatchObject({ code: 'report_selection_large' });
	});
});

describe('shortlist', () => {
	test('keeps its order, moves, and finds a way that is not longer', async () => {
		const ids = (await report({ open: true })).slice(0, 12).map(({ id }) => id);
		for (const id of ids) expect(await addToShortlist(scope, me.id, id)).toBe(true);
		expect(await addToShortlist(scope, me.id, ids[3]!)).toBe(false);
		const before = await readShortlist(services, scope, me.id);
		expect(before.items.map(({ id }) => id)).toEqual(ids);
		expect(Math.abs(before.metres - before.items.reduce((sum, { metres }) => sum + metres, 0))).toBeLessThanOrEqual(before.items.length);
		await moveInShortlist(scope, me.id, ids[0]!, 1);
		expect((await readShortlist(services, scope, me.id)).items.slice(0, 2).map(({ id }) => id)).toEqual([ids[1], ids[0]]);
		await moveInShortlist(scope, me.id, ids[1]!, -1);
		const metres = await planRoute(services, scope, me.id, null);
		const after = await readShortlist(services, scope, me.id);
		expect(Math.abs(after.metres - metres)).toBeLessThanOrEqual(12);
		expect(metres).toBeLessThan(before.metres);
		expect(after.items.map(({ id }) => id).sort()).toEqual([...ids].sort());
		expect(await removeFromShortlist(scope, me.id, [ids[0]!])).toBe(1);
		expect((await readShortlist(services, scope, colleague.id)).items).toEqual([]);
	});
});

describe('saved views', () => {
	test('belong to their account; the same name again replaces', async () => {
		await saveView(scope, me.id, ' Meine  Laternen ', new URLSearchParams('kategorie=LATERNE&ansicht=tafel&/ansicht='));
		await saveView(scope, me.id, 'Meine Laternen', new URLSearchParams('kategorie=LATERNE&offen=ja'));
		const [view, ...rest] = await listViews(scope, me.id);
		expect([view?.name, view?.query, rest.length]).toEqual(['Meine Laternen', 'offen=ja&kategorie=LATERNE', 0]);
		expect(await listViews(scope, colleague.id)).toEqual([]);
		await forgetView(scope, colleague.id, view!.id);
		expect(await listViews(scope, me.id)).toHaveLength(1);
		await expect(saveView(scope, me.id, ' ', new URLSearchParams())).rejects.toMatchObject({ code: 'report_view_invalid' });
	});
});

describe('exports', () => {
	const read = async (query: string) => text(Readable.fromWeb((await exportReports(services, request(), new URLSearchParams(query))).body as never));
	const protocol = () => scope.table('report_protocol').where({ kind: 'export' }).orderBy('id').select('account_id', 'detail');

	test('CSV, neutralised: every report of the filter once, no personal data and no line in the protocol', async () => {
		await scope.table('report').where({ public_ref: (await report({ open: true }))[0]!.public_ref }).update({ title: '=HYPERLINK("http://evil")' });
		const csv = await read('als=csv&offen=ja');
		const rows = parse(csv, { delimiter: ';', bom: true, columns: true }) as Record<string, string>[];
		const asking = { db: scope.db, tenantId: scope.tenantId, audience: 'staff', now } as const;
		const counts = await countByState(scope, await reportConditions({ ...EMPTY_REPORT_FILTER, open: 'ja' }, asking));
		expect(rows).toHaveLength(counts.reduce((sum, { count }) => sum + count, 0));
		expect(new Set(rows.map((row) => row.Nummer)).size).toBe(rows.length);
		expect(csv).not.toMatch(/person\d+@example\.org|Person \d+/);
		expect(rows.some((row) => row.Titel === `'=HYPERLINK("http://evil")`)).toBe(true);
		expect(await protocol()).toEqual([]);
	});

	test('personal data only when asked for, with a line in the protocol that holds none itself', async () => {
		const csv = await read('als=csv&personen=ja&suche=person7%40example.org');
		expect(csv).toContain('person7@example.org');
		const lines = await protocol();
		expect(lines).toHaveLength(1);
		expect(lines[0]).toMatchObject({ account_id: me.id, detail: { format: 'csv', rows: 1 } });
		expect(JSON.stringify(lines)).not.toContain('person7');
	});

	test('GeoJSON and XLSX; what was not understood gives no file', async () => {
		const json = JSON.parse(await read('als=geojson&status=geplant'));
		expect(json.features.length).toBeGreaterThan(0);
		const [lon, lat] = json.features[0].geometry.coordinates;
		expect(lon).toBeGreaterThan(12.5);
		expect(lon).toBeLessThan(12.7);
		expect(lat).toBeGreaterThan(50.8);
		expect(lat).toBeLessThan(51.1);
		const xlsx = await exportReports(services, request(), new URLSearchParams('als=xlsx'));
		expect(Buffer.from(await xlsx.arrayBuffer()).subarray(0, 2).toString()).toBe('PK');
		await expect(exportReports(services, request(), new URLSearchParams('als=csv&offen=vielleicht'))).rejects.toMatchObject({ code: 'report_filter_wrong' });
		await expect(exportReports(services, request(), new URLSearchParams('als=exe'))).rejects.toMatchObject({ code: 'not_found' });
	});
});

describe('reminders', () => {
	const digests = async () => Number((await services.db.knex('report_digest').where({ tenant_id: scope.tenantId }).count({ count: '*' }))[0]!.count);

	test('one mail per person and body and day, however often it runs; none before seven; after an outage once', async () => {
		now = new Date('2026-11-19T05:30:00Z');
		expect(await remindOfReports(services)).toBe(0);
		now = new Date('2026-11-19T06:02:00Z');
		const first = await remindOfReports(services);
		expect(first).toBeGreaterThanOrEqual(4);
		const noted = await digests();
		for (const hours of [0, 1, 5, 14]) {
			now = new Date(Date.parse('2026-11-19T06:02:00Z') + hours * 3_600_000);
			expect(await remindOfReports(services)).toBe(0);
		}
		// Two at once, after three days without any run.
		now = new Date('2026-11-23T09:00:00Z');
		const together = await Promise.all([remindOfReports(services), remindOfReports(services)]);
		expect(together[0] + together[1]).toBe(first);
		expect(await digests()).toBe(noted * 2);
		now = new Date('2026-11-22T09:00:00Z');
		expect(await remindOfReports(services)).toBe(0);
		// Buß- und Bettag: a working day elsewhere.
		now = new Date('2026-11-18T09:00:00Z');
		expect(await remindOfReports(services)).toBe(0);
		await services.db.knex('tenant').where({ id: scope.tenantId }).update({ land: 'BB' });
		expect(await remindOfReports(services)).toBeGreaterThan(0);
		await services.db.knex('tenant').where({ id: scope.tenantId }).update({ land: 'SN' });
		now = START;
	});

	test('names what waits by reference only, and what belongs to nobody to the administration', async () => {
		const [mail] = (await mailsTo(colleague.email)).slice(-1);
		expect(mail!.subject).toMatch(/überfällig/);
		expect(mail!.body_text).toMatch(/ohne Antwort: M-/);
		expect(mail!.body_text).not.toMatch(/Meldung \d|Musterweg|person/);
		const [admin] = (await mailsTo(me.email)).slice(-1);
		expect(admin!.body_text).toContain('Das gehört noch niemandem');
		expect((await mailsTo('tiefbau@example.org')).length).toBeGreaterThan(0);
	});

	test('an overdue report is escalated once', async () => {
		const events = await scope.table('report_event').where({ kind: 'escalated' }).select('report_id');
		expect(events.length).toBeGreaterThan(0);
		expect(new Set(events.map((event) => event.report_id)).size).toBe(events.length);
	});
});

describe('retention (research § 5.1 row 18: time travel of 400 days)', () => {
	test('personal fields are gone, the protocol says so, no number changes', async () => {
		const marked = await scope.table('report').where({ state: 'erledigt' }).whereNotNull('closed_at').where('body_release', 'released').first('id', 'public_ref');
		const hiddenOne = await scope.table('report').where({ open: false, body_release: 'pending' }).first('id');
		await scope.table('report').where({ id: marked.id }).update({ closed_at: now, public_body: 'Gekürzt.', body: 'Gekürzt. Rufen Sie Frau GEHEIM an.' });
		await scope.insert('report_event', [
			{ report_id: marked.id, kind: 'note', detail: '{"note": "Frau GEHEIM rief an"}', at: now },
			{ report_id: marked.id, kind: 'feedback', actor: 'author', public_text: 'GEHEIM', detail: '{}', at: now },
			{ report_id: marked.id, kind: 'state', state: 'erledigt', public_text: 'Die Lampe leuchtet.', at: now }
		]);
		await scope.insert('report_flag', { report_id: marked.id, reason: 'GEHEIM', at: now });
		await scope.insert('report_support', { report_id: marked.id, person: Buffer.from('p'), token_hash: Buffer.from('t'), created_at: now, confirmed_at: now });
		await services.db.knex('mail').insert({ tenant_id: scope.tenantId, recipient: (await scope.table('report').where({ id: marked.id }).first()).author_email, subject: 's', body_text: marked.public_ref, created_at: now });
		const figures = async () =>
			(
				await scope.query(
					`select category_id, state, open, body_id, date_trunc('month', received_at) as month, count(*), sum(support_count) as support,
						count(*) filter (where closed_at <= due_at) as kept, max(changed_at) as changed, st_extent(point) as box
					from report where tenant_id = :tenant group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`
				)
			).map((row) => JSON.stringify(row));
		now = new Date(START.getTime() + 300 * 86_400_000);
		expect(await runRetention(services)).toBeGreaterThan(0);
		expect(await scope.table('report').where({ id: marked.id }).whereNotNull('author_name')).toHaveLength(1);
		const before = await figures();
		now = new Date(START.getTime() + 400 * 86_400_000);
		expect(await runRetention(services)).toBeGreaterThan(0);
		expect(await runRetention(services)).toBe(0);
		expect(await figures()).toEqual(before);
		const closed = await scope.table('report').where({ open: false }).whereNotNull('closed_at');
		expect(closed.length).toBeGreaterThan(20);
		for (const row of closed) {
			expect([row.author_name, row.author_email, row.author_phone, row.email_token_hash]).toEqual([null, null, null, null]);
			expect(row.anonymised_at).not.toBeNull();
			expect(row.answers).toEqual({});
		}
		const open = await scope.table('report').where({ open: true });
		expect(open.every((row) => row.author_name !== null)).toBe(true);
		const dump = JSON.stringify([
			await scope.table('report').where({ id: marked.id }),
			await scope.table('report_event').where({ report_id: marked.id }),
			await scope.table('report_flag').where({ report_id: marked.id })
		]);
		expect(dump).not.toContain('GEHEIM');
		expect(dump).toContain('Gekürzt.');
		expect(dump).toContain('Die Lampe leuchtet.');
		expect((await scope.table('report').where({ id: hiddenOne.id }).first()).body).toBe('');
		expect(await scope.table('report_support').where({ report_id: marked.id })).toEqual([]);
		expect(await services.db.knex('mail').where({ body_text: marked.public_ref })).toEqual([]);
		const lines = await scope.table('report_protocol').where({ kind: 'retention' }).select('detail', 'account_id');
		expect(lines.reduce((sum, line) => sum + line.detail.reports, 0)).toBe(closed.length);
		now = START;
	});

	test('a category keeps shorter than its reporter, and only the answers that tell nothing about a person; all others keep theirs', async () => {
		const { scope: own, reporterId } = await makeReporter(services.db, {
			settings: { anonymiseAfterDays: 365 },
			categories: {
				MUELL: {
					name: 'Müll',
					anonymise_after_days: 30,
					fields: [
						{ code: 'menge', label: 'Wie viel?', type: 'singlevaluelist', required: false, help: '', values: [{ key: 'viel', name: 'Viel' }], keep: true },
						{ code: 'wer', label: 'Wer war es?', type: 'string', required: false, help: '', values: [], keep: true },
						{ code: 'alter', label: 'Ihr Alter', type: 'number', required: false, help: '', values: [] }
					]
				}
			}
		});
		const categories = Object.fromEntries((await own.table('report_category')).map(({ code, id }) => [code, id as string]));
		const answers = { menge: 'viel', wer: 'Frau GEHEIM', alter: '47' };
		const make = async (category: string, ref: string) => {
			const [{ id }] = await own
				.insert('report', {
					reporter_id: reporterId, category_id: categories[category], public_ref: ref, code_hash: Buffer.from(ref), idempotency_key: ref, origin: 'web', state: 'erledigt',
					open: false, point: services.db.knex.raw('st_setsrid(st_makepoint(1500000, 6660000), 3857)'), body: 'Frau GEHEIM', answers: JSON.stringify(answers), author_email: 'g@example.org',
					accepted_at: START, received_at: START, changed_at: START, closed_at: START
				})
				.returning('id');
			for (const origin of ['author', 'staff']) {
				const image = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#888' } }).jpeg().toBuffer();
				const { fileId, thumbnailFileId } = await storePhoto(services, own, image);
				await own.insert('report_photo', { report_id: id, position: 0, file_id: fileId, thumbnail_file_id: thumbnailFileId, width: 20, height: 20, origin, created_at: START });
			}
			for (const recipient of ['g@example.org', 'firma@example.org'])
				await services.db.knex('mail').insert({ tenant_id: own.tenantId, recipient, subject: ref, body_text: `GEHEIM zu ${ref}`, created_at: START });
			return id as string;
		};
		const [short, long] = [await make('MUELL', 'M-KURZ'), await make('LATERNE', 'M-LANG')];
		now = new Date(START.getTime() + 31 * 86_400_000);
		await runRetention(services);
		const rest = async (id: string) => ({
			answers: (await own.table('report').where({ id }).first()).answers,
			photos: (await own.table('report_photo').where({ report_id: id })).length,
			mails: (await services.db.knex('mail').where({ tenant_id: own.tenantId, subject: id === short ? 'M-KURZ' : 'M-LANG' })).length
		});
		expect(await rest(short)).toEqual({ answers: { menge: 'viel' }, photos: 0, mails: 0 });
		expect(await rest(long)).toEqual({ answers, photos: 2, mails: 2 });
		now = new Date(START.getTime() + 400 * 86_400_000);
		await runRetention(services);
		expect(await rest(long)).toEqual({ answers: {}, photos: 0, mails: 0 });
		expect((await own.table('report_protocol').where({ kind: 'retention' })).map(({ detail }) => detail)).toEqual([{ reports: 1 }, { reports: 1 }]);
		const lines = await own.table('file');
		expect(lines).toEqual([]);
		now = START;
	});
});
