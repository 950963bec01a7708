import { Router, type ErrorRequestHandler } from 'express';
import { checkRouter } from '../checks/check-router.ts';
import { checkBytes } from '../checks/check-service.ts';
import { dcatRouter } from '../dcat/dcat-router.ts';
import { deadlinesRouter } from '../deadlines/deadlines-router.ts';
import { landportalRouter } from '../landportal/landportal-router.ts';
import { exchangeRouter } from '../exchange/exchange-router.ts';
import { problemToTell } from '../faults.ts';
import type { Services } from '../services.ts';
import { openApiDocument } from './openapi.ts';

/** Interfaces for other systems under `/api`; what is not here is left to the pages. Refusals are `{code, message}`. */
export function apiRouter(services: Services): Router {
	const router = Router();
	router.use('/xplan/check', checkRouter(services));
	router.use('/deadlines', deadlinesRouter());
	router.use(dcatRouter(services));
	router.use('/xbeteiligung', exchangeRouter(services));
	router.use(landportalRouter(services));
	router.get('/openapi.json', (_request, response) => {
		const document = openApiDocument(services.config.publicUrl, { checkBytes: checkBytes(services.config) });
		response.set({ 'Cache-Control': 'public, max-age=300', 'Access-Control-Allow-Origin': '*' }).json(document);
	});
	router.use(refusals(services));
	return router;
}

const refusals = (services: Services): ErrorRequestHandler => (error, request, response, next) => {
	const problem = problemToTell(services, error, { request, response }, 'api: request failed');
	if (response.headersSent) return next(error);
	// What was not read of the request must not be taken for the next one.
	response.status(problem.status).set({ Connection: 'close', 'Cache-Control': 'no-store', 'Access-Control-Allow-Origin': '*' });
	if (problem.status === 429) response.set('Retry-After', '600');
	response.json({ code: problem.code, message: problem.message });
};
