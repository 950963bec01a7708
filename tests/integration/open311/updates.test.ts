import { beforeAll, describe, expect, it } from 'vitest';
import { addKey } from '../../../portal/lib/server/open311/keys.ts';
import { changeState } from '../../../portal/lib/server/reports/states/change-state.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { testServices } from '../../support/database.ts';
import { formOf, serve, type Wire } from '../../support/open311.ts';
import { HERE, makeReport, makeReporter, photoWithPlace, type TestReporter } from '../../support/report.ts';

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
		expect((await fetch(`${at}/requests.json`, { method: 'POST', body: formOf(values) })).status).toBe(400);
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
