import type { ArchiveFile, ArchiveLimits, PlanArchive } from './archive-model.ts';
import { XplanError } from './errors.ts';
import { formatBytes } from './limits.ts';

const RATIO_MATTERS_FROM = 10 * 1024 * 1024;
const SYMLINK = 0xa000;

/** Whether a file is a ZIP archive, by its first four bytes (an empty archive begins with another signature). */
export function isZip(head: Uint8Array): boolean {
	return head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));
}

/** An entry of the archive's directory, as every ZIP library knows it. */
export interface ListedEntry {
	name: string;
	/** Uncompressed and compressed, in bytes, as the directory claims. */
	size: number;
	compressedSize: number;
	/** External file attributes; the upper half is the mode of Unix. */
	attributes: number;
	encrypted: boolean;
	open: () => AsyncIterable<Uint8Array>;
}

/** Sorts the entries of an archive and refuses what could do harm, the same in Node and in the browser. */
export class ArchiveListing {
	private readonly gml: ArchiveFile[] = [];
	private readonly attachments: ArchiveFile[] = [];
	private entries = 0;
	private total = 0;
	private readonly limits: ArchiveLimits;

	constructor(limits: ArchiveLimits) {
		this.limits = limits;
	}

	/** @throws XplanError `zip-encrypted`, `zip-path`, `zip-too-many-entries`, `zip-too-large`, `zip-bomb` */
	add(entry: ListedEntry): void {
		const { limits } = this;
		if (++this.entries > limits.maxEntries) {
			const message = `Das ZIP-Archiv enthält mehr als ${limits.maxEntries} Dateien. Bitte teilen Sie es auf.`;
			throw new XplanError('zip-too-many-entries', message);
		}
		refuseUnsafe(entry, limits);
		this.total += entry.size;
		if (this.total > limits.maxTotalBytes) {
			const message = `Das ZIP-Archiv ist ausgepackt größer als ${formatBytes(limits.maxTotalBytes)}. Bitte teilen Sie es auf.`;
			throw new XplanError('zip-too-large', message);
		}
		const base = entry.name.slice(entry.name.lastIndexOf('/') + 1);
		// Directories, and the companion files that macOS adds to every archive.
		if (base === '' || base.startsWith('._') || entry.name.startsWith('__MACOSX/')) return;
		const { name, size, open } = entry;
		(/\.gml$/i.test(base) ? this.gml : this.attachments).push({ name, size, open });
	}

	/** @throws XplanError `zip-without-gml` */
	archive(close: () => void): PlanArchive {
		if (this.gml.length === 0) {
			const message = 'Das ZIP-Archiv enthält keine Datei mit der Endung .gml. Bitte legen Sie den Plan als XPlanGML bei.';
			throw new XplanError('zip-without-gml', message);
		}
		return { gml: this.gml, attachments: this.attachments, close };
	}
}

function refuseUnsafe(entry: ListedEntry, limits: ArchiveLimits): void {
	const name = entry.name.slice(0, 80);
	if (/\p{Cc}|\\|^\/|^[a-z]:/iu.test(entry.name) || entry.name.split('/').includes('..')) throw unsafePath(name);
	if (((entry.attributes >>> 16) & 0xf000) === SYMLINK) throw unsafePath(name);
	if (entry.encrypted) {
		throw new XplanError('zip-encrypted', `Die Datei „${name}“ im ZIP-Archiv ist verschlüsselt. Bitte packen Sie sie ohne Kennwort.`);
	}
	if (entry.size > RATIO_MATTERS_FROM && entry.size > limits.maxRatio * Math.max(1, entry.compressedSize)) {
		const growth = `wird beim Auspacken mehr als ${limits.maxRatio}-mal so groß`;
		throw new XplanError('zip-bomb', `Die Datei „${name}“ im ZIP-Archiv ${growth}. Solche Archive werden nicht gelesen; bitte packen Sie es neu.`);
	}
}

export function unsafePath(name: string, cause?: unknown): XplanError {
	const message = `Das ZIP-Archiv enthält einen unzulässigen Pfad (${name}). Bitte packen Sie die Dateien ohne Verweise und ohne „..“.`;
	return new XplanError('zip-path', message, { cause });
}

export function damagedArchive(cause: unknown): XplanError {
	return new XplanError('zip-damaged', 'Das ZIP-Archiv ist beschädigt. Bitte packen und übertragen Sie es noch einmal.', { cause });
}
