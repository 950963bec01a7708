import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { open as openZip, type ZipFile } from 'yauzl';

/** What is taken in, by content. Images are made anew; the rest is kept as it is and only ever downloaded. */
export const DOCUMENT_TYPES = {
	'application/pdf': 'pdf',
	'application/msword': 'doc',
	'application/vnd.ms-excel': 'xls',
	'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
	'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
	'application/vnd.oasis.opendocument.text': 'odt',
	'application/vnd.oasis.opendocument.spreadsheet': 'ods'
} as const;
export const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/tiff', 'image/heic', 'image/heif', 'image/heic-sequence'] as const;

export type DocumentType = keyof typeof DOCUMENT_TYPES;
export type ImageType = (typeof IMAGE_TYPES)[number];

const DOCX: DocumentType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX: DocumentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * The type of a file by its content, never by its name.
 * @returns null for everything that is not taken in (programs, archives, pages, office files with macros …)
 */
export async function contentType(path: string): Promise<DocumentType | ImageType | null> {
	const found = (await fileTypeFromFile(path))?.mime as string | undefined;
	if (!found) return null;
	if ((IMAGE_TYPES as readonly string[]).includes(found)) return found as ImageType;
	if (found === 'application/x-cfb') return legacyOfficeType(path);
	// The library names a container by its first entries; what a package is stands in its list of parts.
	if (found === 'application/zip' || found.includes('openxmlformats') || found.includes('opendocument')) return packageType(path);
	return found in DOCUMENT_TYPES ? (found as DocumentType) : null;
}

/** Names of streams in the directory of a compound file are UTF-16; one of them tells Word from Excel. */
async function legacyOfficeType(path: string): Promise<DocumentType | null> {
	const file = await open(path);
	try {
		const { size } = await file.stat();
		const content = Buffer.alloc(Math.min(size, 32 * 1024 * 1024));
		await file.read(content, 0, content.length, 0);
		const has = (name: string) => content.includes(Buffer.from(`${name}\0`, 'utf16le'));
		if (has('_VBA_PROJECT') || has('Macros')) return null;
		if (has('WordDocument')) return 'application/msword';
		return has('Workbook') || has('Book') ? 'application/vnd.ms-excel' : null;
	} finally {
		await file.close();
	}
}

const MAX_ENTRIES = 5_000;
/** Bytes; `mimetype` of OpenDocument is one line. */
const MAX_MIMETYPE = 200;

function packageType(path: string): Promise<DocumentType | null> {
	return new Promise((resolve) => {
		openZip(path, { lazyEntries: true, autoClose: true, strictFileNames: true }, (error, zip) => {
			// Not readable as a package means: no office file.
			if (error || !zip || zip.entryCount > MAX_ENTRIES) {
				zip?.close();
				return resolve(null);
			}
			readParts(zip, resolve);
		});
	});
}

function readParts(zip: ZipFile, resolve: (type: DocumentType | null) => void): void {
	const names = new Set<string>();
	let mimetype = '';
	zip.on('error', () => resolve(null));
	zip.on('end', () => resolve(typeOfParts(names, mimetype)));
	zip.on('entry', (entry) => {
		names.add(entry.fileName);
		if (entry.fileName !== 'mimetype' || entry.uncompressedSize > MAX_MIMETYPE) return zip.readEntry();
		zip.openReadStream(entry, (error, stream) => {
			if (error) return resolve(null);
			stream.on('data', (chunk: Buffer) => (mimetype += chunk.toString('latin1')));
			stream.on('error', () => resolve(null));
			stream.on('end', () => zip.readEntry());
		});
	});
	zip.readEntry();
}

function typeOfParts(names: Set<string>, mimetype: string): DocumentType | null {
	if ([...names].some((name) => /vbaProject\.bin$/i.test(name) || /^Basic\//.test(name))) return null;
	if (names.has('[Content_Types].xml')) {
		if (names.has('word/document.xml')) return DOCX;
		return names.has('xl/workbook.xml') ? XLSX : null;
	}
	const type = mimetype.trim();
	return names.has('content.xml') && type.startsWith('application/vnd.oasis.opendocument') && type in DOCUMENT_TYPES
		? (type as DocumentType)
		: null;
}
