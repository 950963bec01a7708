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

/** Bytes of one buffer. */
const MAX_BUFFER = 256e6;

/**
 * A few kilobytes can unpack to gigabytes, and buffers are outside of the heap that a worker is limited to. In this thread no buffer grows
 * beyond measure: the page that needs it has no text.
 */
function limitBuffers(): void {
	const own = globalThis as { Uint8Array: unknown; DecompressionStream: unknown };
	// Unpacks all at once; without it pdf.js unpacks by itself, into a buffer that grows.
	own.DecompressionStream = undefined;
	own.Uint8Array = new Proxy(Uint8Array, {
		construct(target, args, made) {
			if (typeof args[0] === 'number' && args[0] > MAX_BUFFER) throw new RangeError('buffer');
			return Reflect.construct(target, args, made === own.Uint8Array ? target : made) as object;
		}
	});
}

const port = parentPort!;
limitBuffers();
try {
	const text = await read(workerData as TextTask);
	port.postMessage({ result: { body: joinPages(text), pages: text.pages } satisfies TextResult });
} catch (thrown) {
	const error = thrown as Error & { code?: string };
	port.postMessage({ error: { name: error.name, code: error.code, message: error.message, stack: error.stack } });
}
