import { beforeAll, describe, expect, it } from 'vitest';
import { addKey, revokeKey } from '../../../portal/lib/server/open311/keys.ts';
import { submitReport } from '../../../portal/lib/server/reports/intake.ts';
import { changeState } from '../../../portal/lib/server/reports/states/change-state.ts';
import { forgetUnconfirmed } from '../../../portal/lib/server/reports/unconfirmed.ts';
import { readWorkPage } from '../../../portal/lib/server/reports/work-page/work-page.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { open311Faults } from '../../../portal/lib/texts/open311.ts';
import { testServices } from '../../support/database.ts';
import { formOf, serve, type Wire } from '../../support/open311.ts';
import { HERE, makeReport, makeReporter, newReport, photoWithPlace, type TestReporter } from '../../support/report.ts';

let now = new Date('2027-03-10T10:00:00Z');
let services: Services;
let address = '';
let test: TestReporter;
let key = '';

beforeAll(async () => {
	services = await testServices({ now: () => now });
	address = await serve(services);
	test = await makeReporter(services.db, { categories: { OFFEN: { moderation: 'open' } } });
	({ key } = await addKey(test.scope, { name: 'Bauhof', scopes: ['update', 'create'], hourlyLimit: '1000' }, null, now));
});

const endpoint = () => `${address}/${test.slug}/open311/v2`;
const list = async (query = '') => (await (await fetch(`${endpoint()}/servicerequestupdates.json?${query}`)).json()) as Wire;
const post = (values: Record<string, string>) => fetch(`${endpoint()}/servicerequestupdates.json`, { method: 'POST', body: formOf({ api_key: key, ...values }) });

describe('servicerequestupdates', () => {
	it('tell what was publicly said, oldest first, and nothing internal', async () => {
		const report = await makeReport(services, test, { category: 'OFFEN' }, { now });
		now = new Date(now.getTime() + 60_000);
		await changeState(services, test.scope, report.id, { state: 'geplant', answer: 'Kommt im Mai', note: 'INTERN' }, { actor: 'staff' }, now);
		now = new Date(now.getTime() + 60_000);
		await changeState(services, test.scope, report.id, { state: 'erledigt', answer: 'Fertig & gut' }, { actor: 'staff' }, now);
		const updates = await list(`service_request_id=${report.publicRef}`);
		expect(updates).toMatchObject([
			{ service_request_id: report.publicRef, status: 'open', description: 'Kommt im Mai', updated_datetime: '2027-03-10T10:01:00Z', external_status_code: 'geplant', media_url: null },
			{ status: 'closed', description: 'Fertig & gut', updated_datetime: '2027-03-10T10:02:00Z' }
		]);
		expect(await list(`start_date=2027-03-10T10:01:00Z&end_date=2027-03-10T10:01:00Z`)).toMatchObject([{ description: 'Kommt im Mai' }]);
		const xml = await (await fetch(`${endpoint()}/servicerequestupdates.xml`)).text();
		expect(xml).toMatch(/<service_request_updates><request_update><update_id>\d+<\/update_id><service_request_id>M-/);
		expect(xml).toContain('Fertig &amp; gut');
		expect(xml).not.toContain('INTERN');
	});

	it('by pages hold everything once', async () => {
		const report = await makeReport(services, test, { category: 'OFFEN' }, { now });
		for (let index = 0; index < 7; index++) await changeState(services, test.scope, report.id, { state: 'eingegangen', answer: `Wort ${index}` }, { actor: 'staff' }, now);
		const found: string[] = [];
		let url: string | null = `${endpoint()}/servicerequestupdates.json?service_request_id=${report.publicRef}&page_size=2`;
		while (url) {
			const answer: Response = await fetch(url);
			found.push(...((await answer.json()) as Wire).map((each) => each.description));
			const next = /<https?:\/\/[^/]+([^>]+)>/.exec(answer.headers.get('link') ?? '')?.[1];
			url = next ? address + next : null;
		}
		expect(found).toEqual([0, 1, 2, 3, 4, 5, 6].map((index) => `Wort ${index}`));
	});

	it('take a state and an answer from who works on it, each once', async () => {
		const report = await makeReport(services, test, { category: 'OFFEN' }, { now });
		const update = { service_request_id: report.publicRef, update_id: 'u1', status: 'CLOSED', description: 'Lampe getauscht', updated_datetime: '2027-03-10T11:00:00+01:00' };
		const answers = [await post(update), await post(update)];
		const bodies = await Promise.all(answers.map((answer) => answer.json()));
		expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
		expect(bodies[0]).toEqual([{ update_id: expect.stringMatching(/^\d+$/) }]);
		expect(bodies[1]).toEqual(bodies[0]);
		expect(await list(`service_request_id=${report.publicRef}`)).toMatchObject([{ status: 'closed', description: 'Lampe getauscht' }]);
		expect(await test.scope.table('report').where({ id: report.id }).first('state', 'open')).toEqual({ state: 'erledigt', open: false });
		// Back again, without a word.
		expect((await post({ service_request_id: report.publicRef, update_id: 'u2', status: 'OPEN' })).status).toBe(200);
		expect(await test.scope.table('report').where({ id: report.id }).first('open')).toEqual({ open: true });
		// By the portal's own keys.
		expect((await post({ service_request_id: report.publicRef, status: 'OPEN', external_status_code: 'geplant', description: 'Material bestellt' })).status).toBe(200);
		expect(await test.scope.table('report').where({ id: report.id }).first('state')).toEqual({ state: 'geplant' });
	});

	it.each<[Record<string, string>, number]>([
		[{ status: 'OPEN' }, 400],
		[{ service_request_id: 'M-ZZZZZZ', status: 'OPEN' }, 404],
		[{ service_request_id: 'x' }, 400],
		[{ service_request_id: 'x', status: 'OPEN', updated_datetime: 'gestern' }, 400],
		[{ service_request_id: 'x', status: 'OPEN', api_key: 'falsch' }, 403]
	])('refuse %o', async (values, status) => {
		const answer = await post(values);
		expect([answer.status, await answer.json()]).toEqual([status, [{ code: status, description: expect.any(String) }]]);
	});

	it('refuse a status that says nothing; a code of the sender beside a status that does is no matter', async () => {
		const report = await makeReport(services, test, { category: 'OFFEN' }, { now });
		const of = { service_request_id: report.publicRef };
		expect((await post({ ...of, status: 'halb' })).status).toBe(400);
		expect((await post({ ...of, status: 'halb', description: 'Wort' })).status).toBe(400);
		expect((await post({ ...of, external_status_code: 'X7' })).status).toBe(400);
		expect((await post({ ...of, status: 'constructor' })).status).toBe(400);
		expect((await post({ ...of, status: 'closed', external_status_code: 'X7', description: 'Repariert' })).status).toBe(200);
		expect(await list(`service_request_id=${report.publicRef}`)).toMatchObject([{ status: 'closed', description: 'Repariert' }]);
	});

	it('refuse a step that the workflow does not have', async () => {
		const report = await makeReport(services, test, { category: 'OFFEN' }, { now });
		await changeState(services, test.scope, report.id, { state: 'abgelehnt', answer: 'nein' }, { actor: 'staff' }, now);
		const answer = await post({ service_request_id: report.publicRef, external_status_code: 'geplant', description: 'doch' });
		expect(answer.status).toBe(400);
		expect(((await answer.json()) as Wire)[0]!.description).toContain('Geplant');
	});
});

describe('photos of a POST', () => {
	it.each(['media', 'media[]'])('as %s come without metadata and wait for an editor', async (name) => {
		const form = new FormData();
		const lantern = { api_key: key, service_code: 'LATERNE', lat: String(HERE.lat), long: String(HERE.lon), description: 'mit Bild' };
		for (const [field, value] of Object.entries(lantern)) form.append(field, value);
		for (let index = 0; index < 2; index++) form.append(name, new Blob([new Uint8Array(await photoWithPlace())], { type: 'image/jpeg' }), 'foto.jpg');
		const answer = await fetch(`${endpoint()}/requests.json`, { method: 'POST', body: form });
		const [{ service_request_id: ref }] = (await answer.json()) as [{ service_request_id: string }];
		const [report] = (await (await fetch(`${endpoint()}/requests/${ref}.json?extensions=true`)).json()) as Wire;
		expect(report).toMatchObject({ media_url: null, extended_attributes: { media_pending: 2 } });
		const files = await test.scope.table('report_photo').join('file', 'file.id', 'report_photo.file_id').join('report', 'report.id', 'report_photo.report_id').where({ public_ref: ref }).select('file.key');
		for (const { key: fileKey } of files) expect(Buffer.from(await services.files.getBytes(fileKey)).toString('latin1')).not.toMatch(/Exif|Kamera|GPS|xmpmeta/);
	});

	it('that are none are refused, and nothing is stored', async () => {
		const before = await test.scope.table('report').count('* as n').first();
		const form = new FormData();
		for (const [field, value] of Object.entries({ api_key: key, service_code: 'LATERNE', lat: String(HERE.lat), long: String(HERE.lon), description: 'x' })) form.append(field, value);
		form.append('media[]', new Blob(['<?php system("id");'], { type: 'image/jpeg' }), 'foto.jpg');
		const answer = await fetch(`${endpoint()}/requests.json`, { method: 'POST', body: form });
		expect(answer.status).toBe(400);
		expect(await test.scope.table('report').count('* as n').first()).toEqual(before);
	});

	it('by media_url are refused by default, and the sender is told', async () => {
		const values = { api_key: key, service_code: 'LATERNE', lat: String(HERE.lat), long: String(HERE.lon), description: 'x', media_url: 'https://bilder.example/1.jpg' };
		const answer = await fetch(`${endpoint()}/requests.json`, { method: 'POST', body: formOf(values) });
		expect(await answer.json()).toEqual([{ service_request_id: expect.any(String), service_notice: expect.stringContaining('media_url'), account_id: null }]);
	});
});

describe('confirmation first', () => {
	it('a token waits for the address', async () => {
		const batch = await makeReporter(services.db, { settings: { acceptance: 'afterConfirmation' }, categories: { OFFEN: { moderation: 'open' } } });
		const { key: own } = await addKey(batch.scope, { name: 'App', scopes: ['create'], hourlyLimit: '10' }, null, now);
		const at = `${address}/${batch.slug}/open311/v2`;
		expect(((await (await fetch(`${at}/services.json`)).json()) as Wire).map((each) => each.type)).toEqual(['batch', 'batch', 'batch']);
		const values = { api_key: own, service_code: 'OFFEN', lat: String(HERE.lat), long: String(HERE.lon), description: 'x' };
		const answer = await fetch(`${at}/requests.json`, { method: 'POST', body: formOf({ ...values, email: 'meta@example.org' }) });
		const [{ token, service_notice: notice }] = (await answer.json()) as [{ token: string; service_notice: string }];
		expect(notice).toContain('bestätigt');
		expect(await (await fetch(`${at}/tokens/${token}.json`)).json()).toEqual([{ service_request_id: null, token }]);
		expect(await (await fetch(`${at}/tokens/${token}.xml`)).text()).toContain('<service_request_id/>');
		expect(await (await fetch(`${at}/requests.json`)).json()).toEqual([]);
		await batch.scope.table('report').update({ accepted_at: now });
		expect(await (await fetch(`${at}/tokens/${token}.json`)).json()).toEqual([{ service_request_id: expect.stringMatching(/^M-/), token }]);
		expect((await fetch(`${address}/${test.slug}/open311/v2/tokens/${token}.json`)).status).toBe(404);
	});
});

describe('a service that demands an address', () => {
	const place = { lat: String(HERE.lat), long: String(HERE.lon), description: 'Die Bank ist zerbrochen.' };
	const strict = () =>
		makeReporter(services.db, { settings: { acceptance: 'afterConfirmation', deleteUnconfirmedAfterDays: 1 }, categories: { KONTAKT: { contact: 'email', moderation: 'open' } } });
	const keyOf = async ({ scope }: TestReporter, scopes: string[]) => (await addKey(scope, { name: 'Nachbarstadt', scopes, hourlyLimit: '10' }, null, now)).key;
	const send = async ({ slug }: TestReporter, values: Record<string, string>) => {
		const answer = await fetch(`${address}/${slug}/open311/v2/requests.json`, { method: 'POST', body: formOf({ service_code: 'KONTAKT', ...place, ...values }) });
		return { status: answer.status, body: (await answer.json()) as Wire };
	};

	it('takes a report without one from who has a key, at once, and names the key to the staff', async () => {
		const own = await strict();
		const { status, body } = await send(own, { api_key: await keyOf(own, ['create']) });
		expect([status, body]).toEqual([200, [{ service_request_id: expect.stringMatching(/^M-/), service_notice: null, account_id: null }]]);
		const at = `${address}/${own.slug}/open311/v2`;
		const { service_request_id: ref } = body[0]!;
		expect(await (await fetch(`${at}/requests.json`)).json()).toMatchObject([{ service_request_id: ref, description: place.description }]);
		const row = await own.scope.table('report').where({ public_ref: ref }).first('id', 'accepted_at', 'author_email');
		expect(row).toMatchObject({ accepted_at: now, author_email: null });
		expect((await readWorkPage(own.scope, row.id, now)).keyName).toBe('Nachbarstadt');
		// Nothing waits for a confirmation that nobody could give.
		expect(await forgetUnconfirmed({ ...services, now: () => new Date(now.getTime() + 90 * 86_400_000) })).toBe(0);
	});

	it('lets an address that is named be confirmed first: it may be that of somebody else', async () => {
		const own = await strict();
		const { body } = await send(own, { api_key: await keyOf(own, ['create', 'update']), email: 'opfer@example.org' });
		expect(body[0]!).toMatchObject({ service_notice: expect.stringContaining('bestätigt') });
		expect(await own.scope.table('report').first('accepted_at')).toEqual({ accepted_at: null });
	});

	it('keeps the address of banned senders away, and the rule of the form', async () => {
		const own = await strict();
		const input = { category: 'KONTAKT' } as const;
		await expect(submitReport(services, own.scope, newReport(own, input), { origin: 'web', now })).rejects.toMatchObject({ fields: { 'author.email': 'required' } });
		await own.scope.insert('sender_ban', { sender: '@spam.example', created_at: now });
		await send(own, { api_key: await keyOf(own, ['create']), email: 'wer@spam.example' });
		expect(await own.scope.table('report').first('accepted_at')).toEqual({ accepted_at: null });
	});

	it('refuses, with the sentence, who has no key, a revoked one, one without the right or one of another jurisdiction', async () => {
		const own = await strict();
		const revoked = await keyOf(own, ['create']);
		const { id } = await own.scope.table('open311_key').first('id');
		await revokeKey(own.scope, id, now);
		const refused = async (values: Record<string, string>) => {
			const { status, body } = await send(own, values);
			return [status, body[0]!.description];
		};
		expect(await refused({})).toEqual([403, open311Faults.key_missing[1]()]);
		expect(await refused({ email: 'wer@example.org' })).toEqual([403, open311Faults.key_missing[1]()]);
		expect(await refused({ api_key: revoked })).toEqual([403, open311Faults.key_invalid[1]()]);
		expect(await refused({ api_key: await keyOf(own, ['update']) })).toEqual([403, open311Faults.key_scope[1]()]);
		expect(await refused({ api_key: key })).toEqual([403, open311Faults.key_invalid[1]()]);
		expect(await own.scope.table('report').count('* as n').first()).toMatchObject({ n: 0 });
	});
});
