import { crc32 } from 'node:zlib';
import { fromBufferPromise, openPromise, type Entry, type ZipFile } from 'yauzl';
import { DEFAULT_ARCHIVE_LIMITS, type ArchiveFile, type ArchiveLimits, type PlanArchive } from './archive-model.ts';
import { XplanError } from './errors.ts';
import { formatBytes } from './limits.ts';

const RATIO_MATTERS_FROM = 10 * 1024 * 1024;
const SYMLINK = 0xa000;

/** Whether a file is a ZIP archive, by its first four bytes (an empty archive begins with another signature). */
export function isZip(head: Uint8Array): boolean {
	return head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));
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
	const gml: ArchiveFile[] = [];
	const attachments: ArchiveFile[] = [];
	let entries = 0;
	let total = 0;
	for await (const entry of zip.eachEntry()) {
		if (++entries > limits.maxEntries) {
			throw new XplanError(
				'zip-too-many-entries',
				`Das ZIP-Archiv enthält mehr als ${limits.maxEntries} Dateien. Bitte teilen Sie es auf.`
			);
		}
		refuseUnsafe(entry, limits);
		total += entry.uncompressedSize;
		if (total > limits.maxTotalBytes) {
			const message = `Das ZIP-Archiv ist ausgepackt größer als ${formatBytes(limits.maxTotalBytes)}. Bitte teilen Sie es auf.`;
			throw new XplanError('zip-too-large', message);
		}
		const base = entry.fileName.slice(entry.fileName.lastIndexOf('/') + 1);
		// Directories, and the companion files that macOS adds to every archive.
		if (base === '' || base.startsWith('._') || entry.fileName.startsWith('__MACOSX/')) continue;
		const file: ArchiveFile = { name: entry.fileName, size: entry.uncompressedSize, open: () => content(zip, entry) };
		(/\.gml$/i.test(base) ? gml : attachments).push(file);
	}
	if (gml.length === 0) {
		throw new XplanError(
			'zip-without-gml',
			'Das ZIP-Archiv enthält keine Datei mit der Endung .gml. Bitte legen Sie den Plan als XPlanGML bei.'
		);
	}
	return { gml, attachments, close: () => zip.close() };
}

function refuseUnsafe(entry: Entry, limits: ArchiveLimits): void {
	const name = entry.fileName.slice(0, 80);
	// `..`, absolute paths, drive letters and backslashes are refused by yauzl (strictFileNames) before an entry gets here.
	if (/\p{Cc}/u.test(entry.fileName)) throw unsafePath(name);
	if (((entry.externalFileAttributes >>> 16) & 0xf000) === SYMLINK) throw unsafePath(name);
	if (entry.isEncrypted()) {
		throw new XplanError('zip-encrypted', `Die Datei „${name}“ im ZIP-Archiv ist verschlüsselt. Bitte packen Sie sie ohne Kennwort.`);
	}
	if (entry.uncompressedSize > RATIO_MATTERS_FROM && entry.uncompressedSize > limits.maxRatio * Math.max(1, entry.compressedSize)) {
		const growth = `wird beim Auspacken mehr als ${limits.maxRatio}-mal so groß`;
		const message = `Die Datei „${name}“ im ZIP-Archiv ${growth}. Solche Archive werden nicht gelesen.`;
		throw new XplanError('zip-bomb', message);
	}
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

function unsafePath(name: string, cause?: unknown): XplanError {
	const message = `Das ZIP-Archiv enthält einen unzulässigen Pfad (${name}). Bitte packen Sie die Dateien ohne Verweise und ohne „..“.`;
	return new XplanError('zip-path', message, { cause });
}

function damaged(cause: unknown): XplanError {
	const text = cause instanceof Error ? cause.message : String(cause);
	const path = /(?:invalid characters in fileName|absolute path|invalid relative path): (.*)$/.exec(text)?.[1];
	if (path !== undefined) return unsafePath(path.slice(0, 80), cause);
	return new XplanError('zip-damaged', 'Das ZIP-Archiv ist beschädigt. Bitte packen und übertragen Sie es noch einmal.', { cause });
}
