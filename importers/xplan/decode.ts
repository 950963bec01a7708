import { notXml, XplanError } from './errors.ts';
import { formatBytes } from './limits.ts';

/** Bytes decoded at once: small enough that strings cut from a piece, kept by someone, hold little else in memory. */
const PIECE = 64 * 1024;
/** Bytes needed to see byte order mark and XML declaration. */
const HEAD = 256;

/** Encodings of the XML declaration that are read; names as in the Encoding standard, where ISO-8859-1 is windows-1252. */
const ENCODINGS: Record<string, string> = {
	'utf-8': 'utf-8',
	utf8: 'utf-8',
	'us-ascii': 'utf-8',
	ascii: 'utf-8',
	'iso-8859-1': 'windows-1252',
	'iso8859-1': 'windows-1252',
	latin1: 'windows-1252',
	'windows-1252': 'windows-1252',
	cp1252: 'windows-1252',
	'iso-8859-15': 'iso-8859-15',
	'utf-16': 'utf-16le'
};

/** Encoding by byte order mark, else by XML declaration, else UTF-8 (XML 1.0, appendix F). */
export function detectEncoding(head: Uint8Array): string {
	if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
	if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
	if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
	if (head[0] === 0x3c && head[1] === 0) return 'utf-16le';
	if (head[0] === 0 && head[1] === 0x3c) return 'utf-16be';
	let ascii = '';
	for (let i = 0; i < Math.min(head.length, HEAD); i++) ascii += String.fromCharCode(head[i]!);
	const name = /^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']+)["']/.exec(ascii)?.[1];
	if (name === undefined) return 'utf-8';
	const encoding = ENCODINGS[name.toLowerCase()];
	if (encoding === undefined) {
		const message = `Die Zeichenkodierung „${name}“ wird nicht gelesen. Bitte speichern Sie die Datei in UTF-8.`;
		throw new XplanError('encoding', message, { line: 1 });
	}
	return encoding;
}

/**
 * Decodes a document piece by piece, in constant memory.
 * @throws XplanError `too-large`, `encoding`, `empty`
 */
export async function* decodeDocument(source: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<string> {
	let decoder: TextDecoder | undefined;
	let head = new Uint8Array(0);
	let bytes = 0;
	let begun = false;
	const decode = (piece: Uint8Array, stream: boolean): string => {
		try {
			const text = decoder!.decode(piece, { stream });
			begun = true;
			return text;
		} catch (cause) {
			// An image or a PDF, say.
			if (!begun && !/^\uFEFF?\s*</.test(new TextDecoder(decoder!.encoding).decode(piece.subarray(0, HEAD)))) throw notXml(1);
			const message = `Die Datei enthält Bytes, die in ${decoder!.encoding.toUpperCase()} nicht vorkommen. Bitte prüfen Sie die Kodierung.`;
			throw new XplanError('encoding', message, { cause });
		}
	};
	for await (let chunk of source) {
		bytes += chunk.length;
		if (bytes > maxBytes) {
			const message = `Die Datei ist größer als ${formatBytes(maxBytes)}. Bitte teilen Sie den Plan auf mehrere Dateien auf.`;
			throw new XplanError('too-large', message);
		}
		if (decoder === undefined) {
			if (head.length > 0) {
				const joined = new Uint8Array(head.length + chunk.length);
				joined.set(head);
				joined.set(chunk, head.length);
				chunk = joined;
			}
			if (chunk.length < HEAD) {
				head = chunk.slice();
				continue;
			}
			decoder = new TextDecoder(detectEncoding(chunk), { fatal: true });
		}
		for (let at = 0; at < chunk.length; at += PIECE) yield decode(chunk.subarray(at, at + PIECE), true);
	}
	if (bytes === 0) throw new XplanError('empty', 'Die Datei ist leer. Bitte wählen Sie die exportierte XPlanGML-Datei.');
	if (decoder === undefined) {
		decoder = new TextDecoder(detectEncoding(head), { fatal: true });
		yield decode(head, true);
	}
	yield decode(new Uint8Array(0), false);
}
