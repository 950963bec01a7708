import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { addKey, revokeKey } from '../../../portal/lib/server/open311/keys.ts';
import { releaseText, releasePhoto } from '../../../portal/lib/server/reports/release/release.ts';
import { storePhoto } from '../../../portal/lib/server/reports/photos/store-photo.ts';
import { updateReport } from '../../../portal/lib/server/reports/states/state-queries.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { testServices } from '../../support/database.ts';
import { formOf, serve, type Wire } from '../../support/open311.ts';
import { HERE, makeReport, makeReporter, photoWithPlace, type TestReporter } from '../../support/report.ts';

const NOW = new Date('2027-03-10T10:00:00Z');
let services: Services;
let address = '';
let test: TestReporter;
let key = '';

beforeAll(async () => {
	services = await testServices({ now: () => NOW });
	address = await serve(services);
	test = await makeReporter(services.db, {
		categories: { OFFEN: { moderation: 'open' }, GEHEIM: { visibility: 'private', moderation: 'open' }, STILL: { moderation: 'hidden' } }
	});
	({ key } = await addKey(test.scope, { name: 'App', scopes: ['create'], hourlyLimit: '100000' }, null, NOW));
});

const get = (path: string) => fetch(`${address}/${test.slug}/open311/v2/${path}`);
const post = (resource: string, values: Record<string, string>, headers: Record<string, string> = {}) =>
	fetch(`${address}/${test.slug}/open311/v2/${resource}`, { method: 'POST', body: formOf(values), headers });
const NO_INSIDE = /select |insert |postgres|pglite|knex|node_modules|\.ts:|at \w+ \(|\/(?:work|tmp|home|usr)\//i;

describe('fuzzing (§ 5.1 row 15)', () => {
	const names = [
		'jurisdiction_id', 'service_request_id', 'service_code', 'start_date', 'end_date', 'status', 'page', 'page_size', 'updated_after', 'updated_before', 'bbox', 'lat', 'long',
		'radius', 'q', 'extensions', 'cursor', 'api_key'
	];
	const nasty = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 40 }), fc.double().map(String), fc.bigInt().map(String), fc.date({ noInvalidDate: false }).map((date) => (Number.isNaN(date.getTime()) ? '0' : date.toISOString())),
		fc.constantFrom("'", '"', '\0', '%', "' or 1=1 --", '../../etc/passwd', '-1', '1e309', '9'.repeat(400), '0000-00-00T00:00:00Z', '-271821-04-20T00:00:00Z', '٣', '<script>', '${7*7}', '\ud800', 'a'.repeat(5000), '[]', '{}', 'W10',
			Buffer.from('[9007199254740991,"x",1,1]').toString('base64url'), Buffer.from('[1,"x\\u0000",1,1]').toString('base64url'), Buffer.from('[-8e15,"x",0,-8e15]').toString('base64url'))
	);

	it('no argument of a GET brings it down or opens it up', async () => {
		const resource = fc.constantFrom('requests.json', 'requests.xml', 'services.json', 'servicerequestupdates.json', 'servicerequestupdates.xml');
		await fc.assert(
			fc.asyncProperty(resource, fc.dictionary(fc.constantFrom(...names), nasty, { maxKeys: 4 }), async (path, query) => {
				const answer = await get(`${path}?${new URLSearchParams(query)}`);
				const body = await answer.text();
				expect([200, 400, 404]).toContain(answer.status);
				if (answer.status !== 200) expect(body).not.toMatch(NO_INSIDE);
				if (path.endsWith('json')) JSON.parse(body);
			}),
			{ numRuns: 400, endOnFailure: true }
		);
	});

	it('no path either', async () => {
		await fc.assert(
			fc.asyncProperty(fc.constantFrom('services/', 'requests/', 'tokens/', ''), nasty, fc.constantFrom('.json', '.xml', ''), async (resource, name, format) => {
				const answer = await get(`${resource}${encodeURIComponent(name.toWellFormed()).slice(0, 3000)}${format}`);
				expect([404, 400]).toContain(answer.status);
				expect(await answer.text()).not.toMatch(NO_INSIDE);
			}),
			{ numRuns: 150, endOnFailure: true }
		);
	});

	it('no field of a POST', async () => {
		const fields = [
			'service_code', 'lat', 'long', 'address_string', 'address_id', 'email', 'first_name', 'last_name', 'phone', 'description', 'media_url', 'attribute[X]', 'attribute[X][]', 'attribute[',
			'attribute[__proto__]', 'device_id', 'account_id', 'media[]'
		];
		await fc.assert(
			fc.asyncProperty(fc.dictionary(fc.constantFrom(...fields), nasty, { maxKeys: 5 }), async (values) => {
				const answer = await post('requests.json', { service_code: 'OFFEN', lat: String(HERE.lat), long: String(HERE.lon), ...values, api_key: key });
				expect([200, 400, 404]).toContain(answer.status);
				const body = await answer.text();
				expect(body).not.toMatch(NO_INSIDE);
				JSON.parse(body);
			}),
			{ numRuns: 150, endOnFailure: true }
		);
	});

	it.each(['application/json', 'text/plain', 'multipart/form-data', 'multipart/form-data; boundary=', 'image/png', ''])('nor a body that says it is %s', async (type) => {
		const answer = await fetch(`${address}/${test.slug}/open311/v2/requests.json`, { method: 'POST', body: '{"a":', headers: { 'content-type': type } });
		expect(answer.status).toBeGreaterThanOrEqual(400);
		expect(answer.status).toBeLessThan(500);
		expect(await answer.json()).toEqual([{ code: answer.status, description: expect.any(String) }]);
	});

	it('a form of a megabyte is refused', async () => {
		expect((await post('requests.json', { api_key: key, description: 'x'.repeat(1_000_000) })).status).toBe(400);
	});
});

describe('what nobody released (§ 5.1 rows 7, 8)', () => {
	const MARK = 'MARKEZEHN';

	it('is in no answer, and 404 does not tell what exists', async () => {
		const photo = await storePhoto(services, test.scope, await photoWithPlace());
		const second = await storePhoto(services, test.scope, await photoWithPlace());
		const values = { body: `${MARK} im Text`, title: `${MARK} Titel`, address: `${MARK}weg 1`, author: { name: MARK, email: 'markezehn@example.org', phone: '110' } };
		const pending = await makeReport(services, test, { ...values, photos: [photo, second] });
		const secret = await makeReport(services, test, { ...values, category: 'GEHEIM' });
		const silent = await makeReport(services, test, { ...values, category: 'STILL' });
		const hidden = await makeReport(services, test, { ...values, category: 'OFFEN' });
		await updateReport(test.scope, hidden.id, { hidden_at: NOW }, NOW);
		const paths = ['requests', 'servicerequestupdates', 'services'].flatMap((resource) =>
			['', 'extensions=true', `q=${MARK}`, 'lat=51.25&long=13.5&radius=5000&extensions=true', 'updated_after=2000-01-01T00:00:00Z&extensions=1', `service_request_id=${[pending, secret, silent, hidden].map((each) => each.publicRef).join()}&extensions=true`]
				.flatMap((query) => ['json', 'xml'].map((format) => `${resource}.${format}?${query}`))
		);
		for (const path of [...paths, `requests/${pending.publicRef}.xml?extensions=true`, `requests/${pending.publicRef}.json?extensions=true`]) {
			const answer = await get(path);
			expect([path, answer.status, [...answer.headers.values()].join() + (await answer.text())]).toEqual([path, 200, expect.not.stringContaining(MARK)]);
		}
		const [shown] = (await (await get(`requests/${pending.publicRef}.json?extensions=true`)).json()) as Wire;
		expect(shown).toMatchObject({ description: 'redaktionelle Prüfung ausstehend', media_url: null, extended_attributes: { description_public: false, media_urls: [], media_pending: 2 } });
		expect(((await (await get(`requests.json?q=${MARK}`)).json()) as Wire)).toEqual([]);

		const missing = await (await get('requests/M-ZZZZZZ.json')).text();
		for (const { publicRef } of [secret, silent, hidden]) {
			const answer = await get(`requests/${publicRef}.json`);
			expect([answer.status, await answer.text()]).toEqual([404, missing]);
		}

		await releaseText(test.scope, pending.id, {}, { actor: 'staff' }, NOW);
		const { id } = await test.scope.table('report_photo').where({ report_id: pending.id, position: 1 }).first('id');
		await releasePhoto(test.scope, pending.id, id, { actor: 'staff' }, NOW);
		const [released] = (await (await get(`requests/${pending.publicRef}.json?extensions=true`)).json()) as Wire;
		expect(released).toMatchObject({ description: expect.stringContaining(MARK), media_url: expect.stringContaining(id), extended_attributes: { media_urls: [expect.stringContaining(id)], media_pending: 1 } });
	});

	it('and another tenant does not have it', async () => {
		const report = await makeReport(services, test, { category: 'OFFEN' });
		const other = await makeReporter(services.db);
		expect((await fetch(`${address}/${other.slug}/open311/v2/requests/${report.publicRef}.json`)).status).toBe(404);
		expect(await (await fetch(`${address}/open311/v2/requests.json?jurisdiction_id=${other.slug}&service_request_id=${report.publicRef}`)).json()).toEqual([]);
	});
});

describe('markup in texts (§ 5.1 row 3)', () => {
	it.each(['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', ']]><!--', '&lt;b&gt;', 'a\u0001b\u0000c\ufffe', '<![CDATA[x]]>'])('%s stays text', async (payload) => {
		const [{ service_request_id: ref }] = (await (
			await post('requests.json', { api_key: key, service_code: 'OFFEN', lat: String(HERE.lat), long: String(HERE.lon), description: `x ${payload}`, address_string: payload.replaceAll('\0', '') })
		).json()) as [{ service_request_id: string }];
		const answer = await get(`requests/${ref}.xml`);
		const xml = await answer.text();
		expect([answer.headers.get('content-type'), answer.headers.get('x-content-type-options')]).toEqual(['text/xml; charset=utf-8', 'nosniff']);
		const text = xml.replaceAll(/<\/?[a-z_]+\/?>|<\?xml version="1.0" encoding="UTF-8"\?>/g, '');
		for (const sign of ['<', '>', '\u0000', '\u0001', '\ufffe']) expect(text).not.toContain(sign);
	});
});

describe('keys', () => {
	const body = { service_code: 'OFFEN', lat: String(HERE.lat), long: String(HERE.lon) };

	it('are kept as a hash, do what they may, and end', async () => {
		const made = await addKey(test.scope, { name: 'Leitstelle', scopes: ['update'], hourlyLimit: '5' }, null, NOW);
		const row = await test.scope.table('open311_key').where({ name: 'Leitstelle' }).first('*');
		expect(JSON.stringify(row)).not.toContain(made.key);
		expect((await post('requests.json', { ...body, api_key: made.key })).status).toBe(403);
		expect((await post('servicerequestupdates.json', { api_key: key, service_request_id: 'x', status: 'CLOSED' })).status).toBe(403);
		await revokeKey(test.scope, row.id, NOW);
		expect((await post('servicerequestupdates.json', { api_key: made.key, service_request_id: 'x', status: 'CLOSED' })).status).toBe(403);
		await expect(revokeKey(test.scope, row.id, NOW)).rejects.toMatchObject({ code: 'not_found' });
	});

	it('of another tenant are worthless here', async () => {
		const other = await makeReporter(services.db);
		const foreign = await addKey(other.scope, { name: 'fremd', scopes: ['create'], hourlyLimit: '5' }, null, NOW);
		expect((await post('requests.json', { ...body, api_key: foreign.key })).status).toBe(403);
	});

	it('have a limit of their own', async () => {
		const { key: little } = await addKey(test.scope, { name: 'wenig', scopes: ['create'], hourlyLimit: '2' }, null, NOW);
		const statuses = [];
		for (let index = 0; index < 3; index++) statuses.push((await post('requests.json', { ...body, api_key: little })).status);
		expect(statuses).toEqual([200, 200, 429]);
		expect((await post('requests.json', { ...body, api_key: key })).status).toBe(200);
		expect(await test.scope.table('open311_key').where({ name: 'wenig' }).first('last_used_at')).toEqual({ last_used_at: NOW });
	});

	it('do not come back in a link, a body or a log', async () => {
		const answer = await get(`requests.json?api_key=${key}&page_size=1`);
		expect([...answer.headers.values()].join() + (await answer.text())).not.toContain(key);
	});

	it('a form of another page cannot use them: there is no cookie', async () => {
		expect((await post('requests.json', body, { Origin: 'https://boese.example', Cookie: `session=${randomUUID()}` })).status).toBe(403);
	});
});
