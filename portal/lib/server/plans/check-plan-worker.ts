import { createReadStream, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { projectPath } from '../../../../gis/project-path.ts';
import { openArchive } from '../../../../importers/xplan/archive.ts';
import { checkXplan, type CheckOptions, type CheckResult } from '../../../../importers/xplan/check.ts';
import { XplanError } from '../../../../importers/xplan/errors.ts';
import { serveTasks } from '../jobs/serve-tasks.ts';
import { reportOf } from './check-report.ts';
import type { CheckReport, CheckStep, CheckTask } from './check-types.ts';
import { practise } from './practice.ts';

/**
 * The full check beside the event loop (see work-pool.ts for the protocol). Nobody waits for the answers to its steps. A worker that was
 * started before it is needed practises meanwhile.
 */
const port = parentPort!;
const engine = `Bauleitportal ${(JSON.parse(readFileSync(projectPath('package.json'), 'utf8')) as { version: string }).version}`;

/** To practise with: enough for GEOS too, whose code is compiled again when it has run for a while. */
const PRACTICE = { objects: 240, points: 8 };

async function check(task: CheckTask): Promise<CheckResult> {
	const options: CheckOptions = {
		limits: { maxBytes: task.maxBytes },
		onProgress: ({ share, part }) => {
			const step: CheckStep = { share, part };
			port.postMessage({ batch: step });
		}
	};
	if (task.gmlPath === null) return checkXplan(createReadStream(task.path, { highWaterMark: 256 * 1024 }), { ...options, bytes: (await stat(task.path)).size });
	const archive = await openArchive(task.path);
	try {
		const gml = archive.gml.find((each) => each.name === task.gmlPath);
		if (!gml) throw new XplanError('zip-without-gml', `Im ZIP-Archiv fehlt „${task.gmlPath}“.`);
		const attachments = new Set(archive.attachments.map((each) => each.name));
		return await checkXplan(gml.open(), { ...options, bytes: gml.size, attachments, sharedAttachments: archive.gml.length > 1 });
	} finally {
		archive.close();
	}
}

if (workerData === null) await practise((open) => checkXplan(open()), PRACTICE);
serveTasks<CheckTask, CheckReport>(async (task) => {
	const began = performance.now();
	const result = await check(task);
	return reportOf(result, engine, Math.round(performance.now() - began));
});
