import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, request as ask, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { receiveMultipart, uploadsOf } from '../../../portal/lib/server/uploads/multipart.ts';

const LIMITS = { fileBytes: 50_000, files: 3, textBytes: 10_000, fields: 20 };

describe('forms with files', () => {
	const folder = mkdtempSync(join(tmpdir(), 'multipart-'));
	let server: Server;
	let port = 0;
	/** What became of the last request. */
	let outcome: Promise<unknown>;
	let told: (value: unknown) => void;

	beforeEach(() => {
		outcome = new Promise((resolve) => (told = resolve));
	});
	beforeAll(async () => {
		server = createServer(async (request, response) => {
			try {
				const passed = await receiveMultipart(request, response, folder, LIMITS);
				const chunks: Buffer[] = [];
				for await (const chunk of passed) chunks.push(chunk as Buffer);
				const form = new FormData();
				for (const [name, value] of new URLSearchParams(Buffer.concat(chunks).toString())) form.append(name, value);
				told(uploadsOf(form, 'datei').map(({ name, size }) => ({ name, size, onDisk: readdirSync(folder).length })));
				response.end('gut');
			} catch (error) {
				told((error as { code?: string }).code ?? error);
				if (!response.destroyed) response.writeHead(400, { connection: 'close' }).end();
			}
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		port = (server.address() as AddressInfo).port;
	});
	afterAll(() => {
		server.closeAllConnections();
		server.close();
		rmSync(folder, { recursive: true });
	});

	const nothingLeft = () => vi.waitFor(() => expect(readdirSync(folder)).toEqual([]));
	async function send(parts: [string, string | Blob][]): Promise<unknown> {
		const body = new FormData();
		for (const [name, value] of parts) body.append(name, value as Blob);
		const answered = fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body }).then(
			(response) => response.text(),
			// A refusal may end the connection before everything was sent.
			() => ''
		);
		const result = await outcome;
		await answered;
		return result;
	}
	const file = (size: number): [string, Blob] => ['datei', new File([new Uint8Array(size)], 'a.pdf')];

	it('are on disk while the page runs, in the order of the form, and gone afterwards', async () => {
		expect(await send([['text', 'Grüße'], file(40_000), file(0)])).toEqual([
			{ name: 'a.pdf', size: 40_000, onDisk: 2 },
			{ name: 'a.pdf', size: 0, onDisk: 2 }
		]);
		await nothingLeft();
	});

	it('whoever hangs up in the middle of a file leaves nothing behind', async () => {
		const head = '--grenze\r\nContent-Disposition: form-data; name="datei"; filename="a.pdf"\r\n\r\n';
		const asked = ask({ port, method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=grenze', 'content-length': 40_000 } });
		asked.on('error', () => {});
		asked.write(head + 'x'.repeat(20_000));
		await vi.waitFor(() => expect(readdirSync(folder)).toHaveLength(1));
		asked.destroy();
		expect(await outcome).toBe('upload_interrupted');
		await nothingLeft();
	});

	it('a body that ends within a file leaves nothing behind', async () => {
		const body = '--grenze\r\nContent-Disposition: form-data; name="datei"; filename="a.pdf"\r\n\r\nabc';
		await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body, headers: { 'content-type': 'multipart/form-data; boundary=grenze' } });
		expect(await outcome).toBe('upload_interrupted');
		await nothingLeft();
	});

	it('too many files are refused, and none of them stays', async () => {
		expect(await send([file(40_000), file(40_000), file(40_000), file(10)])).toBe('attachments_too_many');
		await nothingLeft();
	});

	it('a flood of text is refused, in one field or in many, and the files before it go', async () => {
		expect(await send([file(40_000), ['text', 'x'.repeat(LIMITS.textBytes + 1)]])).toBe('form_invalid');
		await nothingLeft();
		beforeEachAgain();
		expect(await send([file(40_000), ...Array.from({ length: 8 }, (_, i): [string, string] => [`f${i}`, 'x'.repeat(2_000)])])).toBe('form_invalid');
		await nothingLeft();
		beforeEachAgain();
		expect(await send(Array.from({ length: 30 }, (_, i): [string, string] => [`f${i}`, 'x']))).toBe('form_invalid');
	});
	function beforeEachAgain(): void {
		outcome = new Promise((resolve) => (told = resolve));
	}

	it('a form without boundary is refused, and no unforeseen error', async () => {
		await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'x', headers: { 'content-type': 'multipart/form-data' } });
		expect(await outcome).toBe('form_invalid');
	});

	it('a handle that somebody made up names no file', async () => {
		expect(await send([['datei', 'upload:00000000-0000-4000-8000-000000000000']])).toEqual([]);
	});
});
