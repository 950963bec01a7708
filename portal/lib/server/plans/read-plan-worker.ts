import { workerData } from 'node:worker_threads';
import { serveTasks } from '../jobs/serve-tasks.ts';
import type { ReadResult, ReadTask } from './import-types.ts';
import { practise } from './practice.ts';
import { memoryOf, readPlanFile } from './read-plan-file.ts';

/** Reads plans beside the event loop (see work-pool.ts for the protocol). One that was started before it is needed practises meanwhile. */
if (workerData === null) await practise();
serveTasks<ReadTask, ReadResult>(readPlanFile, memoryOf);
