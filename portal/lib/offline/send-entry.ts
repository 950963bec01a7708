import { outboxTexts } from '../texts/outbox.ts';
import type { OutboxBlob, OutboxEntry } from './outbox-entry.ts';

/** What became of one attempt. */
export type Outcome =
	| { kind: 'sent'; receipt: Record<string, unknown> }
	/** Refused: asking again changes nothing. */
	| { kind: 'refused'; message: string; code: string; problems: Record<string, string> }
	/** Not now. `reached`: something answered; `fault`: the server failed at this entry. @property wait milliseconds, where the server named a time */
	| { kind: 'later'; message: string; code: string; reached: boolean; fault: boolean; wait?: number };

/** A photo over a slow mobile network takes minutes; a server that says nothing for so long is gone. */
const TIMEOUT = 5 * 60_000;
const LATER = new Set([408, 425, 429]);

/** Sends an entry once. Never throws: what went wrong is the outcome. */
export async function sendEntry(entry: OutboxEntry, blobs: OutboxBlob[], fetcher: typeof fetch): Promise<Outcome> {
	let response: Response;
	try {
		response = await fetcher(entry.url, {
			method: 'POST',
			body: bodyOf(entry, blobs),
			headers: { Accept: 'application/json', 'Idempotency-Key': entry.key },
			// Sent on to the login page, the entry would be lost there.
			redirect: 'manual',
			credentials: 'same-origin',
			signal: AbortSignal.timeout(TIMEOUT)
		});
	} catch (error) {
		return { kind: 'later', message: outboxTexts.noConnection, code: error instanceof Error ? error.name : 'network', reached: false, fault: false };
	}
	if (response.type === 'opaqueredirect' || response.status === 401 || (response.status >= 300 && response.status < 400)) {
		return { kind: 'later', message: outboxTexts.signIn, code: 'sign_in', reached: true, fault: false };
	}
	const answer = await jsonOf(response);
	if (response.ok && answer) return { kind: 'sent', receipt: answer };
	const { message, code, problems } = problemIn(answer);
	if (response.ok || response.status >= 500 || LATER.has(response.status)) {
		// An answer that is no JSON comes from something between us and the portal: a hotel's login page, a proxy.
		return { kind: 'later', message: message || outboxTexts.busy, code, reached: true, fault: response.status >= 500 && response.status !== 503, wait: retryAfter(response) };
	}
	return { kind: 'refused', message: message || outboxTexts.refused, code, problems };
}

function bodyOf(entry: OutboxEntry, blobs: OutboxBlob[]): FormData {
	const body = new FormData();
	body.set('idempotencyKey', entry.key);
	for (const [name, value] of Object.entries(entry.fields)) for (const each of [value].flat()) body.append(name, each);
	for (const { field, name, type, bytes } of blobs) body.append(field, new Blob([bytes], { type }), name);
	return body;
}

async function jsonOf(response: Response): Promise<Record<string, unknown> | null> {
	if (!/\bjson\b/.test(response.headers.get('Content-Type') ?? '')) return null;
	const answer: unknown = await response.json().catch(() => null);
	return answer !== null && typeof answer === 'object' && !Array.isArray(answer) ? (answer as Record<string, unknown>) : null;
}

/** The portal's refusals: `{message, code, fields}` of pages, `{error: {message, code}}` of end points. */
function problemIn(answer: Record<string, unknown> | null): { message: string; code: string; problems: Record<string, string> } {
	const problem = (answer?.error && typeof answer.error === 'object' ? answer.error : answer) as Record<string, unknown> | null;
	const text = (value: unknown) => (typeof value === 'string' ? value : '');
	const fields = problem?.fields !== null && typeof problem?.fields === 'object' ? Object.entries(problem.fields) : [];
	return { message: text(problem?.message), code: text(problem?.code), problems: Object.fromEntries(fields.map(([name, what]) => [name, text(what)])) };
}

/** Seconds; an hour at most, so that a mistake of a proxy keeps nothing for days. */
function retryAfter(response: Response): number | undefined {
	const seconds = Number(response.headers.get('Retry-After'));
	return seconds > 0 ? Math.min(seconds, 3600) * 1000 : undefined;
}
