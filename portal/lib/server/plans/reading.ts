import type { Services } from '../services.ts';
import type { ObjectBatch, ReadResult, ReadTask } from './import-types.ts';

const SECONDS = 1800;
const HEAP_MEGABYTES = 400;
/**
 * Rows per batch: large enough to be fast; small enough that the embedded database does not hold up the pages, and that little is left to
 * store when all is read.
 */
const BATCH_BYTES = 250_000;

/** Has a worker ready before the first import. */
export function prepareImports(work: Services['work']): void {
	work.prepare('read-plan', HEAP_MEGABYTES);
}

/** A plan file that a worker reads. */
export interface Reading {
	/**
	 * Gives `take` the batches, one after another, and the rest at the end. What was read before this call has waited: the worker is
	 * never more than two batches ahead.
	 * @throws XplanError, DomainError; nothing is on its way to `take` any more then
	 */
	into(take: (batch: ObjectBatch) => Promise<void>): Promise<ReadResult>;
	/** Breaks off: `into` fails with `work_cancelled`. */
	stop(): void;
}

/** Begins to read at once, beside whatever else an import begins with. Whoever calls this calls `into` or `stop`. */
export function startReading(
	{ work, config }: Pick<Services, 'work' | 'config'>,
	file: Pick<ReadTask, 'path' | 'name' | 'tenantId'>,
	signal?: AbortSignal
): Reading {
	const stopping = new AbortController();
	const taker = Promise.withResolvers<(batch: ObjectBatch) => Promise<void>>();
	let last = Promise.resolve();
	const onBatch = (batch: ObjectBatch) => (last = Promise.all([taker.promise, last]).then(([take]) => take(batch)));
	const task: ReadTask = { ...file, maxBytes: config.maxGmlBytes, ntv2Grid: config.ntv2Grid, batchBytes: BATCH_BYTES };
	const options = {
		seconds: SECONDS,
		megabytes: HEAP_MEGABYTES,
		signal: signal ? AbortSignal.any([signal, stopping.signal]) : stopping.signal
	};
	const result = work.run<ReadResult>('read-plan', task, options, onBatch as never);
	// It may fail before anybody waits for it; `into` says so then.
	result.catch(() => undefined);
	return {
		into(take) {
			taker.resolve(take);
			return result.finally(() => Promise.allSettled([last]));
		},
		stop: () => stopping.abort()
	};
}
