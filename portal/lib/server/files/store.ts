import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { join } from 'node:path';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import type { Config } from '../config.ts';

export interface SizedStream {
	stream: Readable;
	/** Bytes. */
	size: number;
}

/** Keeps the bytes of uploads and originals: a local folder, or an S3 bucket by configuration. Keys are made here, never from names. */
export interface FileStore {
	/** @returns the key under which the content is kept. S3 wants to know the size of a stream beforehand. */
	put(tenantId: string, content: Uint8Array | SizedStream): Promise<string>;
	getStream(key: string): Promise<Readable>;
	getBytes(key: string): Promise<Uint8Array>;
	remove(key: string): Promise<void>;
	/** Where the content lies on this machine's disk; null where it lies elsewhere. */
	pathOf(key: string): string | null;
	/** Restores a file under a known key (restore of a backup). */
	putAt(key: string, content: SizedStream): Promise<void>;
}

export async function openFileStore(config: Pick<Config, 's3' | 'dataDir'>): Promise<FileStore> {
	const disk = new Disk(config.s3 ? await s3Driver(config.s3) : new FSDriver({ location: join(config.dataDir, 'files'), visibility: 'private' }));
	return {
		async put(tenantId, content) {
			const id = randomUUID();
			const key = `${tenantId}/${id.slice(0, 2)}/${id}`;
			if (content instanceof Uint8Array) await disk.put(key, content);
			else await disk.putStream(key, content.stream, { contentLength: content.size });
			return key;
		},
		getStream: (key) => disk.getStream(key),
		getBytes: async (key) => new Uint8Array(await disk.getBytes(key)),
		remove: (key) => disk.delete(key),
		pathOf: (key) => (config.s3 ? null : join(config.dataDir, 'files', key)),
		putAt: (key, content) => disk.putStream(key, content.stream, { contentLength: content.size })
	};
}

async function s3Driver(s3: NonNullable<Config['s3']>) {
	const { S3Client } = await import('@aws-sdk/client-s3');
	const { S3Driver } = await import('flydrive/drivers/s3');
	const client = new S3Client({
		credentials: { accessKeyId: s3.accessKeyId, secretAccessKey: s3.secretAccessKey },
		region: s3.region,
		endpoint: s3.endpoint || undefined,
		forcePathStyle: Boolean(s3.endpoint),
		// Checksums in trailers are younger than many S3 servers of administrations.
		requestChecksumCalculation: 'WHEN_REQUIRED',
		responseChecksumValidation: 'WHEN_REQUIRED'
	});
	return new S3Driver({ client, bucket: s3.bucket, visibility: 'private', supportsACL: false });
}
