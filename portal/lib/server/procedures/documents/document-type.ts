import { open } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { open as openZip } from 'yauzl';
import { contentType } from '../../uploads/content-type.ts';

/** Kept as bytes that no program starts by itself: the browser shows none of it, it is only ever saved. */
export const OPAQUE = 'application/octet-stream';
const ZIP = 'application/zip';
/** Text is text only as far as it was looked at; and this much tells a page from prose. */
const HEAD = 64 * 1024;
const PAGE_NAME = /\.(x?html?|svgz?|mht(ml)?|xsl|js|mjs|hta)$/i;
const PAGE_CONTENT = /<(!doctype\s+html|html|head|body|script|svg|iframe|object|embed)\b/i;

/**
 * The type of a document of a procedure by its content: PDF, images, office files without macros, XML and GML, ZIP and text. A web page is
 * taken in, as bytes to be saved.
 * @returns null for what is not taken in (programs, office files with macros, unknown bytes)
 */
export async function documentType(path: string, name: string): Promise<string | null> {
	const known = await contentType(path);
	if (known) return known;
	const found = (await fileTypeFromFile(path))?.mime as string | undefined;
	if (found === ZIP) return (await isOfficePackage(path)) ? null : ZIP;
	if (found && found !== 'application/xml' && found !== 'text/xml') return found === 'application/rtf' ? found : null;
	return textType(path, name, found !== undefined);
}

async function textType(path: string, name: string, xml: boolean): Promise<string | null> {
	const file = await open(path);
	let head: Buffer;
	try {
		const buffer = Buffer.alloc(HEAD);
		const { bytesRead } = await file.read(buffer, 0, HEAD, 0);
		head = buffer.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
	if (head.length === 0) return null;
	const utf16 = /^(fffe|feff)/.test(head.toString('hex', 0, 2));
	if (!utf16 && head.includes(0)) return null;
	const text = head.toString('latin1').replaceAll('\0', '');
	if (PAGE_NAME.test(name) || PAGE_CONTENT.test(text)) return OPAQUE;
	// Everything that begins like a tag counts as XML, which is never shown in the browser.
	if (xml || /^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*</.test(text)) return 'application/xml';
	// eslint-disable-next-line no-control-regex -- no text has them
	if (/[\x01-\x08\x0e-\x1a\x1c-\x1f]/.test(text)) return null;
	return /\.csv$/i.test(name) ? 'text/csv' : 'text/plain';
}

/** An office file that `contentType` did not take in (macros, unknown kind) is no mere archive. Neither is what cannot be read. */
function isOfficePackage(path: string): Promise<boolean> {
	return new Promise((resolve) => {
		openZip(path, { lazyEntries: true, strictFileNames: true }, (error, zip) => {
			if (error || !zip) return resolve(true);
			const end = (found: boolean) => {
				zip.close();
				resolve(found);
			};
			zip.on('error', () => end(true));
			zip.on('end', () => end(false));
			zip.on('entry', (entry) => {
				if (entry.fileName === '[Content_Types].xml' || entry.fileName === 'mimetype') end(true);
				else zip.readEntry();
			});
			zip.readEntry();
		});
	});
}
