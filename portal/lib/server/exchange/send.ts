import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { DomainError } from '../../../../gis/errors.ts';
import { demandAddress, publicLookup } from './addresses.ts';

const TIMEOUT_MILLISECONDS = 60_000;
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

export interface Sent {
	status: number;
	body: Buffer;
}

/**
 * Posts a message to a partner. Redirects are not followed; the name is resolved and judged for this very connection.
 * @param internal whether HTTP and addresses of the own network are allowed
 * @throws DomainError `exchange_address_invalid`, `exchange_answer_too_large`; Error of the connection
 */
export function send(address: string, xml: string, { token, internal }: { token: string | null; internal: boolean }): Promise<Sent> {
	const url = demandAddress(address, internal);
	const body = Buffer.from(xml);
	const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
	return new Promise((resolve, reject) => {
		const outgoing = request(
			url,
			{
				method: 'POST',
				...(internal ? {} : { lookup: publicLookup }),
				headers: {
					'Content-Type': 'application/xml; charset=utf-8',
					'Content-Length': body.length,
					Accept: 'application/xml',
					'User-Agent': 'Bauleitportal',
					...(token ? { Authorization: `Bearer ${token}` } : {})
				}
			},
			(response) => {
				const chunks: Buffer[] = [];
				let bytes = 0;
				response.on('data', (chunk: Buffer) => {
					bytes += chunk.length;
					if (bytes > MAX_ANSWER_BYTES) outgoing.destroy(new DomainError('exchange_answer_too_large'));
					else chunks.push(chunk);
				});
				response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
				response.on('error', reject);
			}
		);
		outgoing.setTimeout(TIMEOUT_MILLISECONDS, () => outgoing.destroy(new Error('The partner did not answer in time')));
		outgoing.on('error', reject);
		outgoing.end(body);
	});
}
