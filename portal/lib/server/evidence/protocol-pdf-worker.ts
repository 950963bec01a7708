import { parentPort, workerData } from 'node:worker_threads';
import { writeProtocolPdf, type ProtocolPdfInput } from './protocol-pdf.ts';

/** Sets the protocol beside the event loop (see work-pool.ts for the protocol between threads). */
const port = parentPort!;
try {
	const result = new Uint8Array(await writeProtocolPdf(workerData as ProtocolPdfInput));
	port.postMessage({ result }, [result.buffer]);
} catch (thrown) {
	const error = thrown as Error & { code?: string };
	port.postMessage({ error: { name: error.name, code: error.code, message: error.message, stack: error.stack } });
}
