import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { connectPglite, connectPostgres, type Database } from '../../../gis/db/connect.ts';
import { migrate } from '../../../gis/db/migrate.ts';
import type { Config } from './config.ts';
import { openFileStore } from './files/store.ts';
import { openQueue } from './jobs/queue.ts';
import { openWorkPool } from './jobs/work-pool.ts';
import { safeError } from './safe-error.ts';
import type { Services } from './services.ts';

/** Told while long steps run, for the terminal. */
export type Progress = (step: 'database-create' | 'database-open' | 'migrate' | 'queue' | 'ready', detail?: string) => void;

/** Opens database, files, queue and workers, once per process, in the order in which they need each other. */
export async function openServices(config: Config, progress: Progress = () => {}, now: () => Date = () => new Date()): Promise<Services> {
	const log = pino({ level: config.logLevel, base: undefined, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: safeError } });
	const db = await openDatabase(config, progress);
	try {
		progress('migrate');
		await migrate(db, Infinity, (name) => progress('migrate', name));
		const files = await openFileStore(config);
		progress('queue');
		const queue = await openQueue(db, (error) => log.error({ err: error }, 'queue'));
		const work = openWorkPool(2, join(config.dataDir, 'compile-cache'));
		const secret = await installationSecret(db);
		progress('ready');
		return {
			config,
			db,
			files,
			queue,
			work,
			log,
			now,
			secret,
			async close() {
				// Broken-off imports go back into the queue while it still takes them; the next start repeats them.
				await Promise.all([queue.stop(), work.close()]);
				await db.close();
			}
		};
	} catch (error) {
		await db.close();
		throw error;
	}
}

/** Database alone, for commands that need neither queue nor files. */
export async function openDatabase(config: Config, progress: Progress = () => {}): Promise<Database> {
	if (config.databaseUrl) return connectPostgres(config.databaseUrl, config.databasePool);
	mkdirSync(config.dataDir, { recursive: true });
	progress('database-open');
	return connectPglite(join(config.dataDir, 'database'));
}

async function installationSecret(db: Database): Promise<string> {
	await db
		.knex('setting')
		.insert({ name: 'secret', value: JSON.stringify(randomBytes(32).toString('base64url')) })
		.onConflict('name')
		.ignore();
	const row = await db.knex('setting').where({ name: 'secret' }).first('value');
	return row.value as string;
}
