import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Request as ExpressRequest, RequestHandler as ExpressHandler } from 'express';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import { projectPath } from '../../../gis/project-path.ts';
import { accountOfToken } from '../../../portal/lib/server/accounts/sessions.ts';
import type { Account } from '../../../portal/lib/server/accounts/types.ts';
import { addEndpoint, runNow } from '../../../portal/lib/server/open311/client/endpoints.ts';
import { runOpen311 } from '../../../portal/lib/server/open311/client/run-open311.ts';
import { addKey } from '../../../portal/lib/server/open311/keys.ts';
import { writeSettings } from '../../../portal/lib/server/open311/settings-queries.ts';
import { delegate } from '../../../portal/lib/server/reports/delegation/delegate.ts';
import { newMark } from '../../../portal/lib/server/reports/spam-gate.ts';
import { splitReport } from '../../../portal/lib/server/reports/merge-split/split.ts';
import { forgetServices, provideServices, type Services } from '../../../portal/lib/server/services.ts';
import { readNetwork } from '../../../portal/lib/server/trails/network.ts';
import { actions as formActions } from '../../../portal/routes/[tenant=tenant]/melden/[reporter]/+page.server.ts';
import { POST as outboxPost } from '../../../portal/routes/[tenant=tenant]/melden/[reporter]/senden/+server.ts';
import { actions as statusActions } from '../../../portal/routes/[tenant=tenant]/meldung/[code]/+page.server.ts';
import { actions as orderActions } from '../../../portal/routes/[tenant=tenant]/auftrag/[token]/+page.server.ts';
import { POST as fieldPost } from '../../../portal/routes/[tenant=tenant]/verwaltung/meldungen/aussendienst/senden/+server.ts';
import { POST as trailPost } from '../../../portal/routes/[tenant=tenant]/wege/senden/+server.ts';
import { createApp, listen } from '../../../portal/server.ts';
import { allFiles, expectBare } from '../../support/bare-photo.ts';
import { testServices } from '../../support/database.ts';
import { HEIC } from '../../support/heic.ts';
import { seed } from '../../support/open311.ts';
import { HERE, makeReport, makeReporter, photoWithPlace, type TestReporter } from '../../support/report.ts';
import { signedInStaff } from '../../support/staff.ts';
import { makeNetwork, wardenAccount } from '../../support/trails.ts';

/** The internet: one photo, wherever somebody asks. */
let elsewhere: Buffer = Buffer.alloc(0);
vi.mock('../../../portal/lib/server/fetch-public.ts', async (original) => ({ ...(await original<object>()), fetchPublic: async () => elsewhere }));

const FOLDER = projectPath('../shared/open311/exif');
/** Cameras of researchers, if they are there: with notes of the maker, a small picture and the place. */
const CAMERAS = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.startsWith('DSCN')) : [];

let services: Services;
let here: TestReporter;
let scope: TenantScope;
let staff: Account;
let warden: Account;
let address = '';
let photos: [name: string, bytes: Buffer][] = [];
const now = new Date('2027-03-10T09:00:00Z');
/** People need a while for a form. */
const opened = new Date(now.getTime() - 60_000);

/** SvelteKit's part: the page's own code, behind the portal's own server. */
type Page = (event: never) => unknown;
const pages: Record<string, { run: Page; params?: Record<string, string>; account?: () => Account }> = {};

const asFetch = async (request: ExpressRequest): Promise<Request> => {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return new Request(`http://portal.example${request.url}`, { method: request.method, body: Buffer.concat(chunks), headers: { 'content-type': request.headers['content-type']! } });
};
const answerPages: ExpressHandler = async (request, response) => {
	// What the server passes on has the head of the request, and nothing of Express.
	const page = pages[request.url];
	if (!page) return void response.status(404).send('page');
	try {
		const tenant = { id: here.tenantId, slug: here.slug, name: 'Musterlinden', contact: {} };
		const event = { request: await asFetch(request), params: page.params ?? {}, url: new URL(`http://portal.example${request.url}`), locals: { tenant, account: page.account?.() ?? null }, getClientAddress: () => '192.0.2.4' };
		const answer = await page.run(event as never);
		if (answer instanceof Response) return void response.status(answer.status).send(await answer.text());
		response.status((answer as { status?: number } | undefined)?.status ?? 200).json(answer);
	} catch (thrown) {
		// A redirect of SvelteKit.
		const { status, location } = thrown as { status?: number; location?: string };
		response.status(location ? 200 : (status ?? 500)).send(location ?? String(thrown));
	}
};

beforeAll(async () => {
	services = await testServices({ now: () => now, env: { OPEN311_INTERNAL: '1', PUBLIC_URL: 'http://portal.example' } });
	provideServices(services);
	here = await makeReporter(services.db, { categories: { OFFEN: { name: 'Offen', moderation: 'open' } } });
	scope = forTenant(services.db.knex, here.tenantId);
	staff = (await accountOfToken(services, (await signedInStaff(services, scope, { email: 'amt@ort.example', role: 'clerk' })).token))!;
	const { accountId } = await signedInStaff(services, scope, { email: 'wart@ort.example', role: 'warden' });
	warden = wardenAccount(accountId, here.tenantId, 'Wanda');
	await makeNetwork(scope, now);
	const server = await listen(createApp(services, answerPages), '127.0.0.1', 0);
	afterAll(() => new Promise((resolve) => server.close(resolve)));
	address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	photos = [['generated', await photoWithPlace(640, 480)], ['HEIC', HEIC], ...CAMERAS.map((name): [string, Buffer] => [name, readFileSync(join(FOLDER, name))])];
});
afterAll(() => forgetServices());

async function send(path: string, fields: Record<string, string>, file: { field: string; bytes: Buffer } | null): Promise<string> {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.append(name, value);
	if (file) body.append(file.field, new Blob([new Uint8Array(file.bytes)], { type: 'image/jpeg' }), 'foto.jpg');
	const answer = await fetch(address + path, { method: 'POST', body, headers: { origin: 'http://portal.example' } });
	const text = await answer.text();
	expect(answer.status, text).toBe(200);
	return text;
}
const where = { lon: String(HERE.lon), lat: String(HERE.lat) };
const report = () => ({ ...where, idempotencyKey: randomUUID(), geoeffnet: newMark({ ...services, now: () => opened }), kategorie: here.categories.OFFEN!, text: 'Mit Foto' });

/** Each sends one photo by one way in. */
const WAYS: Record<string, (bytes: Buffer) => Promise<unknown>> = {
	async 'the form, before it is sent'(bytes) {
		pages['/form'] = { run: formActions.default as Page, params: { reporter: 'maengelmelder' } };
		await send('/form', { ...report(), hier: 'angaben', schritt: 'weiter' }, { field: 'fotos', bytes });
	},
	async 'the form'(bytes) {
		pages['/form'] = { run: formActions.default as Page, params: { reporter: 'maengelmelder' } };
		expect(await send('/form', { ...report(), hier: 'senden', schritt: 'absenden' }, { field: 'fotos', bytes })).toContain('/meldung/');
	},
	async 'the outbox'(bytes) {
		pages['/outbox'] = { run: outboxPost as Page, params: { reporter: 'maengelmelder' } };
		expect(JSON.parse(await send('/outbox', report(), { field: 'fotos', bytes }))).toMatchObject({ publicRef: expect.stringMatching(/^M-/) });
	},
	async 'a photo that the author adds'(bytes) {
		const { code } = await makeReport(services, here);
		pages['/status'] = { run: statusActions.foto as Page, params: { code: code! } };
		await send('/status', {}, { field: 'foto', bytes });
	},
	async 'Open311: multipart'(bytes) {
		const { key } = await addKey(scope, { name: randomUUID(), scopes: ['create'], hourlyLimit: '1000' }, null, now);
		await send(`/${here.slug}/open311/v2/requests.json`, { api_key: key, service_code: 'OFFEN', lat: where.lat, long: where.lon, description: 'x' }, { field: 'media[]', bytes });
	},
	async 'Open311: media_url'(bytes) {
		elsewhere = bytes;
		await writeSettings(scope, { jurisdictionId: '', mediaUrls: 'fetch' });
		const { key } = await addKey(scope, { name: randomUUID(), scopes: ['create'], hourlyLimit: '1000' }, null, now);
		await send(`/${here.slug}/open311/v2/requests.json`, { api_key: key, service_code: 'OFFEN', lat: where.lat, long: where.lon, description: 'x', media_url: 'https://bilder.example/1.jpg' }, null);
	},
	async 'Open311: pulled from another city'(bytes) {
		elsewhere = bytes;
		const city = `stadt-${randomUUID().slice(0, 8)}`;
		const request = { service_request_id: `${city}-1`, service_code: '002', description: 'Sofa', status: 'open', requested_datetime: '2027-03-01T10:00:00Z', lat: HERE.lat, long: HERE.lon, media_url: 'https://bilder.example/1.jpg' };
		await seed(services, { jurisdiction_id: city, requests: [request] }, now);
		const id = await addEndpoint(services, scope, {
			name: city, direction: 'pull', url: `${address}/open311/v2`, jurisdictionId: city, format: 'json', apiKey: '', minutes: '15', reporterId: here.reporterId, categories: '002 = OFFEN', otherwise: '', states: ''
		});
		await runNow(services, scope, id);
		expect(await runOpen311(services)).toMatchObject({ failed: 0 });
	},
	async 'a damage that a warden found'(bytes) {
		const network = await readNetwork(scope, now);
		const daten = JSON.stringify({ target: { kind: 'post', id: network.posts[0]!.id }, kinds: ['lose'], note: '', foundAt: now.toISOString() });
		pages['/wege'] = { run: trailPost as Page, account: () => warden };
		await send('/wege', { was: 'schaden', konto: warden.id, idempotencyKey: randomUUID(), daten }, { field: 'foto', bytes });
	},
	async 'staff in the field'(bytes) {
		const { id } = await makeReport(services, here);
		pages['/aussendienst'] = { run: fieldPost as Page, account: () => staff };
		const change = { idempotencyKey: randomUUID(), meldung: id, gesehen: 'eingegangen', stand: 'eingegangen', antwort: '', notiz: 'gesehen', konto: staff.id };
		await send('/aussendienst', change, { field: 'fotos', bytes });
	},
	async 'a contractor'(bytes) {
		const { id } = await makeReport(services, here);
		const { token } = await delegate(services, scope, id, { contractor: 'Licht GmbH', email: 'licht@firma.example', orderText: 'Leuchtmittel tauschen', days: 30 }, { actor: 'staff' }, now);
		pages['/auftrag'] = { run: orderActions.default as Page, params: { token } };
		await send('/auftrag', { proposal: 'done', text: 'Neu' }, { field: 'fotos', bytes });
	},
	async 'a part of a report'(bytes) {
		pages['/outbox'] = { run: outboxPost as Page, params: { reporter: 'maengelmelder' } };
		const { publicRef } = JSON.parse(await send('/outbox', report(), { field: 'fotos', bytes })) as { publicRef: string };
		const whole = await scope.table('report').where({ public_ref: publicRef }).first('id');
		const [photo] = await scope.table('report_photo').where({ report_id: whole.id }).select('id');
		await splitReport(services, scope, whole.id, { categoryId: here.categories.MUELL!, body: 'Teil', photos: [photo.id] }, { account: staff.id }, now);
	}
};

describe('row 2: photos by every way in lie there without camera, place and owner', () => {
	test.each(Object.keys(WAYS))('%s', async (way) => {
		for (const [name, bytes] of photos) {
			expect(/Exif|ftyp/.test(bytes.toString('latin1', 0, 4096)), `${name} says something`).toBe(true);
			const before = new Set((await allFiles(services, scope)).map(({ id }) => id));
			await WAYS[way]!(bytes);
			const stored = (await allFiles(services, scope)).filter(({ id }) => !before.has(id));
			// The photo and its thumbnail, at least.
			expect(stored.length, `${name} is stored`).toBeGreaterThanOrEqual(2);
			for (const file of stored) expectBare(file.bytes, `${way}, ${name}`);
		}
	});

	test.skipIf(CAMERAS.length > 0)('the photos of the researchers are not there: ../shared/open311/exif', () => expect(photos).toHaveLength(2));

	test('nothing else of them stays in the folder of uploads', () => vi.waitFor(() => expect(readdirSync(join(services.config.dataDir, 'uploads'))).toEqual([]), 10_000));
});
