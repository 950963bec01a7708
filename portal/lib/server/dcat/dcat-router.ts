import { Router, type Request, type RequestHandler } from 'express';
import type { Services } from '../services.ts';
import { FEED_PATH, readFeedPage } from './feed.ts';
import type { Node } from './graph.ts';
import { writeJsonLd } from './write-jsonld.ts';
import { writeRdfXml } from './write-rdfxml.ts';

const FORMS = {
	'application/rdf+xml': { ending: 'rdf', write: writeRdfXml },
	'application/ld+json': { ending: 'jsonld', write: writeJsonLd }
} satisfies Record<string, { ending: string; write: (nodes: Node[]) => string }>;
type MediaType = keyof typeof FORMS;

/**
 * `GET /api/dcat-ap-plu.jsonld` and `.rdf`, or `/api/dcat-ap-plu` in the form that is asked for: the catalogue of all published procedures,
 * page by page. Any origin may ask.
 */
export function dcatRouter(services: Services): Router {
	const router = Router();
	const types = Object.keys(FORMS) as MediaType[];
	const route = (path: string, typeOf: (request: Request) => MediaType) => router.route(path).get(page(services, typeOf)).options(preflight).all(onlyGet);
	for (const type of types) route(`/dcat-ap-plu.${FORMS[type].ending}`, () => type);
	route('/dcat-ap-plu', (request) => (request.accepts(types) as MediaType | false) || types[0]!);
	return router;
}

const page =
	(services: Services, typeOf: (request: Request) => MediaType): RequestHandler =>
	async (request, response) => {
		const { pathname, searchParams } = new URL(request.originalUrl, 'http://portal');
		const { nodes, next } = await readFeedPage(services, searchParams);
		const type = typeOf(request);
		response.set({ 'Cache-Control': 'public, max-age=300', 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': 'Link, ETag', Vary: 'Accept' });
		// The header leads on in the form of this answer.
		if (next) response.links({ next: next.replace(FEED_PATH, pathname) });
		response.type(type).send(FORMS[type].write(nodes));
	};

const preflight: RequestHandler = (_request, response) => {
	response.set({ 'Access-Control-Allow-Methods': 'GET', 'Access-Control-Allow-Headers': '*', 'Access-Control-Allow-Origin': '*' }).status(204).end();
};

const onlyGet: RequestHandler = (_request, response) => {
	const message = 'Hier gibt es nur GET. Die Beschreibung steht unter /api.';
	response.set({ Allow: 'GET, HEAD, OPTIONS', 'Access-Control-Allow-Origin': '*' }).status(405).json({ code: 'method_not_allowed', message });
};
