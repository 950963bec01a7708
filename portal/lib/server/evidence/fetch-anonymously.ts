import { createHash } from 'node:crypto';
import type { FetchResult } from './types.ts';

/** What is fetched, and how it is known to be right. */
export interface Target {
	path: string;
	what: FetchResult['what'];
	title: string;
	/** SHA-256 of a file, hex. */
	expected: string | null;
	/** Words that a page must show. */
	words: string | null;
}

const TIMEOUT = 60_000;
/** Of a page; a file may be as large as it is. */
const MAX_PAGE = 8e6;

/**
 * Fetches an address as somebody does who was never here: no cookie, no redirect followed. Only addresses below `base`, which is the
 * portal's own, are ever asked.
 */
export async function fetchAnonymously(base: string, address: FetchResult['address'], target: Target, timeout = TIMEOUT): Promise<FetchResult> {
	const begin = performance.now();
	const result: FetchResult = { path: target.path, address, what: target.what, title: target.title, status: null, sha256: null, expected: target.expected, bytes: 0, milliseconds: 0, error: null };
	try {
		const answer = await fetch(base + target.path, {
			redirect: 'manual',
			credentials: 'omit',
			cache: 'no-store',
			headers: { accept: target.what === 'document' ? '*/*' : 'text/html', 'user-agent': 'Bauleitportal-Selbstpruefung' },
			signal: AbortSignal.timeout(timeout)
		});
		result.status = answer.status;
		const { sha256, bytes, text } = await readBody(answer, target.what !== 'document');
		Object.assign(result, { sha256, bytes });
		result.error = problemOf(answer, target, sha256, text);
	} catch (error) {
		result.error = isTimeout(error) ? 'timeout' : 'unreachable';
	}
	result.milliseconds = Math.round(performance.now() - begin);
	return result;
}

async function readBody(answer: Response, keep: boolean): Promise<{ sha256: string; bytes: number; text: string }> {
	const hash = createHash('sha256');
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	for await (const chunk of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
		hash.update(chunk);
		if (keep && bytes < MAX_PAGE) chunks.push(chunk);
		bytes += chunk.length;
	}
	return { sha256: hash.digest('hex'), bytes, text: Buffer.concat(chunks).toString('utf8') };
}

function problemOf(answer: Response, target: Target, sha256: string, text: string): string | null {
	if (answer.status >= 300 && answer.status < 400) return /\/login\b/i.test(answer.headers.get('location') ?? '') ? 'login' : 'redirect';
	if (answer.status !== 200) return answer.status === 401 || answer.status === 403 ? 'login' : 'status';
	if (target.expected !== null) return sha256 === target.expected ? null : 'content';
	if (target.what === 'document') return null;
	if (/<input[^>]+type\s*=\s*["']?password/i.test(text)) return 'login';
	return target.words === null || wordsOf(text).includes(plain(target.words)) ? null : 'content';
}

const plain = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim();
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** What a page says, without its markup. */
function wordsOf(html: string): string {
	const text = html.replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/gi, ' ').replace(/<!--[\s\S]*?-->/g, '').replace(/<[^>]*>/g, ' ');
	return plain(
		text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
			const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : null;
			if (code !== null) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
			return NAMED[name!.toLowerCase()] ?? whole;
		})
	);
}

function isTimeout(error: unknown): boolean {
	return error instanceof Error && error.name === 'TimeoutError';
}
