import { enableCompileCache, flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { ReadTask } from './import-types.ts';

/**
 * Reads plans beside the event loop (see work-pool.ts for the protocol). Most of a small file's time would go into compiling the
 * importer, so the compiled code is kept from one worker to the next.
 */
const task = workerData as ReadTask;
const port = parentPort!;
enableCompileCache(task.cacheDir);
try {
	const { readPlanFile } = await import('./read-plan-file.ts');
	const result = await readPlanFile(task);
	flushCompileCache();
	port.postMessage({ result });
} catch (thrown) {
	const error = thrown as Error & { code?: string; values?: Record<string, string | number> };
	port.postMessage({ error: { name: error.name, code: error.code, message: error.message, values: error.values, stack: error.stack } });
}
