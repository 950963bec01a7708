import { parentPort, workerData } from 'node:worker_threads';
import type { NoticeFile } from './file-types.ts';
import { writeNoticeDocx } from './notice-docx.ts';
import { writeNoticePdf } from './notice-pdf.ts';

/** Sets a notice as a file beside the event loop (see work-pool.ts for the protocol). */
const port = parentPort!;
try {
	const task = workerData as NoticeFile;
	const result = new Uint8Array(await (task.format === 'pdf' ? writeNoticePdf(task) : writeNoticeDocx(task)));
	port.postMessage({ result }, [result.buffer]);
} catch (thrown) {
	const error = thrown as Error & { code?: string };
	port.postMessage({ error: { name: error.name, code: error.code, message: error.message, stack: error.stack } });
}
