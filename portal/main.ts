import { createServer, type Server } from 'node:http';
import { readConfig } from './lib/server/config.ts';
import { isDomainError } from '../gis/errors.ts';
import { problemOf } from './lib/server/errors.ts';
import { openServices } from './lib/server/open-services.ts';
import { forgetServices, provideServices, type Services } from './lib/server/services.ts';
import { startJobs } from './lib/server/jobs/start-jobs.ts';
import { prepareChecks } from './lib/server/plans/check-job.ts';
import { prepareImports } from './lib/server/plans/reading.ts';
import { prepareFirstStart } from './lib/server/first-start.ts';
import { startProgress } from './start-progress.ts';
import { builtPages, createApp, listen } from './server.ts';

/** The serving process. `--dev` serves the pages through Vite. */
async function main(): Promise<void> {
	const config = readConfig(process.env);
	const show = startProgress();
	const services = await openServices(config, show.step);
	const greeting = await prepareFirstStart(services, show.line);
	provideServices(services);
	await startJobs(services);
	const server = createServer();
	const pages = process.argv.includes('--dev') ? await developmentPages(server) : await builtPages(services);
	await listen(createApp(services, pages), config.host, config.port, server);
	show.done();
	prepareImports(services.work);
	prepareChecks(services.work);
	console.log(`\nBauleitportal läuft: ${config.publicUrl}\n${greeting}`);
	closeOnSignal(services, server);
}

/** Vite's messages to the browser go over the same port: the Content-Security-Policy allows no other. */
async function developmentPages(server: Server) {
	const vite = await import('vite');
	const { middlewares } = await vite.createServer({ server: { middlewareMode: true, hmr: { server } } });
	return middlewares as never;
}

/** In-flight requests finish, then the queue, then the database: the embedded one is written to disk. */
function closeOnSignal(services: Services, server: Server): void {
	let closing = false;
	const close = () => {
		if (closing) return;
		closing = true;
		server.close(async () => {
			try {
				await services.close();
				forgetServices();
				process.exit(0);
			} catch (error) {
				services.log.error({ err: error }, 'close');
				process.exit(1);
			}
		});
		server.closeIdleConnections();
		setTimeout(() => server.closeAllConnections(), 15_000).unref();
	};
	process.on('SIGTERM', close);
	process.on('SIGINT', close);
}

main().catch((error) => {
	console.error(isDomainError(error) ? (problemOf(error)?.message ?? error.code) : error instanceof Error ? error.message : error);
	if (process.env.LOG_LEVEL === 'debug') console.error(error);
	process.exit(1);
});
