import { raw, Router, type Request } from 'express';
import { DomainError } from '../../../../gis/errors.ts';
import { MAX_MESSAGE_BYTES } from '../../../../importers/xbeteiligung/tree.ts';
import { clientAddress } from '../http-guards.ts';
import type { Services } from '../services.ts';
import { takeFrom } from '../throttle.ts';
import { findPartnerByTokenAcrossTenants } from './exchange-queries.ts';
import { receiveMessage } from './receive.ts';
import { hashOf } from './secret.ts';
import type { Partner } from './types.ts';

const XML = ['application/xml', 'text/xml', 'application/*+xml'];
/** Wrong tokens per address and hour. */
const WRONG_PER_HOUR = 60;
/** Messages at once: each may be 128 MB. */
const AT_ONCE = 2;

/** `POST /api/xbeteiligung`: a message of a partner; the answer is the receipt, OK or NOK, both with HTTP 200. */
export function exchangeRouter(services: Services): Router {
	const router = Router();
	const body = raw({ type: () => true, limit: MAX_MESSAGE_BYTES, inflate: false });
	let running = 0;
	router.post('/', async (request, response, next) => {
		// Before anything of the body is read.
		const partner = await partnerOf(services, request);
		if (!request.is(XML)) throw new DomainError('exchange_type_unsupported');
		if (Number(request.headers['content-length'] ?? 0) > MAX_MESSAGE_BYTES) throw new DomainError('exchange_too_large');
		if (running >= AT_ONCE) throw new DomainError('work_busy');
		running++;
		response.on('close', () => running--);
		body(request, response, (error?: unknown) => {
			if (error) return next(refusalOf(error));
			const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
			receiveMessage(services, partner, bytes).then(
				({ xml }) => {
					response.set('Cache-Control', 'no-store');
					if (xml === null) response.status(204).end();
					else response.status(200).type('application/xml').send(xml);
				},
				next
			);
		});
	});
	router.all('/', (_request, response) => {
		const message = 'Hier gibt es nur POST. Die Beschreibung steht unter /api.';
		response.status(405).set('Allow', 'POST').json({ code: 'method_not_allowed', message });
	});
	return router;
}

async function partnerOf(services: Services, request: Request): Promise<Partner> {
	const token = /^Bearer ([A-Za-z0-9_-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1];
	const partner = token && (await findPartnerByTokenAcrossTenants(services.db.knex, hashOf(token)));
	if (partner) return partner;
	const address = clientAddress({ getClientAddress: () => request.ip ?? '' });
	const { allowed } = await takeFrom(services, `exchange-token:${address}`, WRONG_PER_HOUR, 3600);
	throw new DomainError(allowed ? 'exchange_token_invalid' : 'exchange_throttled');
}

function refusalOf(error: unknown): unknown {
	const type = (error as { type?: string }).type;
	if (type === 'entity.too.large') return new DomainError('exchange_too_large', {}, { cause: error });
	if (type === 'encoding.unsupported') return new DomainError('exchange_type_unsupported', {}, { cause: error });
	// The sender went away in the middle.
	if (type === 'request.aborted') return new DomainError('upload_interrupted', {}, { cause: error });
	return error;
}
