import { existsSync, readdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { forTenant } from '../../../gis/db/tenant-scope.ts';
import { uploadsOf } from '../../../portal/lib/server/uploads/multipart.ts';
import { createApp, listen } from '../../../portal/server.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { signedInStaff } from '../../support/staff.ts';

let address = '';
let uploads = '';
let cookie = '';

beforeAll(async () => {
	const services = await testServices({ config: { maxAttachmentBytes: 1000, maxGmlBytes: 100_000 } });
	uploads = join(services.config.dataDir, 'uploads');
	const { id } = await makeTenant(services.db, { slug: 'hier' });
	cookie = `sitzung=${(await signedInStaff(services, forTenant(services.db.knex, id), { email: 'a@b.example', role: 'planner' })).token}`;
	/** Stands for the pages: tells what became of the file. */
	const pages: RequestHandler = async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const form = new FormData();
		for (const [name, value] of new URLSearchParams(Buffer.concat(chunks).toString())) form.append(name, value);
		try {
			response.json(uploadsOf(form, 'datei').map((upload) => upload.size));
		} catch (error) {
			response.json((error as { code: string }).code);
		}
	};
	const server = await listen(createApp(services, pages), '127.0.0.1', 0);
	afterAll(() => new Promise((resolve) => server.close(resolve)));
	address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

async function send(path: string, size: number, headers: Record<string, string> = {}) {
	const body = new FormData();
	body.append('datei', new Blob([new Uint8Array(size)]), 'plan.gml');
	return (await fetch(address + path, { method: 'POST', body, headers: { origin: address, ...headers } })).json();
}

test('a plan of staff may be large', async () => {
	expect(await send('/hier/verwaltung/plaene', 50_000, { cookie })).toEqual([50_000]);
});

test('nobody else fills the disk: without session, or on a public page, the limit of attachments holds', async () => {
	expect(await send('/hier/verwaltung/plaene', 50_000)).toBe('attachment_too_large');
	expect(await send('/hier/verwaltung/plaene', 50_000, { cookie: 'sitzung=geraten' })).toBe('attachment_too_large');
	expect(await send('/hier/beteiligungen/1/stellungnahme', 50_000, { cookie })).toBe('attachment_too_large');
	expect(await send('/hier/beteiligungen/1/stellungnahme', 900)).toEqual([900]);
});

test('a form of a foreign page does not even reach the disk', async () => {
	const onDisk = () => (existsSync(uploads) ? readdirSync(uploads) : []);
	// The files of earlier answers go when their connection has closed.
	await vi.waitFor(() => expect(onDisk()).toEqual([]));
	const answer = await send('/hier/verwaltung/plaene', 900, { cookie, origin: 'https://evil.example', accept: 'application/json' });
	expect(answer).toMatchObject({ error: { code: 'form_origin_foreign' } });
	expect(onDisk()).toEqual([]);
});
