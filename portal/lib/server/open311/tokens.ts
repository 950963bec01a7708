import { createHash, createHmac } from 'node:crypto';
import { Open311Error } from './faults.ts';
import type { Answer } from './format.ts';
import type { Jurisdiction } from './jurisdictions.ts';
import * as queries from './tokens-queries.ts';

const hashOf = (token: string): Buffer => createHash('sha256').update(`open311:${token}`).digest();

/** Token for a report whose id has to wait: the same report has the same, and nobody computes it from what is public. */
export async function makeToken(secret: string, { scope }: Jurisdiction, reportId: string, at: Date): Promise<string> {
	const token = createHmac('sha256', secret).update(`open311-token:${reportId}`).digest('base64url');
	await queries.insertToken(scope, { tokenHash: hashOf(token), reportId, at });
	return token;
}

/** `GET tokens/<token>`: the id, empty while its address is not confirmed. @throws Open311Error `token_unknown` */
export async function readToken({ scope }: Jurisdiction, token: string): Promise<Answer> {
	const found = await queries.findToken(scope, hashOf(token));
	if (!found) throw new Open311Error('token_unknown');
	return { root: 'service_requests', item: 'request', content: [{ service_request_id: found.ref, token }] };
}
