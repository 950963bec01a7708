import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { forTenant } from '../../gis/db/tenant-scope.ts';
import { readConfig } from '../../portal/lib/server/config.ts';
import { openServices } from '../../portal/lib/server/open-services.ts';
import { importPlanFile, startImport } from '../../portal/lib/server/plans/import-service.ts';
import { makeBenchTenant, publishEverything } from './portal-under-test.ts';

/** Fills the database of a portal that starts afterwards: a published plan, and imports that wait in the queue. */

export interface PrepareTask {
	environment: Record<string, string>;
	/** Plan whose page is asked for. */
	shown: string;
	/** Plan that is imported meanwhile, and how often. */
	imported: string;
	times: number;
}
export interface Prepared {
	planId: string;
}

const { environment, shown, imported, times } = JSON.parse(process.argv[2]!) as PrepareTask;
const services = await openServices(readConfig(environment));
try {
	const tenantId = await makeBenchTenant(services);
	const [plan] = await importPlanFile(services, tenantId, { name: 'plan.gml', path: shown });
	await publishEverything(services);
	for (let i = 0; i < times; i++) {
		const path = join(environment.DATA_DIR!, 'waiting.gml');
		copyFileSync(imported, path);
		await startImport(services, forTenant(services.db.knex, tenantId), { path, name: `plan-${i}.gml` });
	}
	const prepared: Prepared = { planId: plan!.planId };
	console.log(JSON.stringify(prepared));
} finally {
	await services.close();
}
