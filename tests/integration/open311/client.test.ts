import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TenantScope } from '../../../gis/db/tenant-scope.ts';
import { addEndpoint, runNow } from '../../../portal/lib/server/open311/client/endpoints.ts';
import { runOpen311 } from '../../../portal/lib/server/open311/client/run-open311.ts';
import { submitReport } from '../../../portal/lib/server/reports/intake.ts';
import { changeState } from '../../../portal/lib/server/reports/states/change-state.ts';
import { releaseText } from '../../../portal/lib/server/reports/release/release.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { testServices } from '../../support/database.ts';
import { seed, serve } from '../../support/open311.ts';
import { HERE, makeReporter, newReport, type TestReporter } from '../../support/report.ts';

let services: Services;
let address = '';
let now = new Date('2026-11-20T12:00:00Z');
const MINUTE = 60_000;
const later = (minutes: number) => (now = new Date(now.getTime() + minutes * MINUTE));

beforeAll(async () => {
	services = await testServices({ now: () => now, env: { OPEN311_INTERNAL: '1' } });
	address = await serve(services);
});
beforeEach(async () => {
	await services.db.knex('open311_endpoint').update({ disabled_at: now });
});

const texts = async (scope: TenantScope, ref: string) =>
	(await scope.table('report_event').join('report', 'report.id', 'report_event.report_id').where({ public_ref: ref, kind: 'state' }).orderBy('report_event.id').select('public_text')).map(
		(row: { public_text: string }) => row.public_text
	);

let cities = 0;
/** A tenant that pulls from a seeded city of its own. */
async function pulling(values: Record<string, unknown> = {}) {
	const city = `quelle-${++cities}`;
	const there = await seed(services, {
		jurisdiction_id: city,
		requests: [
			{ service_request_id: `${city}-1`, service_code: '002', description: 'Sofa', status: 'open', requested_datetime: '2026-10-01T10:00:00Z', lat: HERE.lat, long: HERE.lon },
			{ service_request_id: `${city}-2`, service_code: '001', description: 'dunkel', status: 'closed', status_notes: 'Lampe getauscht', requested_datetime: '2025-03-01T10:00:00Z', lat: HERE.lat, long: HERE.lon },
			{ service_request_id: `${city}-3`, service_code: '003', description: 'ohne Kategorie hier', status: 'open', requested_datetime: '2026-10-01T10:00:00Z', lat: HERE.lat, long: HERE.lon }
		]
	});
	const here = await makeReporter(services.db, { categories: { LATERNE: { name: 'Laterne', moderation: 'open' }, MUELL: { name: 'Müll', moderation: 'open' } } });
	const id = await addEndpoint(services, here.scope, {
		name: 'Nachbarstadt', direction: 'pull', url: `${address}/open311/v2`, jurisdictionId: city, format: 'json', apiKey: '', minutes: '15',
		reporterId: here.reporterId, categories: `002 = MUELL\n001 = LATERNE`, otherwise: '', states: '', ...values
	});
	const reports = () => here.scope.table('report').where({ origin: 'pulled' }).orderBy('body').select('public_ref', 'body', 'state', 'open', 'external');
	const run = async () => {
		await runNow(services, here.scope, id);
		return runOpen311(services);
	};
	return { here, there, city, id, reports, run };
}

describe('pulling from another city', () => {
	it.each(['json', 'xml'])('takes over requests with state and answer, once, as %s', async (format) => {
		const { here, reports, run, id } = await pulling({ format });
		expect(await run()).toEqual({ asked: 1, failed: 0 });
		const rows = await reports();
		expect(rows).toMatchObject([{ body: 'Sofa', state: 'eingegangen', open: true }, { body: 'dunkel', state: 'erledigt', open: false }]);
		expect(await texts(here.scope, rows[1].public_ref)).toEqual(['Lampe getauscht']);
		await run();
		// Everything once more, from the beginning.
		await here.scope.table('open311_endpoint').where({ id }).update({ requests_until: null, updates_until: null });
		await run();
		expect(await reports()).toEqual(rows);
		expect(await texts(here.scope, rows[1].public_ref)).toEqual(['Lampe getauscht']);
	});

	it('hears what changes there, and what comes in', async () => {
		const { here, there, city, reports, run } = await pulling();
		await run();
		later(30);
		const { id } = await there.scope.table('report').where({ public_ref: `${city}-1` }).first('id');
		await changeState(services, there.scope, id, { state: 'geplant', answer: 'Abholung am Freitag' }, { actor: 'staff' }, now);
		await seed(services, { jurisdiction_id: city, requests: [{ service_request_id: `${city}-9`, service_code: '002', description: 'Reifen', requested_datetime: now.toISOString(), lat: HERE.lat, long: HERE.lon }] });
		expect(await run()).toEqual({ asked: 1, failed: 0 });
		const rows = await reports();
		expect(rows.map((row: { body: string; state: string }) => [row.body, row.state])).toEqual([['Reifen', 'eingegangen'], ['Sofa', 'geplant'], ['dunkel', 'erledigt']]);
		expect(await texts(here.scope, rows[1].public_ref)).toEqual(['Abholung am Freitag']);
	});

	it('two cities that pull from each other do not double anything', async () => {
		const { here, there, city, reports, run } = await pulling();
		await run();
		const { reporter_id: reporterId } = await there.scope.table('report_category').where({ code: '002' }).first('reporter_id');
		const back = await addEndpoint(services, there.scope, {
			name: 'zurück', direction: 'pull', url: `${address}/open311/v2`, jurisdictionId: here.slug, format: 'json', apiKey: '', minutes: '15',
			reporterId, categories: '', otherwise: '002', states: ''
		});
		await submitReport(services, here.scope, newReport(here, { body: 'eigene' }), { origin: 'web', now });
		for (let round = 0; round < 3; round++) {
			later(20);
			await runNow(services, there.scope, back);
			await run();
		}
		expect((await there.scope.table('report').where({ origin: 'pulled' }).select('body')).map((row: { body: string }) => row.body)).toEqual(['eigene']);
		expect(await reports()).toHaveLength(2);
		expect(city).toBeTruthy();
	});

	it('keeps what went wrong, waits longer each time, and goes on where it was', async () => {
		const { here, id, run, reports } = await pulling({ url: 'http://127.0.0.1:9' });
		expect(await run()).toEqual({ asked: 1, failed: 1 });
		const first = await here.scope.table('open311_endpoint').where({ id }).first('tries', 'error', 'next_run_at', 'requests_until');
		expect(first).toMatchObject({ tries: 1, error: { message: expect.stringContaining('nicht erreichbar') }, next_run_at: new Date(now.getTime() + 15 * MINUTE), requests_until: null });
		later(15);
		await runOpen311(services);
		expect(await here.scope.table('open311_endpoint').where({ id }).first('tries', 'next_run_at')).toEqual({ tries: 2, next_run_at: new Date(now.getTime() + 30 * MINUTE) });
		await here.scope.table('open311_endpoint').where({ id }).update({ url: `${address}/open311/v2` });
		later(30);
		expect(await runOpen311(services)).toEqual({ asked: 1, failed: 0 });
		expect(await here.scope.table('open311_endpoint').where({ id }).first('tries', 'error')).toEqual({ tries: 0, error: null });
		expect(await reports()).toHaveLength(2);
	});
});

/** A tenant that pushes to a seeded contractor, through a line that can break. */
async function pushing(values: Record<string, unknown> = {}) {
	const contractor = await seed(services, { jurisdiction_id: `licht-${++cities}`, requests: [], ...values });
	const line = { lose: false, refuse: 0, posts: 0 };
	const proxy = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		if (request.method === 'POST') line.posts++;
		if (line.refuse) return void response.writeHead(line.refuse).end();
		// A server that does not know the header for repeated posts.
		const headers = { 'content-type': String(request.headers['content-type'] ?? '') };
		const answer = await fetch(address + request.url, { method: request.method, ...(request.method === 'POST' ? { body: Buffer.concat(chunks), headers } : {}) });
		const body = Buffer.from(await answer.arrayBuffer());
		if (line.lose && request.method === 'POST') return void request.socket.destroy();
		response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type')! }).end(body);
	});
	await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
	afterAll(() => new Promise((resolve) => proxy.close(resolve)));
	const here = await makeReporter(services.db, { categories: { LATERNE: { name: 'Laterne', moderation: 'pin' } } });
	const id = await addEndpoint(services, here.scope, {
		name: 'Licht GmbH', direction: 'push', url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/${contractor.slug}/open311/v2`, jurisdictionId: '', format: 'json', apiKey: 'geheim-123',
		minutes: '5', categoryIds: [here.categories.LATERNE], bodyIds: [], services: '', code: '002', states: 'geplant = in-arbeit'
	});
	const run = async () => {
		await runNow(services, here.scope, id);
		return runOpen311(services);
	};
	const send = async (test: TestReporter, body: string, released = true) => {
		later(1);
		const report = await submitReport(services, test.scope, newReport(test, { body, author: { email: 'geheim@example.org' } }), { origin: 'web', now });
		if (released) await releaseText(test.scope, report.id, {}, { actor: 'staff' }, now);
		return report;
	};
	const there = async () => contractor.scope.table('report').orderBy('received_at').select('id', 'public_ref', 'body', 'author_email');
	const link = (report: { id: string }) => here.scope.table('open311_link').where({ report_id: report.id }).first('state', 'foreign_id', 'error', 'tries');
	return { contractor, here, id, line, run, send, there, link };
}

describe('pushing to a contractor', () => {
	it('reaches a service that asks people for their address, though it names none', async () => {
		const { contractor, here, run, send, there, link } = await pushing();
		await contractor.scope.table('report_category').where({ code: '002' }).update({ contact: 'email' });
		await contractor.scope.table('defect_reporter').update({ settings: JSON.stringify({ acceptance: 'afterConfirmation' }) });
		const report = await send(here, 'Auch diese flackert.');
		await run();
		await run();
		const [row] = await there();
		expect(row).toMatchObject({ author_email: null });
		expect(await link(report)).toMatchObject({ state: 'linked', foreign_id: row.public_ref, error: null });
	});

	it('sends what the rule means, once, without who reported it, and takes the answer over', async () => {
		const { contractor, here, run, send, there, link } = await pushing();
		const report = await send(here, 'Die Laterne flackert.');
		await submitReport(services, here.scope, newReport(here, { category: 'MUELL' }), { origin: 'web', now });
		const unreleased = await send(here, 'noch nicht gesehen', false);
		await run();
		await run();
		const rows = await there();
		expect(rows).toMatchObject([{ body: `Die Laterne flackert.\n\n[${report.publicRef}]`, author_email: null }]);
		expect(await link(report)).toMatchObject({ state: 'linked', foreign_id: rows[0].public_ref, error: null });
		expect(await link(unreleased)).toBeUndefined();

		later(10);
		await changeState(services, contractor.scope, rows[0].id, { state: 'geplant', answer: 'Monteur kommt Montag' }, { actor: 'staff' }, now);
		await run();
		await run();
		const { state } = await here.scope.table('report').where({ id: report.id }).first('state');
		// By the tenant's own mapping.
		expect(state).toBe('in-arbeit');
		expect(await texts(here.scope, report.publicRef)).toEqual(['Monteur kommt Montag']);
		later(10);
		await changeState(services, contractor.scope, rows[0].id, { state: 'erledigt', answer: 'Leuchtet wieder' }, { actor: 'staff' }, now);
		await run();
		expect(await texts(here.scope, report.publicRef)).toEqual(['Monteur kommt Montag', 'Leuchtet wieder']);
		expect(await here.scope.table('report').where({ id: report.id }).first('state', 'open')).toEqual({ state: 'erledigt', open: false });
	});

	it('is sent once although the answer was lost', async () => {
		const { here, line, run, send, there, link } = await pushing();
		const report = await send(here, 'verloren');
		line.lose = true;
		await run();
		expect(await link(report)).toMatchObject({ state: 'sent', tries: 1, error: { message: expect.any(String) } });
		line.lose = false;
		later(5);
		await run();
		expect(await there()).toHaveLength(1);
		expect(line.posts).toBe(1);
		expect(await link(report)).toMatchObject({ state: 'linked', error: null });
	});

	it('waits after a failure of the other side, and asks a person after a refusal', async () => {
		const { here, line, run, send, link, there } = await pushing();
		const report = await send(here, 'später');
		line.refuse = 503;
		await run();
		expect(await link(report)).toMatchObject({ state: 'sent' });
		line.refuse = 403;
		later(5);
		await run();
		line.refuse = 0;
		const failed = await send(here, 'abgelehnt');
		await services.db.knex('open311_key').whereNull('revoked_at').update({ revoked_at: now });
		later(30);
		await run();
		expect(await link(failed)).toMatchObject({ state: 'failed', error: { code: 'http_403', message: expect.stringContaining('api_key') } });
		expect(await there()).toHaveLength(0);
	});

	it('takes the id of a token later', async () => {
		const { here, run, send, link } = await pushing({ services: [{ service_code: '002', service_name: 'Laterne', type: 'batch' }] });
		const report = await send(here, 'mit Token');
		await run();
		expect(await link(report)).toMatchObject({ state: 'waiting', foreign_id: null });
		later(5);
		await run();
		expect(await link(report)).toMatchObject({ state: 'linked', foreign_id: expect.stringMatching(/^M-/) });
	});
});
