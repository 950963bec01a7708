import { createServer } from 'node:http';
import { readConfig } from '../../../portal/lib/server/config.ts';
import { prepareFirstStart } from '../../../portal/lib/server/first-start.ts';
import { startJobs } from '../../../portal/lib/server/jobs/start-jobs.ts';
import { openServices } from '../../../portal/lib/server/open-services.ts';
import { forgetServices, provideServices } from '../../../portal/lib/server/services.ts';
import { builtPages, createApp, listen } from '../../../portal/server.ts';

/**
 * The serving process of portal/main.ts with a clock that a story moves: its parent sends the time. Only the stories start it; the portal
 * itself has no setting for its clock.
 */
let moved = Date.now();
let since = Date.now();
const now = (): Date => new Date(moved + (Date.now() - since));
process.on('message', (message: { now: string }) => {
	moved = Date.parse(message.now);
	since = Date.now();
	process.send!({ now: message.now });
});

const config = readConfig(process.env);
const services = await openServices(config, undefined, now);
console.log(await prepareFirstStart(services, (line) => console.log(line)));
provideServices(services);
await startJobs(services);
const server = createServer();
await listen(createApp(services, await pages()), config.host, config.port, server);

process.once('SIGTERM', async () => {
	server.close();
	server.closeAllConnections();
	await services.close();
	forgetServices();
	process.exit(0);
});

async function pages() {
	if (!process.argv.includes('--dev')) return builtPages(services);
	const { createServer: createVite } = await import('vite');
	return (await createVite({ server: { middlewareMode: true, hmr: { server } } })).middlewares as never;
}
