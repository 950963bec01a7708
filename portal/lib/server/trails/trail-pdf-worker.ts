import { parentPort, workerData } from 'node:worker_threads';
import { writeProofPdf, type ProofInput } from './proof-pdf.ts';
import { writeQrSheet, type QrSheetInput } from './qr-sheet.ts';

/** Sets the PDFs of the trails beside the event loop (see work-pool.ts for the protocol between threads). */
const port = parentPort!;
const task = workerData as { kind: 'proof'; input: ProofInput } | { kind: 'qr'; input: QrSheetInput };
try {
	const result = new Uint8Array(await (task.kind === 'proof' ? writeProofPdf(task.input) : writeQrSheet(task.input)));
	port.postMessage({ result }, [result.buffer]);
} catch (thrown) {
	const error = thrown as Error & { code?: string };
	port.postMessage({ error: { name: error.name, code: error.code, message: error.message, stack: error.stack } });
}
