import { Worker } from 'node:worker_threads';
import { projectPath } from '../../../../gis/project-path.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { XplanError, type XplanErrorCode } from '../../../../importers/xplan/errors.ts';

/** Names of the worker modules; each is a file that answers one task. Paths are of sources: workers run without the pages' build. */
const WORKERS = {
	'read-plan': 'portal/lib/server/plans/read-plan-worker.ts',
	'clean-image': 'portal/lib/server/uploads/clean-image-worker.ts'
} as const;
export type WorkerName = keyof typeof WORKERS;

export interface WorkOptions {
	/** The work is ended after this time. */
	seconds: number;
	/** Limit of the worker's heap. */
	megabytes: number;
	signal?: AbortSignal;
	transfer?: ArrayBuffer[];
}

/**
 * Heavy work beside the event loop, so that pages stay fast meanwhile. A worker gets one task by `workerData` and posts
 * `{batch}` any number of times and then `{result}` or `{error}`; after a batch it waits until it was taken.
 */
export interface WorkPool {
	run<Result>(name: WorkerName, task: unknown, options: WorkOptions, onBatch?: (batch: never) => Promise<void>): Promise<Result>;
	close(): Promise<void>;
}

const YOUNG_MEGABYTES = 16;

interface SentError {
	name: string;
	code?: string;
	message: string;
	values?: Record<string, string | number>;
	stack?: string;
}
type Message = { batch: unknown } | { result: unknown } | { error: SentError };

/**
 * @param size workers at the same time
 * @param compileCache folder where compiled modules are kept, so that a worker starts in a third of the time
 */
export function openWorkPool(size = 2, compileCache?: string): WorkPool {
	const running = new Set<Worker>();
	const waiting: (() => void)[] = [];
	let free = size;

	async function slot(): Promise<void> {
		if (free > 0) free--;
		else await new Promise<void>((resolve) => waiting.push(resolve));
	}
	function release(): void {
		const next = waiting.shift();
		if (next) next();
		else free++;
	}

	return {
		async run<Result>(name: WorkerName, task: unknown, options: WorkOptions, onBatch?: (batch: never) => Promise<void>): Promise<Result> {
			await slot();
			try {
				return await runWorker<Result>({ running, compileCache }, name, task, options, onBatch);
			} finally {
				release();
			}
		},
		async close() {
			await Promise.all([...running].map((worker) => worker.terminate()));
		}
	};
}

function runWorker<Result>(
	{ running, compileCache }: { running: Set<Worker>; compileCache?: string },
	name: WorkerName,
	task: unknown,
	options: WorkOptions,
	onBatch?: (batch: never) => Promise<void>
): Promise<Result> {
	const worker = new Worker(projectPath(WORKERS[name]), {
		workerData: task,
		transferList: options.transfer,
		// Nothing else of the environment: a worker reads files of strangers and needs no secrets.
		env: compileCache ? { NODE_COMPILE_CACHE: compileCache } : {},
		execArgv: ['--experimental-strip-types', '--no-warnings'],
		// Work here makes much garbage and keeps little: a small young generation halves the memory and costs no time.
		resourceLimits: { maxOldGenerationSizeMb: options.megabytes, maxYoungGenerationSizeMb: YOUNG_MEGABYTES }
	});
	running.add(worker);
	return new Promise<Result>((resolve, reject) => {
		const timer = setTimeout(() => fail(new DomainError('work_took_too_long', { seconds: options.seconds })), options.seconds * 1000);
		const abort = () => fail(new DomainError('work_cancelled'));
		options.signal?.addEventListener('abort', abort, { once: true });
		let settled = false;

		function settle(finish: () => void): void {
			if (settled) return;
			settled = true;
			clearTimeout(timer);
			options.signal?.removeEventListener('abort', abort);
			running.delete(worker);
			void worker.terminate();
			finish();
		}
		function fail(error: unknown): void {
			settle(() => reject(error));
		}

		worker.on('message', (message: Message) => {
			if ('batch' in message) {
				(onBatch?.(message.batch as never) ?? Promise.resolve()).then(() => worker.postMessage('next'), fail);
			} else if ('result' in message) settle(() => resolve(message.result as Result));
			else fail(revive(message.error));
		});
		worker.on('error', (error) => {
			const outOfMemory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
			fail(outOfMemory ? new DomainError('work_needs_too_much_memory', { megabytes: options.megabytes }, { cause: error }) : error);
		});
		worker.on('exit', (code) => fail(new Error(`Worker ${name} ended with code ${code} without a result`)));
	});
}

/** Classes do not survive the way between threads: an error is made anew, with what happened in the worker as its cause. */
function revive({ name, code, message, values, stack }: SentError): Error {
	const cause = stack;
	if (name === 'XplanError') return new XplanError(code as XplanErrorCode, message, { cause });
	return name === 'DomainError' && code ? new DomainError(code, values ?? {}, { cause }) : Object.assign(new Error(message, { cause }), { code });
}
