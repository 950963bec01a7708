import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import { readPlan } from '../../../gis/plans/plans.ts';
import { projectPath } from '../../../gis/project-path.ts';
import { versionOfTileAcrossTenants, versionTile } from '../../../gis/tiles/version-tile.ts';
import { importPlanFile, type ImportedPlan } from '../../../portal/lib/server/plans/import-service.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { makeTenant, testEngine, testServices } from '../../support/database.ts';
import { decodeTile, tileAt } from '../../support/tiles.ts';

const folder = projectPath('../shared/xplanung');
const there = existsSync(join(folder, 'manifest.json'));
const READ = ['4.0', '4.1', '5.0', '5.1', '5.2', '5.3', '5.4', '6.0'];

interface Entry {
	file: string;
	version: string | null;
	members: number;
	classes: Record<string, number>;
}
const entries: Entry[] = there ? JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) : [];
/** The embedded database gets every twelfth: reading is the same on both, only storing differs. */
const files = entries.filter(({ version }) => READ.includes(String(version))).filter((_, index) => testEngine === 'postgres' || index % 12 === 0);

if (!there) console.warn('corpus: skipped, ../shared/xplanung is not beside the project');

const PLAN_BEREICH_TEXT = /^[A-Z]{2}_(Plan|Bereich|TextAbschnitt)$|^XP_BegruendungAbschnitt$/;

describe.skipIf(!there)('real plans', () => {
	let services: Services;
	let scope: TenantScope;
	beforeAll(async () => {
		services = await testServices();
		scope = forTenant(services.db.knex, (await makeTenant(services.db)).id);
	});

	it.each(files.map((entry) => [entry.file, entry] as const))('%s is imported whole and drawn', async (file, entry) => {
		const imported = await importPlanFile(services, scope.tenantId, { path: join(folder, file), name: basename(file) });
		const objects = Object.entries(entry.classes).reduce((sum, [name, count]) => (PLAN_BEREICH_TEXT.test(name) ? sum : sum + count), 0);
		expect(imported.reduce((sum, plan) => sum + plan.objects, 0)).toBe(objects);
		for (const plan of imported) await expectDrawn(plan);
	});

	async function expectDrawn(plan: ImportedPlan) {
		const stored = Number((await scope.table('plan_object').where({ plan_version_id: plan.versionId }).count('* as n').first())!.n);
		expect(stored).toBe(plan.objects);
		const version = await versionOfTileAcrossTenants(services.db.knex, plan.versionId);
		const [at] = await scope.query<{ x: number; y: number; area: boolean }>(
			`select ST_X(point) as x, ST_Y(point) as y, area from (
				select ST_PointOnSurface(v.area) as point, true as area from plan_version v where v.tenant_id = :tenant and v.id = :id and v.area is not null
				union all
				select ST_PointOnSurface(o.geom), false from plan_object o where o.tenant_id = :tenant and o.plan_version_id = :id and o.geom is not null
			) places limit 1`,
			{ id: plan.versionId }
		);
		// A plan of which nothing has a place must at least say so.
		if (!at) {
			expect((await readPlan(scope, plan.planId, { staff: true })).version.findings.length).toBeGreaterThan(0);
			return;
		}
		const content = await versionTile(services.db, { ...version!, id: plan.versionId }, tileAt(at.area ? 12 : 16, [at.x, at.y]));
		expect(decodeTile(content).length).toBeGreaterThan(0);
	}
});
