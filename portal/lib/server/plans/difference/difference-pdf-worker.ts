import { parentPort, workerData } from 'node:worker_threads';
import { writeDifferencePdf, type DifferencePdfInput } from './difference-pdf.ts';

/** Sets the report beside the event loop (see work-pool.ts for the protocol). */
const port = parentPort!;
try {
	const result = new Uint8Array(await writeDifferencePdf(workerData as DifferencePdfInput));
	port.postMessage({ result }, [result.buffer]);
} catch (thrown) {
	const error = thrown as Error & { code?: string };
	port.postMessage({ error: { name: error.name, code: error.code, message: error.message, stack: error.stack } });
}
