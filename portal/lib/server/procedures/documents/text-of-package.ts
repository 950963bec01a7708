import { SaxesParser } from 'saxes';
import { open as openZip, type Entry, type ZipFile } from 'yauzl';
import { MAX_TEXT, tidy, type DocumentText } from './document-text.ts';

/** Bytes of the part that holds the text, unpacked. */
const MAX_PART = 100e6;
const PARAGRAPHS = new Set(['w:p', 'w:br', 'w:tab', 'text:p', 'text:h', 'text:line-break', 'text:tab', 'text:s', 'w:tr', 'table:table-row']);

/** Text of a DOCX or an ODT. What is damaged or too large has none. */
export async function textOfPackage(path: string): Promise<DocumentText> {
	const zip = await new Promise<ZipFile | null>((resolve) => openZip(path, { lazyEntries: true }, (error, opened) => resolve(error ? null : opened)));
	if (!zip) return { pages: null, texts: [] };
	try {
		const entry = await findEntry(zip, new Set(['word/document.xml', 'content.xml']));
		const text = entry && entry.uncompressedSize <= MAX_PART ? await readXml(zip, entry) : '';
		return { pages: null, texts: text ? [tidy(text)] : [] };
	} finally {
		zip.close();
	}
}

function findEntry(zip: ZipFile, names: Set<string>): Promise<Entry | null> {
	return new Promise((resolve) => {
		zip.on('error', () => resolve(null));
		zip.on('end', () => resolve(null));
		zip.on('entry', (entry: Entry) => (names.has(entry.fileName) ? resolve(entry) : zip.readEntry()));
		zip.readEntry();
	});
}

function readXml(zip: ZipFile, entry: Entry): Promise<string> {
	return new Promise((resolve) => {
		zip.openReadStream(entry, (error, stream) => {
			if (error) return resolve('');
			const parts: string[] = [];
			let length = 0;
			const decoder = new TextDecoder();
			// Entities of a document type are not expanded by the parser; an unknown one is an error, and ends the reading.
			const parser = new SaxesParser();
			let inText = 0;
			const end = () => {
				stream.destroy();
				resolve(parts.join(''));
			};
			parser.on('opentag', ({ name }) => {
				if (name === 'w:t' || name === 'text:p' || name === 'text:h') inText++;
				if (name === 'text:s' || name === 'text:tab' || name === 'w:tab') parts.push(' ');
			});
			parser.on('closetag', ({ name }) => {
				if (name === 'w:t' || name === 'text:p' || name === 'text:h') inText--;
				if (PARAGRAPHS.has(name)) parts.push('\n');
			});
			parser.on('text', (text) => {
				if (inText === 0) return;
				parts.push(text);
				length += text.length;
			});
			parser.on('error', (problem) => {
				throw problem;
			});
			stream.on('data', (chunk: Buffer) => {
				try {
					parser.write(decoder.decode(chunk, { stream: true }));
				} catch {
					// Not well-formed from here on: what came before counts.
					return end();
				}
				if (length > MAX_TEXT) end();
			});
			stream.on('error', end);
			stream.on('end', end);
		});
	});
}
