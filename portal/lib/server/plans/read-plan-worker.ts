import { workerData } from 'node:worker_threads';
import { serveTasks } from '../jobs/serve-tasks.ts';
import type { ReadResult, ReadTask } from './import-types.ts';
import { practise } from './practice.ts';
import { readDocument } from './read-document.ts';
import { memoryOf, readPlanFile } from './read-plan-file.ts';

/** Objects of a plan to practise with: so many that every function has been called often enough to be looked at. */
const OBJECTS = 160;

/** Reads plans beside the event loop (see work-pool.ts for the protocol). One that was started before it is needed practises meanwhile. */
if (workerData === null) {
	const source = { gmlPath: null, fallbackName: 'Probe', tenantId: '', versionId: '' };
	await practise((open, maxBytes) => readDocument({ ...source, open, maxBytes }, () => undefined), { objects: OBJECTS });
}
serveTasks<ReadTask, ReadResult>(readPlanFile, memoryOf);
