import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress, publicLookup } from '../exchange/addresses.ts';
import { Open311Error } from './faults.ts';

const TIMEOUT_MILLISECONDS = 10_000;
const MOST_REDIRECTS = 3;

/**
 * Address from which a photo may be fetched: http or https on their own ports, no user in it, no host of the own network. Names are judged when
 * they are resolved, at every connection and after every redirect.
 * @throws Open311Error `media_address`
 */
export function demandMediaAddress(text: string, base?: URL): URL {
	const refuse = () => new Open311Error('media_address');
	if (text.length > 2_000 || !URL.canParse(text, base)) throw refuse();
	const url = new URL(text, base);
	const host = url.hostname.replace(/^\[|\]$/g, '');
	if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refuse();
	if (url.username || url.password || url.port) throw refuse();
	if (isIP(host) ? !isPublicAddress(host) : !host.includes('.') || /\.(?:localhost|local|internal)\.?$/i.test(host)) throw refuse();
	return url;
}

/**
 * Fetches a photo for a report. Time and size are limited as a whole.
 * @param lookup resolves names; it refuses what is not on the public internet
 * @throws Open311Error `media_address`; Error of the connection
 */
export async function fetchMedia(address: string, maxBytes: number, lookup: LookupFunction = publicLookup): Promise<Buffer> {
	const signal = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
	let url = demandMediaAddress(address);
	for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
		const response = await get(url, signal, lookup);
		const { location } = response.headers;
		if (location && [301, 302, 303, 307, 308].includes(response.statusCode ?? 0)) {
			response.destroy();
			url = demandMediaAddress(location, url);
			continue;
		}
		if (response.statusCode !== 200) {
			response.destroy();
			throw new Error(`media_url answered with HTTP ${response.statusCode}`);
		}
		return readAll(response, maxBytes);
	}
	throw new Error('media_url redirects too often');
}

function get(url: URL, signal: AbortSignal, lookup: LookupFunction): Promise<IncomingMessage> {
	const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
	return new Promise((resolve, reject) => {
		const outgoing = request(url, { signal, lookup, agent: false, headers: { Accept: 'image/*', 'User-Agent': 'Bauleitportal' } }, resolve);
		outgoing.on('error', reject);
		outgoing.end();
	});
}

async function readAll(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of response) {
		bytes += (chunk as Buffer).length;
		if (bytes > maxBytes) throw new Error('media_url is too large');
		chunks.push(chunk as Buffer);
	}
	return Buffer.concat(chunks);
}
