import { setFlagsFromString } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { projectPath } from '../../../../gis/project-path.ts';
import { DomainError } from '../../../../gis/errors.ts';
import { XplanError, type XplanErrorCode } from '../../../../importers/xplan/errors.ts';

// While several threads run WebAssembly (GDAL, GEOS, the embedded database), V8 of Node 24 may end the whole process when it frees code that
// was replaced by better code (“Check failed: jit_page_->allocations_.erase”). The little code is kept instead.
setFlagsFromString('--no-wasm-code-gc');
// A worker's heap begins small and is searched through each time it grows: for a plan of five megabytes that is a sixth of all the work.
setFlagsFromString('--initial-old-space-size=64');

/**
 * Names of the worker modules; each is a file that answers one task. Paths are of sources: workers run without the pages' build.
 * A worker named in `KEPT` answers further tasks too (`serveTasks`).
 */
const WORKERS = {
	'read-plan': { path: 'portal/lib/server/plans/read-plan-worker.ts', lane: 'imports' },
	'check-plan': { path: 'portal/lib/server/plans/check-plan-worker.ts', lane: 'checks' },
	'check-file': { path: 'portal/lib/server/checks/check-file-worker.ts', lane: 'visitors' },
	'check-report': { path: 'portal/lib/server/checks/report-worker.ts', lane: 'requests' },
	'make-raster': { path: 'portal/lib/server/rasters/raster-worker.ts', lane: 'rasters' },
	'clean-image': { path: 'portal/lib/server/uploads/clean-image-worker.ts', lane: 'requests' },
	'redact-photo': { path: 'portal/lib/server/reports/redaction/redact-worker.ts', lane: 'requests' },
	'report-photo': { path: 'portal/lib/server/reports/photos/photo-worker.ts', lane: 'requests' },
	'difference-pdf': { path: 'portal/lib/server/plans/difference/difference-pdf-worker.ts', lane: 'exports' },
	'receipt-pdf': { path: 'portal/lib/server/statements/receipt-pdf-worker.ts', lane: 'requests' },
	'document-text': { path: 'portal/lib/server/procedures/documents/text-worker.ts', lane: 'documents' },
	'protocol-pdf': { path: 'portal/lib/server/evidence/protocol-pdf-worker.ts', lane: 'requests' },
	'trail-pdf': { path: 'portal/lib/server/trails/trail-pdf-worker.ts', lane: 'requests' },
	'notice-file': { path: 'portal/lib/server/notices/notice-file-worker.ts', lane: 'requests' },
	'write-export': { path: 'portal/lib/server/exports/write-export-worker.ts', lane: 'exports' },
	'plan-print': { path: 'portal/lib/server/print/print-worker.ts', lane: 'exports' },
	'plan-export': { path: 'portal/lib/server/exports/plan-export-worker.ts', lane: 'exports' }
} as const;
export type WorkerName = keyof typeof WORKERS;

/** Stays for the next task: its modules and what the engine learned of them are half the time of a small plan. */
const KEPT: ReadonlySet<WorkerName> = new Set(['read-plan', 'check-plan', 'check-file']);
/** A worker that has grown larger gives its memory back instead. */
const KEPT_BYTES = 160e6;

/** An import may take half an hour, a download as long as its line is slow: people whose photo or receipt is made must not stand behind. */
type Lane = (typeof WORKERS)[WorkerName]['lane'];
/** So many may wait in a lane; more would only hold connections open. */
const MOST_WAITING = 30;

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
 * `{batch}` any number of times and then `{result}` or `{error}`; after a batch it waits for the answer, which is what `onBatch` returned.
 */
export interface WorkPool {
	run<Result>(name: WorkerName, task: unknown, options: WorkOptions, onBatch?: (batch: never) => Promise<unknown>): Promise<Result>;
	/** Starts a worker that is kept before it is needed. */
	prepare(name: WorkerName, megabytes: number): void;
	/** Ends what runs and what waits: both fail with `work_cancelled`, and so does what is asked for later. */
	close(): Promise<void>;
}

const YOUNG_MEGABYTES = 24;

interface SentError {
	name: string;
	code?: string;
	message: string;
	values?: Record<string, string | number>;
	stack?: string;
}
type Message = { batch: unknown } | { result: unknown } | { error: SentError };

/** Places for running work, taken in the order of asking. */
class Slots {
	private free: number;
	private readonly waiting: (() => void)[] = [];

	constructor(size: number) {
		this.free = size;
	}

	/** @throws DomainError `work_busy`; `work_cancelled` when asked to stop meanwhile */
	async take(signal: AbortSignal): Promise<void> {
		if (signal.aborted) throw new DomainError('work_cancelled');
		if (this.free > 0) {
			this.free--;
			return;
		}
		if (this.waiting.length >= MOST_WAITING) throw new DomainError('work_busy');
		await new Promise<void>((resolve, reject) => {
			const leave = () => {
				this.waiting.splice(this.waiting.indexOf(enter), 1);
				reject(new DomainError('work_cancelled'));
			};
			const enter = () => {
				signal.removeEventListener('abort', leave);
				resolve();
			};
			signal.addEventListener('abort', leave, { once: true });
			this.waiting.push(enter);
		});
	}

	release(): void {
		const next = this.waiting.shift();
		if (next) next();
		else this.free++;
	}
}

/**
 * @param size workers at the same time for what people wait for; imports have one of their own beside
 * @param compileCache folder where compiled modules are kept, so that a worker starts in a third of the time
 */
export function openWorkPool(size = 2, compileCache?: string): WorkPool {
	const one = { imports: new Slots(1), checks: new Slots(1), rasters: new Slots(1), visitors: new Slots(1), documents: new Slots(1) };
	const lanes: Record<Lane, Slots> = { ...one, exports: new Slots(size), requests: new Slots(size) };
	const closing = new AbortController();
	const threads = new Set<Promise<void>>();
	const ready = new ReadyWorkers(compileCache);

	return {
		async run<Result>(name: WorkerName, task: unknown, options: WorkOptions, onBatch?: (batch: never) => Promise<unknown>): Promise<Result> {
			const signal = options.signal ? AbortSignal.any([options.signal, closing.signal]) : closing.signal;
			const lane = lanes[WORKERS[name].lane];
			await lane.take(signal);
			const { promise: gone, resolve: ended } = Promise.withResolvers<void>();
			threads.add(gone);
			void gone.then(() => {
				threads.delete(gone);
				lane.release();
			});
			return runWorker<Result>({ ready, ended }, name, task, { ...options, signal }, onBatch);
		},
		prepare(name, megabytes) {
			if (!closing.signal.aborted) ready.prepare(name, megabytes);
		},
		async close() {
			closing.abort();
			await Promise.all([...threads, ready.close()]);
		}
	};
}

/** Workers that wait for a task, one of each kind at most. */
class ReadyWorkers {
	private readonly waiting = new Map<WorkerName, { worker: Worker; megabytes: number }>();
	private readonly compileCache: string | undefined;
	private closed = false;

	constructor(compileCache: string | undefined) {
		this.compileCache = compileCache;
	}

	prepare(name: WorkerName, megabytes: number): void {
		if (!this.waiting.has(name)) this.keep(name, startWorker(this.compileCache, name, null, { megabytes }), megabytes);
	}

	/** A worker that has the task: one that waited, or a new one. */
	start(name: WorkerName, task: unknown, options: Pick<WorkOptions, 'megabytes' | 'transfer'>): Worker {
		const found = this.waiting.get(name);
		if (found?.megabytes !== options.megabytes) return startWorker(this.compileCache, name, task, options);
		this.waiting.delete(name);
		silence(found.worker);
		found.worker.ref();
		found.worker.postMessage({ task }, options.transfer ?? []);
		return found.worker;
	}

	/** Keeps a worker that has done its task, or ends it. */
	async giveBack(name: WorkerName, worker: Worker, megabytes: number): Promise<void> {
		const small = KEPT.has(name) && !this.closed && (await heldBytes(worker)) < KEPT_BYTES;
		if (!small || this.closed || this.waiting.has(name)) await worker.terminate();
		else this.keep(name, worker, megabytes);
	}

	async close(): Promise<void> {
		this.closed = true;
		await Promise.all([...this.waiting.values()].map(({ worker }) => worker.terminate()));
		this.waiting.clear();
	}

	private keep(name: WorkerName, worker: Worker, megabytes: number): void {
		const forget = () => {
			if (this.waiting.get(name)?.worker === worker) this.waiting.delete(name);
		};
		silence(worker);
		// One that dies while it waits is simply not there for the next task, which starts a new one and meets the error itself.
		worker.on('error', forget);
		worker.on('exit', forget);
		worker.unref();
		this.waiting.set(name, { worker, megabytes });
	}
}

/** Heap, and what lies outside of it: the memory of WebAssembly never shrinks. */
async function heldBytes(worker: Worker): Promise<number> {
	const { total_heap_size: heap, external_memory: external } = await worker.getHeapStatistics();
	return heap + external;
}

/** Takes our listeners off. (All of them at once would take the engine's own off, too.) */
function silence(worker: Worker): void {
	for (const event of ['message', 'messageerror', 'error', 'exit']) worker.removeAllListeners(event);
}

/** @param place `ended` is called when the thread is gone or free again, or never came to be */
async function runWorker<Result>(
	place: { ready: ReadyWorkers; ended: () => void },
	name: WorkerName,
	task: unknown,
	options: WorkOptions,
	onBatch?: (batch: never) => Promise<unknown>
): Promise<Result> {
	let worker: Worker;
	try {
		if (options.signal?.aborted) throw new DomainError('work_cancelled');
		worker = place.ready.start(name, task, options);
	} catch (error) {
		place.ended();
		throw error;
	}
	return new Promise<Result>((resolve, reject) => {
		const timer = setTimeout(() => fail(new DomainError('work_took_too_long', { seconds: options.seconds })), options.seconds * 1000);
		const abort = () => fail(new DomainError('work_cancelled'));
		options.signal?.addEventListener('abort', abort, { once: true });
		let settled = false;

		function settle(finish: () => void, over: Promise<unknown>): void {
			if (settled) return;
			settled = true;
			clearTimeout(timer);
			options.signal?.removeEventListener('abort', abort);
			// Only a thread that is gone or has nothing to do gives its place free.
			void over.finally(place.ended);
			finish();
		}
		function fail(error: unknown): void {
			if (!settled) settle(() => reject(error), worker.terminate());
		}
		function succeed(result: Result): void {
			if (!settled) settle(() => resolve(result), place.ready.giveBack(name, worker, options.megabytes));
		}

		worker.on('message', (message: Message) => {
			if ('batch' in message) {
				(onBatch?.(message.batch as never) ?? Promise.resolve()).then((reply) => worker.postMessage(reply ?? null), fail);
			} else if ('result' in message) succeed(message.result as Result);
			else fail(revive(message.error));
		});
		worker.on('error', (error) => {
			const outOfMemory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY';
			fail(outOfMemory ? new DomainError('work_needs_too_much_memory', { megabytes: options.megabytes }, { cause: error }) : error);
		});
		worker.on('messageerror', fail);
		worker.on('exit', (code) => fail(new Error(`Worker ${name} ended with code ${code} without a result`)));
	});
}

function startWorker(
	compileCache: string | undefined,
	name: WorkerName,
	task: unknown,
	options: Pick<WorkOptions, 'megabytes' | 'transfer'>
): Worker {
	return new Worker(projectPath(WORKERS[name].path), {
		workerData: task,
		transferList: options.transfer,
		// Nothing else of the environment: a worker reads files of strangers and needs no secrets.
		env: compileCache ? { NODE_COMPILE_CACHE: compileCache } : {},
		execArgv: ['--experimental-strip-types', '--no-warnings'],
		// Work here makes much garbage and keeps little: a small young generation halves the memory and costs no time.
		resourceLimits: { maxOldGenerationSizeMb: options.megabytes, maxYoungGenerationSizeMb: YOUNG_MEGABYTES }
	});
}

/** Classes do not survive the way between threads: an error is made anew, with what happened in the worker as its cause. */
function revive({ name, code, message, values, stack }: SentError): Error {
	const cause = stack;
	if (name === 'XplanError') return new XplanError(code as XplanErrorCode, message, { cause });
	return name === 'DomainError' && code ? new DomainError(code, values ?? {}, { cause }) : Object.assign(new Error(message, { cause }), { code });
}
