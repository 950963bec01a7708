import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { forTenant } from '../../../gis/db/tenant-scope.ts';
import { projectPath } from '../../../gis/project-path.ts';
import { importPlanFile } from '../../../portal/lib/server/plans/import-service.ts';
import { runRasters } from '../../../portal/lib/server/rasters/raster-job.ts';
import { listRasters } from '../../../portal/lib/server/rasters/raster-queries.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { makeTenant, testServices } from '../../support/database.ts';

/** Archives of the reference system with scans: one per version, and one whose two Bereiche have a scan each. */
const folder = projectPath('../shared/xplanung/archives');
const ARCHIVES: [path: string, scans: number][] = [
	['commons/xplan40/BPlan004_4-0.zip', 1],
	['manager/xplan41/BPlan004_4-1.zip', 1],
	['commons/xplan50/BPlan004_5-0.zip', 1],
	['commons/xplan52/BPlan001_5-2_Bereiche.zip', 2],
	['manager/xplan60/BPlan004_6-0.zip', 1]
];

let services: Services;
let tenantId: string;
beforeAll(async () => {
	services = await testServices();
	tenantId = (await makeTenant(services.db)).id;
});

describe('scans of shared archives', () => {
	if (!existsSync(folder)) it.skip('needs ../shared', () => {});
	else
		it.each(ARCHIVES)('%s', async (path, scans) => {
			const content = new Uint8Array(readFileSync(join(folder, path)));
			const [version] = await importPlanFile(services, tenantId, { name: basename(path), content });
			await runRasters(services, { tenantId, versionId: version!.versionId });
			const rasters = await listRasters(forTenant(services.db.knex, tenantId), version!.versionId);
			expect(rasters).toHaveLength(scans);
			for (const raster of rasters) expect(raster).toMatchObject({ state: 'done', error: null, crs: 'EPSG:25832', clipped: true, bilevel: false });
		}, 240_000);
});
