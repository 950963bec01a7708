import { serveTasks } from '../jobs/serve-tasks.ts';
import type { ReadTask } from './import-types.ts';
import { readPlanFile } from './read-plan-file.ts';

/** Reads plans beside the event loop (see work-pool.ts for the protocol). */
serveTasks<ReadTask, unknown>(readPlanFile);
