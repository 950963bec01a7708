import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { fileTypeFromBuffer } from 'file-type';
import type { Services } from '../services.ts';
import type { NewFile } from './import-queries.ts';

/** Bytes that tell the type. */
const HEAD = 4100;
/** Bytes on their way at once. */
const PIECE = 512 * 1024;

/**
 * Streams a file into the store, measuring it on the way. Its type is what its content says, never its name; text that is no known
 * format counts as text.
 */
export async function keepFile(
	services: Pick<Services, 'files'>,
	tenantId: string,
	file: { name: string; size: number; open(): AsyncIterable<Uint8Array> }
): Promise<NewFile> {
	const hash = createHash('sha256');
	const head: Uint8Array[] = [];
	let size = 0;
	const measure = new Transform({
		transform(chunk: Buffer, _encoding, done) {
			if (size < HEAD) head.push(chunk.subarray(0, HEAD - size));
			size += chunk.length;
			hash.update(chunk);
			done(null, chunk);
		}
	});
	const source = Readable.from(file.open(), { objectMode: false });
	source.on('error', (error) => measure.destroy(error));
	const key = await services.files.put(tenantId, { stream: source.pipe(measure), size: file.size });
	return { key, name: file.name, mediaType: await typeOf(Buffer.concat(head)), size, sha256: hash.digest() };
}

async function typeOf(head: Buffer): Promise<string> {
	const found = await fileTypeFromBuffer(head);
	if (found) return found.mime;
	// The library looks for more than the first bytes, which in many scans stands at the end of the file.
	if (/^(49492a00|4d4d002a|49492b00|4d4d002b)/.test(head.subarray(0, 4).toString('hex'))) return 'image/tiff';
	return head.includes(0) ? 'application/octet-stream' : 'text/plain';
}

/** A file on disk, for `keepFile`. */
export async function fileOnDisk(path: string, name: string) {
	return { name, size: (await stat(path)).size, open: () => createReadStream(path, { highWaterMark: PIECE }) };
}
