import { join } from 'node:path';
import { connectPostgres } from '../../gis/db/connect.ts';
import { readConfig } from '../../portal/lib/server/config.ts';
import { openFileStore } from '../../portal/lib/server/files/store.ts';
import { openWorkPool } from '../../portal/lib/server/jobs/work-pool.ts';
import { openServices } from '../../portal/lib/server/open-services.ts';
import { runCheck } from '../../portal/lib/server/plans/check-job.ts';
import { importPlanFile } from '../../portal/lib/server/plans/import-service.ts';
import { makePlanText } from './plan-text.ts';
import { makeBenchTenant } from './portal-under-test.ts';

/** Imports many plans one after another in one process and says what each hundred took and what the process held then. */

export interface PlansTask {
	environment: Record<string, string>;
	plans: number;
	objects: number;
	/** Each plan is also checked, as the job of a running portal does after its import. */
	checked: boolean;
}
export interface PlansMeasure {
	/** Of each tenth of the plans, in order. */
	seconds: number[];
	processor: number[];
	/** Held at the end of each tenth, threads included. */
	megabytes: number[];
}

const { environment, plans, objects, checked } = JSON.parse(process.argv[2]!) as PlansTask;
const config = readConfig(environment);
const services = config.databaseUrl
	? {
			config,
			db: connectPostgres(config.databaseUrl, 3),
			files: await openFileStore(config),
			work: openWorkPool(2, join(config.dataDir, 'compile-cache')),
			now: () => new Date(),
			log: console as never
		}
	: await openServices(config);
const measured: PlansMeasure = { seconds: [], processor: [], megabytes: [] };
try {
	const tenantId = await makeBenchTenant(services);
	const tenth = plans / 10;
	let [started, used] = [performance.now(), process.cpuUsage()];
	for (let plan = 0; plan < plans; plan++) {
		const [imported] = await importPlanFile(services, tenantId, { name: `plan-${plan}.gml`, content: makePlanText(plan, objects) });
		if (checked) await runCheck(services, { tenantId, versionId: imported!.versionId });
		if ((plan + 1) % tenth !== 0) continue;
		const { user, system } = process.cpuUsage(used);
		measured.seconds.push((performance.now() - started) / 1000);
		measured.processor.push((user + system) / 1e6);
		measured.megabytes.push(process.memoryUsage.rss() / 2 ** 20);
		[started, used] = [performance.now(), process.cpuUsage()];
	}
	console.log(JSON.stringify(measured));
} finally {
	if ('close' in services) await services.close();
	else {
		await services.work.close();
		await services.db.close();
	}
}
