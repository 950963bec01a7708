import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RequestHandler } from 'express';
import type { AddressInfo } from 'node:net';
import { DOMParser } from '@xmldom/xmldom';
import { pino } from 'pino';
import { forTenant } from '../../../gis/db/tenant-scope.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { createApp, listen } from '../../../portal/server.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { signedInStaff } from '../../support/staff.ts';

/** What nobody foresaw: a number in header and body, whatever form it has, and the same in the log. */

let services: Services;
let address = '';
let slug = '';
let cookie = '';
const lines: Record<string, unknown>[] = [];

beforeAll(async () => {
	const log = pino({ level: 'error' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
	services = { ...(await testServices()), log };
	const tenant = await makeTenant(services.db);
	slug = (await services.db.knex('tenant').where({ id: tenant.id }).first('slug')).slug;
	cookie = `sitzung=${(await signedInStaff(services, forTenant(services.db.knex, tenant.id), { email: 'a@b.example', role: 'planner' })).token}`;
	const pages: RequestHandler = () => {
		throw new Error('GEHEIM: pages failed');
	};
	const server = await listen(createApp(services, pages), '127.0.0.1', 0);
	address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	afterAll(() => new Promise((resolve) => server.close(resolve)));
	// The database fails in earnest: its tables are elsewhere.
	for (const table of ['report', 'report_category', 'defect_reporter', 'plan_upload', 'procedure', 'plan', 'open311_jurisdiction'])
		await services.db.knex.schema.renameTable(table, `${table}_gone`);
});

const upload = { method: 'POST', headers: { 'Tus-Resumable': '1.0.0', 'Upload-Length': '10', 'Sec-Fetch-Site': 'same-origin', 'content-type': 'application/offset+octet-stream' } };

test.each<[string, string, RequestInit | undefined, (body: string) => string]>([
	['a tile of reports', '/tiles/meldungen/16/1/1.mvt', { headers: { accept: 'application/x-protobuf, application/json' } }, (body) => JSON.parse(body).error.code],
	['a tile, asked for by a browser', '/tiles/land/1/0/0.mvt', { headers: { accept: 'text/html' } }, (body) => body],
	['the interface for procedures', '/api/procedures', undefined, (body) => JSON.parse(body).code],
	['Open311 as JSON', '/open311/v2/services.json?jurisdiction_id=x', undefined, (body) => JSON.parse(body)[0].description],
	['Open311 as XML', '/open311/v2/requests.xml?jurisdiction_id=x', undefined, (body) => {
		const errors = new DOMParser().parseFromString(body, 'text/xml').getElementsByTagName('error');
		expect(errors).toHaveLength(1);
		expect(errors[0]!.getElementsByTagName('code')[0]!.textContent).toBe('500');
		return errors[0]!.getElementsByTagName('description')[0]!.textContent!;
	}],
	['a resumable upload', '/TENANT/verwaltung/plaene/hochladen/tus', upload, (body) => body],
	['what the pages did not catch', '/irgendwo', { headers: { accept: 'text/html' } }, (body) => body]
])('%s', async (_name, path, init, told) => {
	lines.length = 0;
	const answer = await fetch(address + path.replace('TENANT', slug), { ...init, headers: { ...(init?.headers as Record<string, string>), cookie } });
	const body = await answer.text();
	expect(answer.status, body).toBe(500);
	const number = answer.headers.get('x-request-id');
	expect(number).toMatch(/^[0-9a-f]{8}$/);
	expect(told(body)).toContain(number);
	expect(lines).toMatchObject([{ number, err: expect.any(Object) }]);
	// Nothing of what went wrong itself.
	expect(body).not.toMatch(/GEHEIM|relation|select|_gone/i);
});

test('refusals have none, and are not logged', async () => {
	lines.length = 0;
	const answer = await fetch(`${address}/tiles/meldungen/16/1/1.mvt?von=gestern`);
	expect([answer.status, answer.headers.get('x-request-id')]).toEqual([400, null]);
	expect((await fetch(`${address}/open311/v2/nichts.json`)).headers.get('x-request-id')).toBeNull();
	expect(lines).toEqual([]);
});
