import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { join } from 'node:path';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import type { Config } from '../config.ts';

/** Keeps the bytes of uploads and originals: a local folder, or an S3 bucket by configuration. Keys are made here, never from names. */
export interface FileStore {
	/** @returns the key under which the stream is kept */
	put(tenantId: string, content: Readable | Uint8Array): Promise<string>;
	getStream(key: string): Promise<Readable>;
	getBytes(key: string): Promise<Uint8Array>;
	remove(key: string): Promise<void>;
	/** Restores a file under a known key (restore of a backup). */
	putAt(key: string, content: Readable): Promise<void>;
}

export async function openFileStore(config: Pick<Config, 's3' | 'dataDir'>): Promise<FileStore> {
	const disk = new Disk(config.s3 ? await s3Driver(config.s3) : new FSDriver({ location: join(config.dataDir, 'files'), visibility: 'private' }));
	return {
		async put(tenantId, content) {
			const id = randomUUID();
			const key = `${tenantId}/${id.slice(0, 2)}/${id}`;
			if (content instanceof Uint8Array) await disk.put(key, content);
			else await disk.putStream(key, content);
			return key;
		},
		getStream: (key) => disk.getStream(key),
		getBytes: async (key) => new Uint8Array(await disk.getBytes(key)),
		remove: (key) => disk.delete(key),
		putAt: (key, content) => disk.putStream(key, content)
	};
}

async function s3Driver(s3: NonNullable<Config['s3']>) {
	const { S3Driver } = await import('flydrive/drivers/s3');
	return new S3Driver({
		credentials: { accessKeyId: s3.accessKeyId, secretAccessKey: s3.secretAccessKey },
		endpoint: s3.endpoint || undefined,
		forcePathStyle: Boolean(s3.endpoint),
		region: s3.region,
		bucket: s3.bucket,
		visibility: 'private'
	});
}
