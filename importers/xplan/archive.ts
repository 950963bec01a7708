import { open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { fromBufferPromise, openPromise, type Entry, type ZipFile } from 'yauzl';
import { ArchiveListing, damagedArchive, isZip, unsafePath } from './archive-listing.ts';
import { DEFAULT_ARCHIVE_LIMITS, type ArchiveLimits, type PlanArchive } from './archive-model.ts';
import { XplanError } from './errors.ts';

export { isZip };

/** Whether a file begins like a ZIP archive, whatever its name. */
export async function beginsAsZip(path: string): Promise<boolean> {
	const handle = await open(path);
	try {
		const { buffer } = await handle.read({ buffer: Buffer.alloc(4) });
		return isZip(buffer);
	} finally {
		await handle.close();
	}
}

/**
 * Opens a ZIP archive with XPlanGML and documents, from a path or from bytes. Nothing is unpacked to disk.
 * @throws XplanError `zip-damaged`, `zip-encrypted`, `zip-path`, `zip-too-many-entries`, `zip-too-large`, `zip-bomb`, `zip-without-gml`
 */
export async function openArchive(from: string | Buffer, limits: Partial<ArchiveLimits> = {}): Promise<PlanArchive> {
	const options = { autoClose: false, lazyEntries: true, decodeStrings: true, validateEntrySizes: true, strictFileNames: true };
	let zip: ZipFile;
	try {
		zip = await (typeof from === 'string' ? openPromise(from, options) : fromBufferPromise(from, options));
	} catch (cause) {
		throw damaged(cause);
	}
	try {
		return await list(zip, { ...DEFAULT_ARCHIVE_LIMITS, ...limits });
	} catch (cause) {
		zip.close();
		throw cause instanceof XplanError ? cause : damaged(cause);
	}
}

async function list(zip: ZipFile, limits: ArchiveLimits): Promise<PlanArchive> {
	const listing = new ArchiveListing(limits);
	for await (const entry of zip.eachEntry()) {
		// `..`, absolute paths, drive letters and backslashes are refused by yauzl (strictFileNames) before an entry gets here.
		listing.add({
			name: entry.fileName,
			size: entry.uncompressedSize,
			compressedSize: entry.compressedSize,
			attributes: entry.externalFileAttributes,
			encrypted: entry.isEncrypted(),
			open: () => content(zip, entry)
		});
	}
	return listing.archive(() => zip.close());
}

async function* content(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
	let checksum = 0;
	try {
		for await (const chunk of (await zip.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
			checksum = crc32(chunk, checksum);
			yield chunk;
		}
	} catch (cause) {
		throw damaged(cause);
	}
	if (checksum !== entry.crc32) throw damaged(new Error(`CRC-32 of ${entry.fileName} differs`));
}

function damaged(cause: unknown): XplanError {
	const text = cause instanceof Error ? cause.message : String(cause);
	const path = /(?:invalid characters in fileName|absolute path|invalid relative path): (.*)$/.exec(text)?.[1];
	return path !== undefined ? unsafePath(path.slice(0, 80), cause) : damagedArchive(cause);
}
