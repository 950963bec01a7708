import { reportAs } from '../../../../importers/report-files.ts';
import { checkFile } from '../../../../importers/run.ts';
import type { FileResult } from '../../../../importers/xplan/check-archive.ts';
import { XplanError } from '../../../../importers/xplan/errors.ts';
import { DEFAULT_LIMITS } from '../../../../importers/xplan/limits.ts';
import { serveTasks } from '../jobs/serve-tasks.ts';
import type { CheckTask } from './check-types.ts';

/** Of all documents together. */
const MOST_FINDINGS = 20_000;
/** Of the report; the portal holds it in memory, once per visitor who waits. */
const MOST_SIGNS = 40_000_000;

/** Checks a visitor's file beside the event loop and sets the report (see work-pool.ts for the protocol). */
serveTasks(async (task: CheckTask): Promise<FileResult[] | Uint8Array> => {
	const results: FileResult[] = [];
	// An archive may hold thousands of documents: what the first have taken is missing to the others, whose findings are then counted only.
	const { maxFindings } = DEFAULT_LIMITS;
	const limits = { maxBytes: task.maxBytes, maxFindings };
	let left = MOST_FINDINGS;
	let size = 0;
	for await (const result of checkFile(task.path, { skip: new Set(task.skip), limits })) {
		if (!('error' in result)) left = Math.max(0, left - result.findings.length);
		limits.maxFindings = Math.min(maxFindings, left);
		size += JSON.stringify(result).length;
		if (size > MOST_SIGNS) throw new XplanError('zip-too-large', 'Der Bericht wird zu groß. Bitte prüfen Sie die Dateien des Archivs einzeln.');
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
