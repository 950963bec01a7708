import { parentPort, workerData } from 'node:worker_threads';
import sharp from 'sharp';
import { useGrid } from '../plans/locate.ts';
import { makePyramid } from './make-pyramid.ts';
import type { RasterStep, RasterTask } from './raster-types.ts';

/** Turns one scan into tiles beside the event loop (see work-pool.ts for the protocol). Nobody waits for the answers to its steps. */
const port = parentPort!;
const task = workerData as RasterTask;

try {
	sharp.cache(false);
	useGrid(task.ntv2Grid);
	const result = await makePyramid(task, (share) => {
		const step: RasterStep = { share };
		port.postMessage({ batch: step });
	});
	port.postMessage({ result });
} catch (thrown) {
	const error = thrown as Error & { code?: string; values?: Record<string, string | number> };
	port.postMessage({ error: { name: error.name, code: error.code, message: error.message, values: error.values, stack: error.stack } });
}
