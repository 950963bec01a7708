import { BlobReader, configure, ERR_UNSAFE_FILENAME, ZipReader, type Entry, type FileEntry } from '@zip.js/zip.js';
import { ArchiveListing, damagedArchive, unsafePath } from './archive-listing.ts';
import { DEFAULT_ARCHIVE_LIMITS, type ArchiveLimits, type PlanArchive } from './archive-model.ts';
import { XplanError } from './errors.ts';

// We are in a worker already, and the Content-Security-Policy allows none made from text.
configure({ useWebWorkers: false });

/**
 * The twin of `archive.ts` for the browser: opens a ZIP archive that a person chose, without loading it whole.
 * @throws XplanError `zip-damaged`, `zip-encrypted`, `zip-path`, `zip-too-many-entries`, `zip-too-large`, `zip-bomb`, `zip-without-gml`
 */
export async function openArchiveInBrowser(file: Blob, limits: Partial<ArchiveLimits> = {}): Promise<PlanArchive> {
	const reader = new ZipReader(new BlobReader(file), { checkSignature: true });
	const listing = new ArchiveListing({ ...DEFAULT_ARCHIVE_LIMITS, ...limits });
	try {
		for await (const entry of reader.getEntriesGenerator()) {
			listing.add({
				name: entry.filename,
				size: entry.uncompressedSize,
				compressedSize: entry.compressedSize,
				attributes: entry.externalFileAttributes,
				encrypted: entry.encrypted,
				open: () => content(entry)
			});
		}
		return listing.archive(() => void reader.close());
	} catch (cause) {
		void reader.close();
		if (cause instanceof XplanError) throw cause;
		const { message, filename = '' } = cause as Error & { filename?: string };
		throw message === ERR_UNSAFE_FILENAME ? unsafePath(filename.slice(0, 80), cause) : damagedArchive(cause);
	}
}

/** Unpacked piece by piece; a claimed size that is wrong counts as damage, as a wrong checksum does. */
async function* content(entry: Entry): AsyncGenerator<Uint8Array> {
	const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
	const stop = new AbortController();
	let failure: unknown;
	const writing = (entry as FileEntry).getData(writable, { signal: stop.signal, checkSignature: true }).catch((cause: unknown) => {
		failure = cause;
	});
	const reader = readable.getReader();
	let size = 0;
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) break;
			size += value.byteLength;
			if (size > entry.uncompressedSize) throw new Error(`${entry.filename} is larger than its entry says`);
			yield value;
		}
		await writing;
		if (failure !== undefined) throw failure;
		if (size !== entry.uncompressedSize) throw new Error(`${entry.filename} is smaller than its entry says`);
	} catch (cause) {
		throw damagedArchive(cause);
	} finally {
		stop.abort();
		await reader.cancel().catch(() => undefined);
	}
}
