import { parentPort, workerData } from 'node:worker_threads';
import { reportAs } from '../../../../importers/report-files.ts';
import type { ReportTask } from './check-types.ts';

/** Sets a kept report as a file beside the event loop (see work-pool.ts for the protocol). */
const port = parentPort!;
try {
	const { results, kind, checkedAt } = workerData as ReportTask;
	const report = await reportAs(kind, results, checkedAt);
	port.postMessage({ result: typeof report === 'string' ? new TextEncoder().encode(report) : report });
} catch (thrown) {
	const error = thrown as Error & { code?: string };
	port.postMessage({ error: { name: error.name, code: error.code, message: error.message, stack: error.stack } });
}
