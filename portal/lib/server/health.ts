import { Router } from 'express';
import type { Services } from './services.ts';

/** `/health/live`: the process answers. `/health/ready`: it can do its work; what is missing is named. */
export function healthRouter(services: Services): Router {
	const router = Router();
	router.get('/live', (_request, response) => {
		response.set('Cache-Control', 'no-store').json({ status: 'ok' });
	});
	router.get('/ready', async (_request, response) => {
		const database = await databaseAnswers(services);
		const mail = await mailState(services, database);
		const ready = database === 'ok';
		response
			.status(ready ? 200 : 503)
			.set('Cache-Control', 'no-store')
			.json({ status: ready ? 'ok' : 'unavailable', checks: { database, mail } });
	});
	return router;
}

async function databaseAnswers(services: Services): Promise<'ok' | 'unreachable'> {
	try {
		await services.db.knex.raw('select 1');
		return 'ok';
	} catch (error) {
		services.log.error({ err: error }, 'health: database');
		return 'unreachable';
	}
}

async function mailState(services: Services, database: string) {
	if (database !== 'ok') return { state: 'unknown' };
	const counts = await services.db.knex('mail').select('state').count('* as count').whereNot('state', 'sent').groupBy('state');
	const waiting = Number(counts.find((row) => row.state === 'queued')?.count ?? 0);
	const failed = Number(counts.find((row) => row.state === 'failed')?.count ?? 0);
	return { state: services.config.smtpUrl ? 'configured' : 'queued: SMTP_URL is not set', waiting, failed };
}
