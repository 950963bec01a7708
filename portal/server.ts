import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { oneClickRouter } from './lib/server/alerts/one-click-router.ts';
import { apiRouter } from './lib/server/api/api-router.ts';
import { checkBytes } from './lib/server/checks/check-service.ts';
import { accountOfCookie } from './lib/server/accounts/sessions.ts';
import { embedRouter } from './lib/server/embed/embed-router.ts';
import { healthRouter } from './lib/server/health.ts';
import { problemToTell } from './lib/server/faults.ts';
import { demandOwnForm } from './lib/server/http-guards.ts';
import { open311Router } from './lib/server/open311/router.ts';
import { receiveMultipart } from './lib/server/uploads/multipart.ts';
import { tusRouter } from './lib/server/uploads/tus-router.ts';
import { securityHeaders } from './lib/server/security-headers.ts';
import { tilesRouter } from './lib/server/plans/tiles-router.ts';
import { pdfAssets } from './lib/server/pdf-assets.ts';
import { basemapOf, basemapOrigins } from './lib/map/basemap.ts';
import { PDF_ASSETS } from './lib/components/pdf/assets.ts';
import { rasterRouter } from './lib/server/rasters/raster-router.ts';
import type { Services } from './lib/server/services.ts';
import { projectPath } from '../gis/project-path.ts';
import { siteTexts } from './lib/texts/site.ts';

/** SvelteKit: the built pages, or Vite's middleware while developing. */
type Pages = RequestHandler;

const STAFF_PATH = /\/verwaltung(\/|$)/;
const CHECK_PATH = /^\/plan-pruefen\/?$/;

/**
 * The one process: map services and health by Express, everything else by SvelteKit.
 * @param services open and provided (`provideServices`)
 */
export function createApp(services: Services, pages: Pages): Express {
	const app = express();
	app.disable('x-powered-by');
	if (services.config.trustProxy) app.set('trust proxy', /^\d+$/.test(services.config.trustProxy) ? Number(services.config.trustProxy) : services.config.trustProxy);
	else app.use(warnOfProxy(services));
	app.use(securityHeaders(services.config));
	app.use('/health', healthRouter(services));
	app.use(PDF_ASSETS, pdfAssets());
	app.get('/favicon.ico', icon);
	app.get('/service-worker.js', tilesOfBasemap(services));
	app.use('/tiles/raster', rasterRouter(services));
	app.use('/tiles', tilesRouter(services));
	app.use(tusRouter(services));
	// Tiles above bring their own encodings.
	app.use(compression());
	app.use(oneClickRouter(services));
	app.use(embedRouter());
	app.use('/api', apiRouter(services));
	app.use(open311Router(services));
	app.use(multipart(services, pages));
	app.use(pages);
	app.use(errors(services));
	return app;
}

/** The pages' file server does not know the type, and with `nosniff` browsers take nothing without one. */
const icon: RequestHandler = (_request, response) => response.sendFile('favicon.ico', { root: projectPath('portal/static'), maxAge: '1d' });

/** The service worker answers for the base map's tiles too, and is held to the policy of its own script. */
const tilesOfBasemap = ({ config }: Services): RequestHandler => {
	const origins = basemapOrigins(basemapOf(config.basemap));
	return (_request, response, next) => {
		response.set('Content-Security-Policy', ["default-src 'self'", ["connect-src 'self'", ...origins].join(' ')].join('; '));
		next();
	};
};

/** Without TRUST_PROXY everybody behind a proxy has one address, and shares one limit for statements. */
function warnOfProxy({ log }: Services): RequestHandler {
	let warned = false;
	return (request, _response, next) => {
		if (!warned && request.headers['x-forwarded-for']) {
			warned = true;
			log.warn('requests come through a proxy, but TRUST_PROXY is not set: limits count all visitors as one');
		}
		next();
	};
}

/** Streams the files of a form to disk and hands the pages a small form instead. */
function multipart(services: Services, pages: Pages): RequestHandler {
	const folder = join(services.config.dataDir, 'uploads');
	return async (request, response, next) => {
		if (request.method !== 'POST' || !/^multipart\/form-data/i.test(request.headers['content-type'] ?? '')) return next();
		// Asked again by the pages; but a form of a foreign page shall not even reach the disk.
		demandOwnForm({ method: request.method, headers: new Headers(request.headers as Record<string, string>) }, services.config.publicUrl);
		// Only who is signed in may fill the disk with a plan; the page itself decides what else is allowed.
		const staff = STAFF_PATH.test(request.path) && (await accountOfCookie(services, request.headers.cookie)) !== null;
		const visitorBytes = CHECK_PATH.test(request.path) ? checkBytes(services.config) : services.config.maxAttachmentBytes;
		const passed = await receiveMultipart(request, response, folder, {
			fileBytes: staff ? 2 * services.config.maxGmlBytes : visitorBytes,
			files: staff ? 60 : 12,
			textBytes: 512 * 1024,
			// A plan with many documents has a form of many fields.
			fields: staff ? 2000 : 200
		});
		await pages(passed as never, response, next);
	};
}

const errors = (services: Services): ErrorRequestHandler => (error, request, response, next) => {
	const problem = problemToTell(services, error, { request, response }, 'request failed');
	if (response.headersSent) return next(error);
	response.status(problem.status).set('Connection', 'close').set('Cache-Control', 'no-store');
	if (request.accepts(['html', 'json']) === 'html') {
		response.type('html').send(plainPage(problem.message, problem.number));
	} else response.json({ error: { code: problem.code, message: problem.message } });
};

/** For failures before any page's code ran. */
function plainPage(message: string, number?: string): string {
	const named = number ? `<p>${siteTexts.errorNumber}: ${number}</p>` : '';
	const text = message.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
	return `<!doctype html><html lang="de"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Fehler</title><h1>Das hat nicht geklappt</h1><p>${text}</p>${named}<p><a href="/">Zur Startseite</a></p></html>`;
}

/** The built pages. @throws Error when `npm run build` did not run */
export async function builtPages(services: Services): Promise<Pages> {
	const handler = projectPath('build/handler.js');
	if (!existsSync(handler)) throw new Error('build/ is missing: run npm run build');
	// adapter-node reads these when it is loaded. Sizes are limited by the multipart middleware and here for everything else.
	process.env.ORIGIN = services.config.publicUrl;
	process.env.BODY_SIZE_LIMIT = '1M';
	const { handler: pages } = (await import(handler)) as { handler: Pages };
	return pages;
}

/** @returns the listening server; port 0 takes a free one */
export function listen(app: Express, host: string, port: number, server: Server = createServer()): Promise<Server> {
	server.on('request', app);
	// A large upload over a slow line is no attack; idle connections are.
	server.requestTimeout = 30 * 60_000;
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, host, () => resolve(server));
	});
}
