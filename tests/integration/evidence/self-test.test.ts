import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import { listOutages, ownAddress, queueSelfTests, runSelfTest } from '../../../portal/lib/server/evidence/self-test.ts';
import { openShown } from '../../../portal/lib/server/procedures/documents/open-document.ts';
import { addDocuments } from '../../../portal/lib/server/procedures/documents/service.ts';
import { verifyChain } from '../../../portal/lib/server/statements/verify-chain.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { makeBareProcedure } from '../../support/evidence.ts';
import { asUpload } from '../../support/participation.ts';

/** A portal on a real port, that can be made to fail. */
let services: Services;
let scope: TenantScope;
let server: Server;
let now = new Date('2027-03-15T10:20:00Z');
let fail: (request: IncomingMessage, response: ServerResponse) => boolean = () => false;
const seen: IncomingMessage[] = [];
let base: string;
let slug: string;

beforeAll(async () => {
	services = await testServices({ now: () => now });
	const tenant = await makeTenant(services.db, { contact: JSON.stringify({ email: 'bauamt@ort.example' }) });
	slug = tenant.slug;
	scope = forTenant(services.db.knex, tenant.id);
	server = createServer((request, response) => {
		seen.push(request);
		if (fail(request, response)) return;
		const document = /^\/[^/]+\/verfahren\/([^/]+)\/dokumente\/([^/?]+)$/.exec(request.url!);
		if (!document) return void response.setHeader('content-type', 'text/html').end('<html><h1>Süße Au &amp; Co</h1></html>');
		void openShown(scope, services.files, { procedureId: document[1]!, versionId: document[2]! }, now, { headers: new Headers() }, '/x').then(
			async (answer) => response.end(Buffer.from(await answer.arrayBuffer())),
			() => response.writeHead(404).end()
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	(services.config as { publicUrl: string }).publicUrl = base;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(async () => {
	now = new Date('2027-03-15T10:20:00Z');
	fail = () => false;
	seen.length = 0;
});

async function running(step: Record<string, unknown> = {}): Promise<{ procedureId: string; stepId: string }> {
	const made = await makeBareProcedure(scope, { procedure: { title: 'Süße Au & Co', published_at: new Date('2027-02-01T00:00:00Z') } });
	const file = asUpload(services, 'begruendung.txt', Buffer.from('Begründung'));
	const values = { category: 'begruendung', parentId: '', forPublic: true, forToeb: true };
	await addDocuments(services, scope, made.procedureId, values, [file], [made.stepId], null, now);
	await addDocuments(services, scope, made.procedureId, { ...values, forPublic: false }, [file], [made.stepId], null, now);
	await services.db.knex('procedure_step').where({ id: made.stepId }).update({ published_at: new Date('2027-02-01T00:00:00Z'), ...step });
	return made;
}
const run = (stepId: string) => runSelfTest(services, { tenantId: scope.tenantId, stepId });
const last = (stepId: string) => services.db.knex('self_test').where({ step_id: stepId }).orderBy('hour', 'desc').first();

describe('the hourly self-test', () => {
	it('fetches page and public documents without cookie, and keeps what came', async () => {
		const { procedureId, stepId } = await running();
		expect(await run(stepId)).toEqual({ passed: true });
		const sha256 = createHash('sha256').update('Begründung').digest('hex');
		expect(await last(stepId)).toMatchObject({
			passed: true,
			hour: new Date('2027-03-15T10:00:00Z'),
			results: [
				{ path: `/${slug}/verfahren/${procedureId}`, address: 'public', what: 'page', status: 200, error: null },
				{ what: 'document', title: 'begruendung', status: 200, sha256, expected: sha256, bytes: 11, error: null }
			]
		});
		expect(seen).toHaveLength(2);
		for (const { headers } of seen) expect(headers).not.toHaveProperty('cookie');
		expect((await verifyChain(services.db)).problems).toEqual([]);
	});

	it('runs once in an hour, however many processes ask', async () => {
		const { stepId } = await running();
		const outcomes = await Promise.all([run(stepId), run(stepId), run(stepId)]);
		expect(outcomes.filter(Boolean)).toHaveLength(1);
		expect(await run(stepId)).toBeNull();
		now = new Date('2027-03-15T11:00:00Z');
		expect(await run(stepId)).toEqual({ passed: true });
		expect(await services.db.knex('self_test').where({ step_id: stepId })).toHaveLength(2);
	});

	const wrong: Record<string, [(request: IncomingMessage, response: ServerResponse) => boolean, string, string]> = {
		'a redirect to the login': [(_, response) => !!response.writeHead(303, { location: '/login?weiter=x' }).end(), 'page', 'login'],
		'another redirect': [(_, response) => !!response.writeHead(302, { location: 'https://example.org/' }).end(), 'page', 'redirect'],
		'a login page with status 200': [(_, response) => !!response.end('<form><input name=p type=password></form> Süße Au & Co'), 'page', 'login'],
		'basic authentication': [(_, response) => !!response.writeHead(401).end(), 'page', 'login'],
		'an error': [(_, response) => !!response.writeHead(500).end(), 'page', 'status'],
		'a page of maintenance': [(_, response) => !!response.end('<h1>Wartung</h1><!-- Süße Au & Co --><script>"Süße Au & Co"</script>'), 'page', 'content'],
		'a missing document': [(request, response) => /dokumente/.test(request.url!) && !!response.writeHead(404).end(), 'document', 'status'],
		'a changed document': [(request, response) => /dokumente/.test(request.url!) && !!response.end('Begründung!'), 'document', 'content'],
		'a connection that breaks off': [(request) => /dokumente/.test(request.url!) && !!request.socket.destroy(), 'document', 'unreachable']
	};
	for (const [what, [failing, kind, error]] of Object.entries(wrong))
		it(`notices ${what}`, async () => {
			const { stepId } = await running();
			fail = failing;
			expect(await run(stepId)).toEqual({ passed: false });
			const { passed, results } = await last(stepId);
			expect(passed).toBe(false);
			expect(results.filter((each: { what: string }) => each.what === kind)).toMatchObject([{ error }]);
			// No redirect was followed.
			expect(seen.every((request) => /^\/[^/]+\/verfahren\//.test(request.url!))).toBe(true);
		});

	it('tells the tenant once per outage', async () => {
		const { procedureId, stepId } = await running();
		const mails = () => services.db.knex('mail').where('body_text', 'like', `%${procedureId}%`).orderBy('created_at');
		const hours = [true, false, false, true, false];
		for (const [index, fine] of hours.entries()) {
			now = new Date(Date.UTC(2027, 2, 15, 10 + index, 20));
			fail = (_, response) => !fine && !!response.writeHead(503).end();
			await run(stepId);
		}
		expect(await mails()).toHaveLength(2);
		expect((await mails())[0]).toMatchObject({ recipient: 'bauamt@ort.example', subject: 'Nicht abrufbar: Süße Au & Co' });
		expect((await mails())[0].body_text).toContain('(Status 503)');
		const outage = (await listOutages(scope, now)).find((each) => each.stepId === stepId);
		expect(outage).toMatchObject({ since: new Date('2027-03-15T14:00:00Z'), hour: new Date('2027-03-15T14:00:00Z'), failures: [{ error: 'status' }, { error: 'status' }] });
		expect((await listOutages(scope, new Date('2027-04-15T00:00:00Z'))).filter((each) => each.stepId === stepId)).toEqual([]);
	});

	it('is recorded even when nobody can be told', async () => {
		await services.db.knex('tenant').where({ id: scope.tenantId }).update({ contact: JSON.stringify({ email: 'kein Postfach' }) });
		const { stepId } = await running();
		fail = (_, response) => !!response.writeHead(503).end();
		expect(await run(stepId)).toEqual({ passed: false });
		await services.db.knex('tenant').where({ id: scope.tenantId }).update({ contact: JSON.stringify({ email: 'bauamt@ort.example' }) });
	});

	it('falls back to its own address when the public one cannot be reached from here, and says so', async () => {
		const { stepId } = await running();
		const config = { ...services.config, publicUrl: 'http://127.0.0.1:1', host: '127.0.0.1', port: Number(new URL(base).port) };
		expect(await runSelfTest({ ...services, config }, { tenantId: scope.tenantId, stepId })).toEqual({ passed: true });
		expect((await last(stepId)).results.map((each: { address: string }) => each.address)).toEqual(['own', 'own']);
		now = new Date('2027-03-15T12:20:00Z');
		const nowhere = { ...config, port: 1 };
		expect(await runSelfTest({ ...services, config: nowhere }, { tenantId: scope.tenantId, stepId })).toEqual({ passed: false });
		expect((await last(stepId)).results).toMatchObject([{ address: 'own', error: 'unreachable', status: null }, { error: 'unreachable' }]);
		expect(ownAddress({ host: '0.0.0.0', port: 3000 })).toBe('http://127.0.0.1:3000');
		expect(ownAddress({ host: '::1', port: 3000 })).toBe('http://[::1]:3000');
	});

	it('runs from the first to the last hour of the period only, and only for what is public', async () => {
		const { stepId } = await running();
		const toeb = await running({ track: 'toeb' });
		const draft = await running({ published_at: null });
		const left = await running({ skipped_reason: 'Nach § 13 BauGB entbehrlich' });
		const cases: [string, boolean][] = [
			['2027-02-28T22:59:59Z', false],
			['2027-02-28T23:00:00Z', true],
			// The hour that clocks leave out, and the ones beside it.
			['2027-03-28T00:30:00Z', true],
			['2027-03-28T01:30:00Z', true],
			['2027-03-31T21:59:59Z', true],
			['2027-03-31T22:00:00Z', false]
		];
		for (const [time, tested] of cases) {
			now = new Date(time);
			const queued: string[] = [];
			const queue = { ...services.queue, send: async (_: string, data: { stepId: string }) => void queued.push(data.stepId) };
			await queueSelfTests({ ...services, queue: queue as never });
			expect(queued.includes(stepId), time).toBe(tested);
			for (const other of [toeb, draft, left]) expect(queued).not.toContain(other.stepId);
			expect(await run(stepId), time).toEqual(tested ? { passed: true } : null);
			expect(await run(toeb.stepId)).toBeNull();
		}
	});

	it('asks nothing of another tenant', async () => {
		const { stepId } = await running();
		const foreign = await makeTenant(services.db);
		expect(await runSelfTest(services, { tenantId: foreign.id, stepId })).toBeNull();
		expect(seen).toEqual([]);
	});
});
