import { parentPort, workerData } from 'node:worker_threads';
import { writeReceiptPdf, type ReceiptPdfInput } from './receipt-pdf.ts';

/** Sets a receipt beside the event loop (see work-pool.ts for the protocol): fonts and a map of thousands of shapes take their time. */
const task = workerData as ReceiptPdfInput;
const port = parentPort!;
try {
	const { statement } = task;
	// On the way between threads a Buffer becomes a plain array of bytes.
	const bytes = { salt: Buffer.from(statement.salt), digest: Buffer.from(statement.digest), authorDigest: Buffer.from(statement.authorDigest) };
	const result = new Uint8Array(await writeReceiptPdf({ ...task, statement: { ...statement, ...bytes } }));
	port.postMessage({ result }, [result.buffer]);
} catch (thrown) {
	const error = thrown as Error & { code?: string };
	port.postMessage({ error: { name: error.name, code: error.code, message: error.message, stack: error.stack } });
}
