import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFileStore, type FileStore } from '../../../portal/lib/server/files/store.ts';

const tenant = '11111111-1111-4111-8111-111111111111';
const folder = mkdtempSync(join(tmpdir(), 'bauleitportal-files-'));
let s3: S3rver;
const stores: Record<string, FileStore> = {};

beforeAll(async () => {
	s3 = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory: join(folder, 's3'), configureBuckets: [{ name: 'plans', configs: [] }] });
	const { port } = await s3.run();
	stores.local = await openFileStore({ dataDir: join(folder, 'local'), s3: null });
	const access = { bucket: 'plans', endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };
	stores.s3 = await openFileStore({ dataDir: folder, s3: access });
});
afterAll(async () => {
	await s3.close();
	rmSync(folder, { recursive: true });
});

describe.each(['local', 's3'])('file store: %s', (kind) => {
	it('gives bytes and streams back unchanged', async () => {
		const store = stores[kind]!;
		const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => (i * 7) % 256);
		const first = await store.put(tenant, bytes);
		const second = await store.put(tenant, { stream: Readable.from([Buffer.from(bytes)]), size: bytes.length });
		expect(first).not.toBe(second);
		expect(Buffer.from(await store.getBytes(first)).equals(Buffer.from(bytes))).toBe(true);
		const streamed = Buffer.concat(await (await store.getStream(second)).toArray());
		expect(streamed.equals(Buffer.from(bytes))).toBe(true);
	});

	it('keeps nothing that was removed', async () => {
		const store = stores[kind]!;
		const key = await store.put(tenant, new Uint8Array([1, 2, 3]));
		await store.remove(key);
		await expect(store.getBytes(key)).rejects.toThrow();
	});

	it('restores a file under its old key', async () => {
		const store = stores[kind]!;
		await store.putAt(`${tenant}/aa/known`, { stream: Readable.from([Buffer.from('Süßes')]), size: 7 });
		expect(Buffer.from(await store.getBytes(`${tenant}/aa/known`)).toString()).toBe('Süßes');
	});
});
