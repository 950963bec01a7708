import { parentPort, workerData } from 'node:worker_threads';
import { reportAs } from '../../../../importers/report-files.ts';
import { checkFile } from '../../../../importers/run.ts';
import type { FileResult } from '../../../../importers/xplan/check-archive.ts';
import { XplanError } from '../../../../importers/xplan/errors.ts';
import type { CheckTask } from './check-types.ts';

/** Checks a visitor's file beside the event loop and sets the report (see work-pool.ts for the protocol). */
const task = workerData as CheckTask;
const port = parentPort!;
try {
	const results: FileResult[] = [];
	for await (const result of checkFile(task.path, { skip: new Set(task.skip), limits: { maxBytes: task.maxBytes } })) {
		// The name on our disk is nobody's business.
		results.push({ ...result, file: task.name + (result.file ?? '').slice(task.path.length) });
	}
	const [first] = results;
	if (task.form === 'results') port.postMessage({ result: results });
	else if (results.length === 1 && 'error' in first!) {
		const { code, message, line } = first.error;
		throw new XplanError(code, line === undefined ? message : `${message} (Zeile ${line})`);
	} else {
		const report = await reportAs(task.form, results);
		port.postMessage({ result: typeof report === 'string' ? new TextEncoder().encode(report) : report });
	}
} catch (thrown) {
	const error = thrown as Error & { code?: string };
	port.postMessage({ error: { name: error.name, code: error.code, message: error.message, stack: error.stack } });
}
