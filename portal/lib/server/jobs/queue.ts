import { PgBoss } from 'pg-boss';
import type { Knex } from 'knex';
import { withConnection, type Database } from '../../../../gis/db/connect.ts';

/** Jobs of the portal and what each carries. */
export interface Jobs {
	'plan-import': { tenantId: string; importId: string };
	'plan-check': { tenantId: string; versionId: string };
	'plan-raster': { tenantId: string; versionId: string };
	'plan-difference': { tenantId: string; from: string; to: string };
	'plan-sign': Record<string, never>;
	'document-text': { tenantId: string; versionId: string } | { tenantId: string; planDocumentId: string };
	'self-test': Record<string, never>;
	'self-test-step': { tenantId: string; stepId: string };
	'mail-send': { mailId: string };
	'mail-sweep': Record<string, never>;
	'session-sweep': Record<string, never>;
	'file-sweep': Record<string, never>;
	'alerts-run': Record<string, never>;
	'alerts-sweep': Record<string, never>;
	'report-alerts': Record<string, never>;
	'report-alerts-sweep': Record<string, never>;
	'assets-refresh': Record<string, never>;
	'exchange-run': Record<string, never>;
	'open311-run': Record<string, never>;
	'report-map': Record<string, never>;
	'reports-release': Record<string, never>;
	'reports-feedback': Record<string, never>;
	'reports-remind': Record<string, never>;
	'reports-retention': Record<string, never>;
	'trail-tracks': Record<string, never>;
}
export type JobName = keyof Jobs;

export interface Queue {
	/** Registers what runs a job; only the serving process does. */
	work<Name extends JobName>(name: Name, handler: (data: Jobs[Name], signal: AbortSignal) => Promise<void>): Promise<void>;
	/**
	 * Puts a job into the queue. With a transaction the job exists if and only if the transaction commits, so a statement and its
	 * receipt mail cannot come apart.
	 */
	send<Name extends JobName>(name: Name, data: Jobs[Name], options?: { trx?: Knex; delaySeconds?: number; singletonKey?: string }): Promise<void>;
	/** Runs a job at the minutes of a cron expression (Europe/Berlin). */
	schedule(name: JobName, cron: string): Promise<void>;
	/** Waits for running jobs, then stops. */
	stop(): Promise<void>;
}

const RETRY = { retryLimit: 8, retryDelay: 30, retryBackoff: true, retryDelayMax: 3600 };
/** A process that was killed sends no more signs of life: its job is run again by the next one, within a minute. */
const ALIVE = { heartbeatSeconds: 30 };
const LOOK_SECONDS = 15;
const queues: Record<JobName, object> = {
	'plan-import': { retryLimit: 2, expireInSeconds: 3600, ...ALIVE },
	'plan-check': { retryLimit: 2, expireInSeconds: 3600, ...ALIVE },
	'plan-raster': { retryLimit: 2, expireInSeconds: 3600, ...ALIVE },
	'plan-difference': { retryLimit: 2, expireInSeconds: 3600, ...ALIVE },
	'plan-sign': { retryLimit: 2, expireInSeconds: 3600, ...ALIVE },
	'document-text': { retryLimit: 3, retryDelay: 60, retryBackoff: true, expireInSeconds: 900, ...ALIVE },
	// A test that did not run is a gap, not something to make up for later.
	'self-test': { retryLimit: 0 },
	'self-test-step': { retryLimit: 0, expireInSeconds: 3000, ...ALIVE },
	'mail-send': { ...RETRY, ...ALIVE },
	'mail-sweep': { retryLimit: 0 },
	'session-sweep': { retryLimit: 0 },
	'file-sweep': { retryLimit: 0 },
	// The next minute does what this one could not.
	'alerts-run': { retryLimit: 0, expireInSeconds: 3600, ...ALIVE },
	'alerts-sweep': { retryLimit: 0 },
	'report-alerts': { retryLimit: 0, expireInSeconds: 3600, ...ALIVE },
	'report-alerts-sweep': { retryLimit: 0 },
	'assets-refresh': { retryLimit: 0, expireInSeconds: 3600, ...ALIVE },
	'exchange-run': { retryLimit: 0, expireInSeconds: 3600, ...ALIVE },
	'open311-run': { retryLimit: 0, expireInSeconds: 3600, ...ALIVE },
	'report-map': { retryLimit: 0, expireInSeconds: 600, ...ALIVE },
	'reports-release': { retryLimit: 0, expireInSeconds: 3600, ...ALIVE },
	'reports-feedback': { retryLimit: 0, expireInSeconds: 3600, ...ALIVE },
	'reports-remind': { retryLimit: 0, expireInSeconds: 3600, ...ALIVE },
	'reports-retention': { retryLimit: 0, expireInSeconds: 3600, ...ALIVE },
	'trail-tracks': { retryLimit: 0, expireInSeconds: 3600, ...ALIVE }
};

/** A queue is looked at once a second. Mails are many and small, and one that fails does not fail its job: several are taken at a time. */
const BATCH: Partial<Record<JobName, number>> = { 'mail-send': 25 };

/** The queue lives in the same database, on both engines. */
export async function openQueue(db: Database, onError: (error: Error) => void): Promise<Queue> {
	const boss = new PgBoss({
		db: sqlThrough(db.knex),
		schema: 'queue',
		migrate: true,
		supervise: true,
		schedule: true,
		superviseIntervalSeconds: LOOK_SECONDS,
		monitorIntervalSeconds: LOOK_SECONDS
	});
	boss.on('error', onError);
	await boss.start();
	for (const [name, options] of Object.entries(queues)) {
		await boss.createQueue(name, options);
		await boss.updateQueue(name, options);
		// Any question fills pg-boss's memory of the queue. Otherwise the first `send` inside a transaction would look the queue up on a
		// connection of its own, and the embedded database has none left to give.
		await boss.findJobs(name, { id: '00000000-0000-0000-0000-000000000000' });
	}
	return {
		work: async (name, handler) => {
			await boss.work(name, { pollingIntervalSeconds: 1, batchSize: BATCH[name] ?? 1 }, async (jobs) => {
				for (const job of jobs) await handler(job.data as never, job.signal);
			});
		},
		send: async (name, data, options = {}) => {
			await boss.send(name, data, {
				startAfter: options.delaySeconds,
				singletonKey: options.singletonKey,
				...(options.trx ? { db: sqlThrough(options.trx) } : {})
			});
		},
		schedule: async (name, cron) => {
			await boss.schedule(name, cron, {}, { tz: 'Europe/Berlin' });
		},
		stop: async () => {
			await boss.stop({ graceful: true, timeout: 20_000, close: false });
		}
	};
}

/** pg-boss's SQL on knex's connection: the embedded database has only that one. Statements without values may be several. */
function sqlThrough(db: Knex) {
	return {
		executeSql: (sql: string, values?: unknown[]) =>
			withConnection(db, async (connection) => {
				if (connection.exec && !values?.length) {
					const results = await connection.exec(sql);
					return { rows: results.flatMap((each) => each.rows) };
				}
				return connection.query(sql, values);
			})
	};
}
