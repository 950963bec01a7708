import { reportAs } from '../../../../importers/report-files.ts';
import { checkFile } from '../../../../importers/run.ts';
import type { FileResult } from '../../../../importers/xplan/check-archive.ts';
import { XplanError } from '../../../../importers/xplan/errors.ts';
import { serveTasks } from '../jobs/serve-tasks.ts';
import type { CheckTask } from './check-types.ts';

/** Checks a visitor's file beside the event loop and sets the report (see work-pool.ts for the protocol). */
serveTasks(async (task: CheckTask): Promise<FileResult[] | Uint8Array> => {
	const results: FileResult[] = [];
	for await (const result of checkFile(task.path, { skip: new Set(task.skip), limits: { maxBytes: task.maxBytes } })) {
		// The name on our disk is nobody's business.
		results.push({ ...result, file: task.name + (result.file ?? '').slice(task.path.length) });
	}
	const [first] = results;
	if (task.form === 'results') return results;
	if (results.length === 1 && 'error' in first!) {
		const { code, message, line } = first.error;
		throw new XplanError(code, line === undefined ? message : `${message} (Zeile ${line})`);
	}
	const report = await reportAs(task.form, results);
	return typeof report === 'string' ? new TextEncoder().encode(report) : report;
});
