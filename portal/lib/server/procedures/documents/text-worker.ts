import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { joinPages, MAX_TEXT, tidy, type DocumentText } from './document-text.ts';
import { textOfPackage } from './text-of-package.ts';
import { textOfPdf } from './text-of-pdf.ts';

/** Reads the text inside a document beside the event loop (see work-pool.ts for the protocol). */
export interface TextTask {
	path: string;
	mediaType: string;
	size: number;
	/** The reader stops by itself after this time; what it has read until then counts. */
	seconds: number;
}
export interface TextResult {
	body: string;
	pages: number | null;
}

const PACKAGES = new Set(['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/vnd.oasis.opendocument.text']);

async function read({ path, mediaType, size, seconds }: TextTask): Promise<DocumentText> {
	const clock = () => performance.now();
	if (mediaType === 'application/pdf') return textOfPdf(path, size, clock() + seconds * 1000, clock);
	if (PACKAGES.has(mediaType)) return textOfPackage(path);
	if (!mediaType.startsWith('text/') || size > 4 * MAX_TEXT) return { pages: null, texts: [] };
	const bytes = await readFile(path);
	const text = new TextDecoder('utf-8').decode(bytes);
	// Older German files are in Windows-1252.
	return { pages: null, texts: [tidy(text.includes('\ufffd') ? new TextDecoder('windows-1252').decode(bytes) : text)] };
}

const port = parentPort!;
try {
	const text = await read(workerData as TextTask);
	port.postMessage({ result: { body: joinPages(text), pages: text.pages } satisfies TextResult });
} catch (thrown) {
	const error = thrown as Error & { code?: string };
	port.postMessage({ error: { name: error.name, code: error.code, message: error.message, stack: error.stack } });
}
