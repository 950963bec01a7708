import type { Logger } from 'pino';
import type { Database } from '../../../gis/db/connect.ts';
import type { Config } from './config.ts';
import type { FileStore } from './files/store.ts';
import type { Queue } from './jobs/queue.ts';
import type { WorkPool } from './jobs/work-pool.ts';

/**
 * What exists once per process. The pages are a bundle of their own, with their own copy of every module, so the one set of
 * services is handed over through the global object; nothing else may be.
 */
export interface Services {
	readonly config: Config;
	readonly db: Database;
	readonly files: FileStore;
	readonly queue: Queue;
	readonly work: WorkPool;
	readonly log: Logger;
	/** The only clock: tests set it. */
	readonly now: () => Date;
	/** Key for signatures of this installation (proof of work, unsubscribe links …), kept in the database. */
	readonly secret: string;
	close(): Promise<void>;
}

const slot = Symbol.for('bauleitportal.services');
type Holder = { [slot]?: Services };

/** @throws Error when services are open already */
export function provideServices(services: Services): void {
	const holder = globalThis as Holder;
	if (holder[slot]) throw new Error('Services are open already');
	holder[slot] = services;
}

export function forgetServices(): void {
	delete (globalThis as Holder)[slot];
}

/** @throws Error before the process has opened them */
export function getServices(): Services {
	const services = (globalThis as Holder)[slot];
	if (!services) throw new Error('Services are not open');
	return services;
}
