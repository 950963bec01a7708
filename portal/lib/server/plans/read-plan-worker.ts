import { parentPort, workerData } from 'node:worker_threads';
import type { ReadTask } from './import-types.ts';
import { readPlanFile } from './read-plan-file.ts';

/** Reads plans beside the event loop (see work-pool.ts for the protocol). */
const task = workerData as ReadTask;
const port = parentPort!;
try {
	port.postMessage({ result: await readPlanFile(task) });
} catch (thrown) {
	const error = thrown as Error & { code?: string; values?: Record<string, string | number> };
	port.postMessage({ error: { name: error.name, code: error.code, message: error.message, values: error.values, stack: error.stack } });
}
