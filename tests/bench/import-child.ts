import { basename, join } from 'node:path';
import { connectPostgres } from '../../gis/db/connect.ts';
import { readConfig } from '../../portal/lib/server/config.ts';
import { openFileStore } from '../../portal/lib/server/files/store.ts';
import { openWorkPool } from '../../portal/lib/server/jobs/work-pool.ts';
import { importPlanFile } from '../../portal/lib/server/plans/import-service.ts';
import { prepareImports } from '../../portal/lib/server/plans/reading.ts';
import { peakMegabytes } from './child.ts';

/** Imports one file into a database that is ready, and prints what it took. */

export interface ImportTask {
	environment: Record<string, string>;
	tenantId: string;
	path: string;
	/** A plan that is imported five times before, so that the worker is there and warm as in a running portal; null: a fresh process. */
	first: string | null;
}
export interface ImportMeasure {
	/** The import alone, without the start of the process. */
	seconds: number;
	megabytes: number;
	objects: number;
}

const task = JSON.parse(process.argv[2]!) as ImportTask;
const { environment, tenantId, path } = task;
const config = readConfig(environment);
const db = connectPostgres(config.databaseUrl!, 3);
const work = openWorkPool(2, join(config.dataDir, 'compile-cache'));
// As the portal does at its start; the first of the imports before waits for it.
if (task.first !== null) prepareImports(work);
try {
	const services = { config, db, files: await openFileStore(config), work, now: () => new Date(), log: console as never };
	await db.knex('tenant').count('id');
	for (let round = 0; task.first !== null && round < 5; round++) await importPlanFile(services, task.tenantId, { name: 'klein.gml', path: task.first });
	const started = performance.now();
	const plans = await importPlanFile(services, tenantId, { name: basename(path), path });
	const seconds = (performance.now() - started) / 1000;
	const measured: ImportMeasure = { seconds, megabytes: peakMegabytes(), objects: plans.reduce((sum, plan) => sum + plan.objects, 0) };
	console.log(JSON.stringify(measured));
} finally {
	await work.close();
	await db.close();
}
