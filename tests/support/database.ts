import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, inject } from 'vitest';
import { connectPglite, connectPostgres, type Database, type Engine } from '../../gis/db/connect.ts';
import { readConfig, type Config } from '../../portal/lib/server/config.ts';
import { openFileStore } from '../../portal/lib/server/files/store.ts';
import { openQueue } from '../../portal/lib/server/jobs/queue.ts';
import { openWorkPool } from '../../portal/lib/server/jobs/work-pool.ts';
import type { Services } from '../../portal/lib/server/services.ts';
import { serverAt } from './cluster.ts';
import './setup-pglite.ts';
import './setup-postgres.ts';

/** Engine of this run: the vitest project `pglite` or `postgres`. */
export const testEngine = (process.env.TEST_ENGINE ?? 'pglite') as Engine;

/** What this test file opened, closed last in, first out. Registered here, because vitest ignores hooks added while tests run. */
const closers: (() => unknown)[] = [];
afterAll(async () => {
	for (const close of closers.reverse()) await close();
});

/** A fresh, migrated, empty database for this test file; closed and dropped after the file. A connection that is still taken then fails it. */
export async function testDatabase(): Promise<Database> {
	if (testEngine === 'pglite') {
		const db = await connectPglite(undefined, new Blob([readFileSync(inject('pgliteTemplate'))]));
		closers.push(() => close(db));
		return db;
	}
	const { url, template } = inject('postgres');
	const name = `test_${randomUUID().replaceAll('-', '')}`;
	const server = serverAt(url);
	const db = connectPostgres(await server.createDatabase(name, template), 5);
	closers.push(async () => {
		await close(db);
		await server.dropDatabase(name);
	});
	return db;
}

async function close(db: Database): Promise<void> {
	const leaked = db.knex.client.pool.numUsed();
	await db.close();
	if (leaked > 0) throw new Error(`${leaked} connection(s) or transaction(s) of this test file were never given back`);
}

export interface TestOptions extends Partial<Pick<Services, 'db' | 'now' | 'queue'>> {
	/** Environment variables, as the portal reads them. */
	env?: Record<string, string>;
	config?: Partial<Config>;
}

/**
 * All services of a process on a test database, with a temporary folder for files; closed and removed after the test file.
 * The queue accepts jobs and runs them only if the test registers a worker.
 */
export async function testServices(options: TestOptions = {}): Promise<Services> {
	const dataDir = mkdtempSync(join(tmpdir(), 'bauleitportal-test-'));
	closers.push(() => rmSync(dataDir, { recursive: true, force: true }));
	const db = options.db ?? (await testDatabase());
	const config: Config = { ...readConfig({ DEMO: '0', LOG_LEVEL: 'silent', ...options.env, DATA_DIR: dataDir }), ...options.config };
	const queue =
		options.queue ??
		(await openQueue(db, (error) => {
			throw error;
		}));
	const work = openWorkPool();
	const services: Services = {
		config,
		db,
		files: await openFileStore(config),
		queue,
		work,
		log: pino({ level: config.logLevel }),
		now: options.now ?? (() => new Date()),
		secret: 'a secret of the tests',
		close: async () => {
			await queue.stop();
			await work.close();
		}
	};
	closers.push(() => services.close());
	return services;
}

let tenants = 0;

/** Puts a tenant into the database. */
export async function makeTenant(db: Database, values: Record<string, unknown> = {}): Promise<{ id: string; slug: string }> {
	const number = ++tenants;
	const [row] = await db
		.knex('tenant')
		.insert({ slug: `gemeinde-${number}`, name: `Gemeinde ${number}`, kind: 'gemeinde', land: 'SN', ...values })
		.returning(['id', 'slug']);
	return row;
}

/** A database of the run's engine without any migration, closed after the test file. */
export async function emptyDatabase(): Promise<Database> {
	if (testEngine === 'pglite') {
		const db = await connectPglite();
		closers.push(() => close(db));
		return db;
	}
	const { url } = inject('postgres');
	const name = `test_${randomUUID().replaceAll('-', '')}`;
	const server = serverAt(url);
	const db = connectPostgres(await server.createDatabase(name), 5);
	closers.push(async () => {
		await close(db);
		await server.dropDatabase(name);
	});
	return db;
}

/** A temporary folder, removed after the test file. */
export function testFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'bauleitportal-test-'));
	closers.push(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}
