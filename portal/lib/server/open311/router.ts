import { Router, type Request, type Response } from 'express';
import { isPossibleSlug } from '../../tenant-slug.ts';
import { noteFault } from '../faults.ts';
import { clientAddress } from '../http-guards.ts';
import type { Services } from '../services.ts';
import { createRequest } from './create-request.ts';
import { discover } from './discovery.ts';
import { Open311Error, refusalOf } from './faults.ts';
import { CONTENT_TYPES, write, type Answer, type Format } from './format.ts';
import { jurisdictionOf } from './jurisdictions.ts';
import { demandKey } from './keys.ts';
import { Parameters } from './parameters.ts';
import { listRequests, readRequest, type RequestsPage } from './public-requests.ts';
import { listServices, readDefinition } from './public-services.ts';
import { readBody } from './read-body.ts';
import { readToken } from './tokens.ts';
import { listUpdates } from './public-updates.ts';
import { createUpdate } from './create-update.ts';

/** What was asked for, taken from the address. */
interface Call {
	services: Services;
	request: Request;
	response: Response;
	/** Slug of the tenant whose end point it is; null for the one of all. */
	own: string | null;
	/** Behind the resource: a code, an id, a token. */
	name: string;
	parameters: Parameters;
}

type Resource = Partial<Record<'GET' | 'POST', (call: Call) => Promise<Answer>>>;

/** Below `v2`: alone, and with a name behind it. */
const RESOURCES: Record<string, Resource> = {
	services: { GET: async ({ services, parameters, own }) => listServices(await jurisdictionOf(services, parameters, own)) },
	'services/': { GET: async ({ services, parameters, own, name }) => readDefinition(await jurisdictionOf(services, parameters, own), name) },
	requests: { GET: getRequests, POST: postRequest },
	'requests/': {
		GET: async ({ services, parameters, own, name }) => readRequest(services, await jurisdictionOf(services, parameters, own), name, parameters)
	},
	'tokens/': { GET: async ({ services, parameters, own, name }) => readToken(await jurisdictionOf(services, parameters, own), name) },
	servicerequestupdates: { GET: getUpdates, POST: postUpdate },
	discovery: { GET: ({ services, own }) => discover(services, own) }
};
const DISCOVERY: Resource = { GET: ({ services, own }) => discover(services, own) };

/** Open311 (GeoReport v2) at `/open311` for all tenants, and at `/<tenant>/open311` for one. Every refusal has the form of the specification. */
export function open311Router(services: Services): Router {
	const router = Router();
	router.use(async (request, response, next) => {
		const path = /^(?:\/([^/]+))?\/open311(?:\/(.*))?$/.exec(request.path);
		if (!path || (path[1] !== undefined && !isPossibleSlug(path[1]))) return next();
		const { rest, format } = readPath(request, path[2] ?? '');
		// Any website may read; writing is for programs.
		if (request.method !== 'POST') response.set({ 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin' });
		try {
			if (request.method === 'OPTIONS') return void response.set({ 'Access-Control-Allow-Methods': 'GET', 'Access-Control-Allow-Headers': '*' }).status(204).end();
			await serve({ services, request, response, own: path[1] ?? null }, rest, format);
		} catch (error) {
			refuse(services, request, response, error, format);
		}
	});
	return router;
}

/** `requests/M-7K3F9Q.xml` → name and format; without one the answer is XML, or what the client asks for. */
function readPath(request: Request, path: string): { rest: string; format: Format } {
	const [, rest, suffix] = /^(.+)\.(xml|json)$/.exec(path) ?? [];
	if (rest !== undefined) return { rest, format: suffix as Format };
	return { rest: '', format: request.accepts(['xml', 'json']) === 'json' ? 'json' : 'xml' };
}

async function serve(call: Pick<Call, 'services' | 'request' | 'response' | 'own'>, rest: string, format: Format): Promise<void> {
	const { request, response } = call;
	const [, resourceName, encoded] = /^v2\/([a-z]+)(?:\/([^/]+))?$/.exec(rest) ?? [];
	const resource = rest === 'discovery' ? DISCOVERY : RESOURCES[`${resourceName}${encoded === undefined ? '' : '/'}`];
	if (!resource) throw new Open311Error('path_unknown');
	const method = request.method === 'HEAD' ? 'GET' : request.method;
	const handler = resource[method as 'GET'];
	if (!handler) {
		response.set('Allow', Object.keys(resource).join(', '));
		throw new Open311Error('method', { allowed: Object.keys(resource).join(', ') });
	}
	const parameters = new Parameters(queryOf(request));
	const answer = await handler({ ...call, name: decoded(encoded ?? ''), parameters });
	response.set({ 'Content-Type': CONTENT_TYPES[format], 'Cache-Control': method === 'GET' ? 'public, no-cache' : 'no-store' });
	response.status(200).send(Buffer.from(write(answer, format)));
}

const queryOf = (request: Request): URLSearchParams => new URLSearchParams(/\?(.*)$/s.exec(request.originalUrl)?.[1] ?? '');
const clientOf = (request: Request): string => clientAddress({ getClientAddress: () => request.ip ?? '' });

function decoded(encoded: string): string {
	try {
		return decodeURIComponent(encoded);
	} catch (error) {
		throw new Open311Error('path_unknown', {}, { cause: error });
	}
}

async function getRequests({ services, parameters, own, request, response }: Call): Promise<Answer> {
	const page = await listRequests(services, await jurisdictionOf(services, parameters, own), parameters);
	tellPage(services, request, response, page);
	return page.answer;
}

async function getUpdates({ services, parameters, own, request, response }: Call): Promise<Answer> {
	const page = await listUpdates(services, await jurisdictionOf(services, parameters, own), parameters);
	tellPage(services, request, response, page);
	return page.answer;
}

/** Totals as servers in the field give them, and the link to the next page. */
function tellPage({ config }: Services, request: Request, response: Response, { total, page, pages, pageSize, next }: Omit<RequestsPage, 'answer'>): void {
	response.set({
		'X-Total-Count': String(total),
		'X-Result-Count': String(total),
		'X-Page-Count': String(pages),
		'X-Page': String(page),
		'X-Page-Size': String(pageSize),
		'Access-Control-Expose-Headers': 'Link, ETag, X-Total-Count, X-Result-Count, X-Page-Count, X-Page, X-Page-Size'
	});
	if (!next) return;
	const query = queryOf(request);
	query.delete('api_key');
	for (const [name, value] of Object.entries(next)) query.set(name, value);
	response.set('Link', `<${config.publicUrl}${request.path}?${query}>; rel="next"`);
}

async function postRequest(call: Call): Promise<Answer> {
	const { services, request } = call;
	const { jurisdiction, parameters, body, keyId, client } = await openPost(call, 'create');
	const given = request.get('Idempotency-Key')?.trim();
	return createRequest(services, jurisdiction, parameters, body, { keyId, client, idempotencyKey: given ? given.slice(0, 200) : null });
}

async function postUpdate(call: Call): Promise<Answer> {
	const { jurisdiction, parameters, keyId } = await openPost(call, 'update');
	return createUpdate(call.services, jurisdiction, parameters, keyId);
}

/** The key may stand in the body, in the address or in the header X-Api-Key. */
async function openPost(call: Call, needs: 'create' | 'update') {
	const { services, request, response, own } = call;
	const body = await readBody(services, request, response);
	const parameters = new Parameters(body.fields, queryOf(request));
	const jurisdiction = await jurisdictionOf(services, parameters, own);
	const client = clientOf(request);
	const key = parameters.text('api_key') ?? request.get('X-Api-Key')?.trim() ?? null;
	const { id: keyId } = await demandKey(services, jurisdiction.scope, { key, client, needs });
	return { jurisdiction, parameters, body, keyId, client };
}

const unforeseen = (number: string, cause: unknown) => new Open311Error('unexpected', { number }, { cause });

function refuse(services: Services, request: Request, response: Response, error: unknown, format: Format): void {
	const refusal = refusalOf(error) ?? unforeseen(noteFault(services, error, response, { method: request.method }, 'open311: request failed'), error);
	if (response.headersSent) return void response.destroy();
	if (refusal.status === 429) response.set('Retry-After', '600');
	// What was not read of the request must not be taken for the next one.
	if (!request.complete) response.set('Connection', 'close');
	const answer: Answer = { root: 'errors', item: 'error', content: refusal.faults.map(({ code, description }) => ({ code, description })) };
	response.set({ 'Content-Type': CONTENT_TYPES[format], 'Cache-Control': 'no-store' });
	response.status(refusal.status).send(Buffer.from(write(answer, format)));
}
