import { createServer, type Server } from 'node:http';
import { existsSync, readdirSync } from 'node:fs';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import { createApp } from '../../../portal/server.ts';
import { listImports } from '../../../portal/lib/server/plans/import-service.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { sweepUploads, uploadFolder } from '../../../portal/lib/server/uploads/resumable.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { signedInStaff } from '../../support/staff.ts';
import { planDocument } from './fixtures.ts';

/** The tus protocol as a client speaks it, against the real server. */
let services: Services;
let scope: TenantScope;
let slug: string;
let server: Server;
let url: string;
let planner: string;
let clerk: string;
let colleague: string;
let stranger: string;
let clock = Date.now();

beforeAll(async () => {
	services = await testServices({ env: { TENANT_QUOTA_MB: '1' }, now: () => new Date(clock) });
	const tenant = await makeTenant(services.db);
	slug = tenant.slug;
	scope = forTenant(services.db.knex, tenant.id);
	const cookie = async (at: TenantScope, role: 'planner' | 'clerk', email: string) => {
		return `sitzung=${(await signedInStaff(services, at, { email, role })).token}`;
	};
	planner = await cookie(scope, 'planner', 'planung@ort.example');
	colleague = await cookie(scope, 'planner', 'kollegin@ort.example');
	clerk = await cookie(scope, 'clerk', 'sach@ort.example');
	stranger = await cookie(forTenant(services.db.knex, (await makeTenant(services.db)).id), 'planner', 'planung@anderswo.example');
	server = createServer(createApp(services, express.Router()));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const encode = (text: string) => Buffer.from(text).toString('base64');
const base = () => `/${slug}/verwaltung/plaene/hochladen/tus`;
interface Asked {
	cookie?: string;
	headers?: Record<string, string>;
	body?: Uint8Array;
}
const ask = (method: string, path: string, { cookie = planner, headers = {}, body }: Asked = {}) =>
	fetch(url + path, { method, headers: { origin: url, 'tus-resumable': '1.0.0', accept: 'application/json', cookie, ...headers }, body: body as never });
const begin = (size: number, asked: Asked = {}, name = 'plan.gml', more = '') =>
	ask('POST', base(), { ...asked, headers: { 'upload-length': String(size), 'upload-metadata': `filename ${encode(name)}${more}`, ...asked.headers } });
const send = (path: string, offset: number, body: Uint8Array, cookie = planner) =>
	ask('PATCH', path, { cookie, headers: { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' }, body });
const head = (path: string, cookie = planner) => ask('HEAD', path, { cookie });
const imports = async () => (await listImports(scope, undefined, 100)).length;
const plan = () => planDocument({ name: `Plan ${Math.random()}` });

async function begun(content: Uint8Array): Promise<string> {
	const answer = await begin(content.length);
	expect(answer.status, await answer.text()).toBe(201);
	return answer.headers.get('location')!;
}

describe('an upload in pieces', () => {
	it('ends in one import, however often the end is asked for', async () => {
		const content = plan();
		const before = await imports();
		const path = await begun(content);
		expect((await send(path, 0, content.subarray(0, 1000))).status).toBe(204);
		expect((await head(path)).headers.get('upload-offset')).toBe('1000');
		const wrong = await send(path, 500, content.subarray(500));
		expect(wrong.status).toBe(409);
		expect((await send(path, 1000, content.subarray(1000))).status).toBe(204);
		for (let i = 0; i < 3; i++) {
			const again = await head(path);
			expect([again.status, again.headers.get('upload-offset')]).toEqual([200, String(content.length)]);
		}
		expect(await imports()).toBe(before + 1);
		const [row] = await listImports(scope, undefined, 1);
		expect(row).toMatchObject({ fileName: 'plan.gml', state: 'queued' });
		const { size } = (await scope.table('file').where('file.id', row!.fileId!).first('size'))!;
		expect(size).toBe(content.length);
		expect(readdirSync(uploadFolder(services.config))).toEqual([]);
	});

	it('that is complete, but whose end was lost with the process, is ended by the next question or the sweep', async () => {
		for (const end of ['question', 'sweep'] as const) {
			const content = plan();
			const path = await begun(content);
			const before = await imports();
			const { writeFile } = await import('node:fs/promises');
			await writeFile(`${uploadFolder(services.config)}/${path.split('/').pop()}`, content);
			clock += 3_600_000;
			if (end === 'question') await head(path);
			else await sweepUploads(services);
			expect(await imports(), end).toBe(before + 1);
		}
	});

	it('ended twice at the same time makes one import', async () => {
		const content = plan();
		const path = await begun(content);
		await send(path, 0, content.subarray(0, 10));
		const { writeFile } = await import('node:fs/promises');
		await writeFile(`${uploadFolder(services.config)}/${path.split('/').pop()}`, content);
		const before = await imports();
		const answers = await Promise.all([head(path), head(path), head(path)]);
		expect(answers.some((each) => each.status === 200)).toBe(true);
		expect(await imports()).toBe(before + 1);
	});

	it('can be taken back', async () => {
		const content = plan();
		const path = await begun(content);
		await send(path, 0, content.subarray(0, 1000));
		expect((await ask('DELETE', path)).status).toBe(204);
		expect((await head(path)).status).toBe(404);
	});
});

describe('is refused', () => {
	it('for those who may not, foreign pages, and uploads of others', async () => {
		const content = plan();
		expect((await begin(10, { cookie: '' })).status).toBe(403);
		expect((await begin(10, { cookie: clerk })).status).toBe(403);
		expect((await begin(10, { cookie: stranger })).status).toBe(403);
		expect((await begin(10, { headers: { origin: 'https://boese.example' } })).status).toBe(403);
		const path = await begun(content);
		for (const cookie of ['', clerk, stranger]) expect((await send(path, 0, content, cookie)).status).toBe(403);
		for (const method of ['HEAD', 'DELETE']) expect((await ask(method, path, { cookie: colleague })).status).toBe(404);
		expect((await send(path, 0, content, colleague)).status).toBe(404);
		expect((await head(path)).headers.get('upload-offset')).toBe('0');
		const answer = await head(path);
		expect(answer.headers.get('access-control-allow-origin')).toBeNull();
	});

	it('beyond the limits of a file and of the tenant, with a sentence', async () => {
		const tooLarge = await begin(500 * 1024 * 1024);
		expect([tooLarge.status, await tooLarge.text()]).toEqual([413, expect.any(String)]);
		const quota = await begin(2 * 1024 * 1024);
		expect([quota.status, await quota.text()]).toEqual([413, expect.stringContaining('Speicherplatz')]);
		expect((await begin(0)).status).toBeGreaterThanOrEqual(400);
		expect((await begin(10, {}, 'plan.gml', `,planId ${encode('00000000-0000-4000-8000-000000000000')}`)).status).toBe(404);
	});

	it('by content: what is neither XML nor ZIP makes no import', async () => {
		const before = await imports();
		const content = Buffer.from('MZ\u0090 ein Programm');
		const path = await begun(content);
		const answer = await send(path, 0, content);
		expect([answer.status, await answer.text()]).toEqual([415, expect.stringContaining('weder XPlanGML noch ein ZIP-Archiv')]);
		expect((await head(path)).status).toBe(404);
		expect(await imports()).toBe(before);
	});
});

// Last: two days later nobody is signed in any more.
it('is swept when nobody continues it', async () => {
	const content = plan();
	const left = await begun(content);
	const file = `${uploadFolder(services.config)}/${left.split('/').pop()}`;
	expect(existsSync(file)).toBe(true);
	clock += 49 * 3_600_000;
	await sweepUploads(services);
	expect(existsSync(file)).toBe(false);
	expect(await scope.table('plan_upload').whereNull('finished_at')).toEqual([]);
});
