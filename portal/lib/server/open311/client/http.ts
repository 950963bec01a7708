import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { demandAddress, publicLookup } from '../../exchange/addresses.ts';

const TIMEOUT_MILLISECONDS = 60_000;
const MAX_ANSWER_BYTES = 32 * 1024 * 1024;
const MOST_REDIRECTS = 3;

export interface HttpAnswer {
	status: number;
	body: Buffer;
	/** Address of the next page, where the server names one. */
	next: string | null;
}

export interface HttpCall {
	/** Posted as a form; a GET without. */
	form?: URLSearchParams;
	headers?: Record<string, string>;
	/** Whether HTTP and addresses of the own network are allowed. */
	internal: boolean;
}

/**
 * Asks an end point. A GET follows redirects, each judged like the first address; a POST follows none.
 * @throws DomainError `exchange_address_invalid`; Error of the connection, and for an answer that is too large
 */
export async function call(address: string, options: HttpCall): Promise<HttpAnswer> {
	let url = demandAddress(address, options.internal);
	for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
		const response = await send(url, options);
		const { location } = response.headers;
		if (!options.form && location && [301, 302, 303, 307, 308].includes(response.statusCode ?? 0)) {
			response.destroy();
			url = demandAddress(new URL(location, url).href, options.internal);
			continue;
		}
		const next = /<([^>]+)>\s*;\s*rel="?next"?/.exec([response.headers.link ?? ''].flat().join(','))?.[1] ?? null;
		return { status: response.statusCode ?? 0, body: await readAll(response), next: next && new URL(next, url).href };
	}
	throw new Error('The end point redirects too often');
}

function send(url: URL, { form, headers, internal }: HttpCall): Promise<IncomingMessage> {
	const body = form && Buffer.from(form.toString());
	const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
	return new Promise((resolve, reject) => {
		const outgoing = request(
			url,
			{
				method: body ? 'POST' : 'GET',
				// A connection of its own: a kept one may be closed by the other side in this very moment.
				agent: false,
				...(internal ? {} : { lookup: publicLookup }),
				signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
				headers: {
					Accept: '*/*',
					'User-Agent': 'Bauleitportal',
					...headers,
					...(body ? { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8', 'Content-Length': body.length } : {})
				}
			},
			resolve
		);
		outgoing.on('error', reject);
		outgoing.end(body);
	});
}

async function readAll(response: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of response) {
		bytes += (chunk as Buffer).length;
		if (bytes > MAX_ANSWER_BYTES) throw new Error('The answer is too large');
		chunks.push(chunk as Buffer);
	}
	return Buffer.concat(chunks);
}
