import { createHash } from 'node:crypto';
import { Router, type Request, type RequestHandler } from 'express';
import { clientAddress } from '../http-guards.ts';
import type { Services } from '../services.ts';
import { apiDocuments, apiPlan, apiPlans, apiProcedure, apiProcedures, apiProceduresGeoJson, type ApiRequest } from './api.ts';

const GEOJSON = 'application/geo+json';

/** `GET /api/procedures`, `/api/plans`, `/api/documents`: public data for programs. Any origin may ask. */
export function landportalRouter(services: Services): Router {
	const router = Router();
	const get = (path: string, answer: (request: Request) => Promise<object>) => router.route(path).get(open(answer)).options(preflight).all(onlyGet);
	get('/procedures', (request) => (wantsGeoJson(request) ? apiProceduresGeoJson : apiProcedures)(services, question(request)));
	get('/procedures/:id', (request) => apiProcedure(services, String(request.params.id)));
	get('/plans', (request) => apiPlans(services, question(request)));
	get('/plans/:id', (request) => apiPlan(services, String(request.params.id)));
	get('/documents', (request) => apiDocuments(services, question(request)));
	return router;
}

/** 304 where the ETag is known, also to programs that forbid caches on the way (`no-cache`), which Express alone would send everything. */
const open =
	(answer: (request: Request) => Promise<object>): RequestHandler =>
	async (request, response) => {
		const body = await answer(request);
		const content = JSON.stringify(body);
		const etag = `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`;
		response.set({ ETag: etag, 'Cache-Control': 'public, no-cache', 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': 'Link, ETag', Vary: 'Accept' });
		if ('next' in body && typeof body.next === 'string') response.links({ next: body.next });
		if (isKnown(request.headers['if-none-match'], etag)) return void response.status(304).end();
		response.type('type' in body && body.type === 'FeatureCollection' ? GEOJSON : 'application/json').send(content);
	};

/** RFC 9110, 13.1.2: compared without the mark of weakness. */
const isKnown = (header: string | undefined, etag: string) =>
	(header ?? '').split(',').some((each) => each.trim().replace(/^W\//, '') === etag.slice(2));

const preflight: RequestHandler = (_request, response) => {
	response.set({ 'Access-Control-Allow-Methods': 'GET', 'Access-Control-Allow-Headers': '*', 'Access-Control-Allow-Origin': '*' }).status(204).end();
};

const onlyGet: RequestHandler = (_request, response) => {
	const message = 'Hier gibt es nur GET. Die Beschreibung steht unter /api.';
	response.set({ Allow: 'GET, HEAD, OPTIONS', 'Access-Control-Allow-Origin': '*' }).status(405).json({ code: 'method_not_allowed', message });
};

const paramsOf = (request: Request) => new URL(request.originalUrl, 'http://portal').searchParams;
const wantsGeoJson = (request: Request) => paramsOf(request).get('format') === 'geojson' || request.accepts(['application/json', GEOJSON]) === GEOJSON;
const question = (request: Request): ApiRequest => ({ params: paramsOf(request), client: clientAddress({ getClientAddress: () => request.ip ?? '' }) });
