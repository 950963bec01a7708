import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { DomainError } from '../../../gis/errors.ts';
import { isPublicAddress, publicLookup } from './exchange/addresses.ts';

const MOST_REDIRECTS = 3;

/**
 * Address that somebody gave and the portal fetches: http or https on their own ports, no user in it, no host of the own network. Names are judged
 * when they are resolved, at every connection and after every redirect.
 * @throws DomainError `address_not_public`
 */
export function demandPublicAddress(text: string, base?: URL): URL {
	const refuse = () => new DomainError('address_not_public');
	if (text.length > 4_000 || !URL.canParse(text, base)) throw refuse();
	const url = new URL(text, base);
	const host = url.hostname.replace(/^\[|\]$/g, '');
	if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refuse();
	if (url.username || url.password || url.port) throw refuse();
	if (isIP(host) ? !isPublicAddress(host) : !host.includes('.') || /\.(?:localhost|local|internal)\.?$/i.test(host)) throw refuse();
	return url;
}

export interface FetchPublicOptions {
	maxBytes: number;
	/** For everything together, redirects and body included. */
	milliseconds: number;
	accept: string;
	/** Tests give their own. */
	lookup?: LookupFunction;
	/** Tests let their own server through. */
	demand?: (text: string, base?: URL) => URL;
}

/** @throws DomainError `address_not_public`, `address_unreachable` (also too large, too slow, not found) */
export async function fetchPublic(address: string, options: FetchPublicOptions): Promise<Buffer> {
	const { demand = demandPublicAddress, maxBytes } = options;
	const signal = AbortSignal.timeout(options.milliseconds);
	let url = demand(address);
	try {
		for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
			const response = await get(url, signal, options);
			const { location } = response.headers;
			if (location && [301, 302, 303, 307, 308].includes(response.statusCode ?? 0)) {
				response.destroy();
				url = demand(location, url);
				continue;
			}
			if (response.statusCode === 200) return await readAll(response, maxBytes);
			response.destroy();
			throw new DomainError('address_unreachable', { reason: `HTTP ${response.statusCode}` });
		}
		throw new DomainError('address_unreachable', { reason: 'Weiterleitungen' });
	} catch (cause) {
		if (cause instanceof DomainError) throw cause.code === 'exchange_address_invalid' ? new DomainError('address_not_public', {}, { cause }) : cause;
		throw new DomainError('address_unreachable', { reason: signal.aborted ? 'Zeit abgelaufen' : 'keine Verbindung' }, { cause });
	}
}

function get(url: URL, signal: AbortSignal, { accept, lookup = publicLookup }: FetchPublicOptions): Promise<IncomingMessage> {
	const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
	return new Promise((resolve, reject) => {
		const outgoing = request(url, { signal, lookup, agent: false, headers: { Accept: accept, 'User-Agent': 'Bauleitportal' } }, resolve);
		outgoing.on('error', reject);
		outgoing.end();
	});
}

async function readAll(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of response) {
		bytes += (chunk as Buffer).length;
		if (bytes > maxBytes) throw new DomainError('address_unreachable', { reason: 'zu groß' });
		chunks.push(chunk as Buffer);
	}
	return Buffer.concat(chunks);
}
