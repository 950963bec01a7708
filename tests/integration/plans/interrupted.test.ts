import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import { sweepTemporaryFiles } from '../../../portal/lib/server/files/sweep-temporary.ts';
import { openWorkPool } from '../../../portal/lib/server/jobs/work-pool.ts';
import { endInterruptedImports, readImport, runImport, startImport } from '../../../portal/lib/server/plans/import-service.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { makeTenant, testFolder, testServices } from '../../support/database.ts';
import { planDocument } from './fixtures.ts';

let services: Services;
let scope: TenantScope;
let folder: string;
let number = 0;

beforeAll(async () => {
	services = await testServices();
	scope = forTenant(services.db.knex, (await makeTenant(services.db)).id);
	folder = testFolder();
});

async function uploaded(): Promise<string> {
	const path = join(folder, 'plan.gml');
	writeFileSync(path, planDocument({ name: `Plan ${++number}` }));
	return startImport(services, scope, { path, name: 'plan.gml' });
}

const job = (importId: string) => ({ tenantId: scope.tenantId, importId });
const versionsOf = async (importId: string) => (await readImport(scope, importId))!.versions.length;

describe('imports that were broken off', () => {
	it('a stop of the portal puts the import back, and the next run finishes it', async () => {
		const id = await uploaded();
		const work = openWorkPool();
		const run = runImport({ ...services, work }, job(id));
		await work.close();
		await expect(run).rejects.toMatchObject({ code: 'work_cancelled' });
		expect(await readImport(scope, id)).toMatchObject({ state: 'queued', error: null, versions: [] });
		await runImport(services, job(id));
		expect(await readImport(scope, id)).toMatchObject({ state: 'done' });
		expect(await versionsOf(id)).toBe(1);
	});

	it('a run after a kill starts from the file again', async () => {
		const id = await uploaded();
		await scope.table('plan_import').where('plan_import.id', id).update({ state: 'running', progress: 0.7 });
		await runImport(services, job(id));
		expect(await readImport(scope, id)).toMatchObject({ state: 'done', progress: 1 });
		expect(await versionsOf(id)).toBe(1);
	});

	it('a job that is handed out twice makes one version', async () => {
		const id = await uploaded();
		const other = { ...services, work: openWorkPool() };
		const results = await Promise.allSettled([runImport(services, job(id)), runImport(other, job(id))]);
		await other.work.close();
		expect(results.some((each) => each.status === 'fulfilled')).toBe(true);
		expect(await readImport(scope, id)).toMatchObject({ state: 'done', error: null });
		expect(await versionsOf(id)).toBe(1);
		expect((await scope.table('plan_version').where({ import_id: id })).length).toBe(1);
	});

	it('what the queue no longer knows ends with a sentence; what waits stays', async () => {
		const [lost, waiting] = [await uploaded(), await uploaded()];
		await services.db.knex.raw("delete from queue.job where data ->> 'importId' = ?", [lost]);
		const file = await services.db.knex('file').where({ id: (await readImport(scope, lost))!.fileId! }).first('key');
		const later = { ...services, now: () => new Date(Date.now() + 3 * 3_600_000) };
		await endInterruptedImports(later);
		expect(await readImport(scope, lost)).toMatchObject({ state: 'failed', error: { code: 'import_interrupted' }, fileId: null });
		await expect(services.files.getBytes(file!.key)).rejects.toThrow();
		expect(await readImport(scope, waiting)).toMatchObject({ state: 'queued' });
	});

	it('an import into a plan of somebody else is refused before anything is kept', async () => {
		const stranger = forTenant(services.db.knex, (await makeTenant(services.db)).id);
		const [{ id: planId }] = await stranger.insert('plan', { class: 'BP_Plan', name: 'Fremd' }).returning('id');
		const path = join(folder, 'plan.gml');
		for (const wrong of [planId, 'kein-plan'])
			await expect(startImport(services, scope, { path, name: 'plan.gml' }, { planId: wrong })).rejects.toMatchObject({ code: 'not_found' });
	});

	it('temporary files of a killed process go, those of running requests stay', async () => {
		const [uploads, imports] = [join(folder, 'uploads'), join(folder, 'imports')];
		for (const each of [uploads, imports]) mkdirSync(each);
		for (const name of ['alt', 'neu']) writeFileSync(join(uploads, name), name);
		const yesterday = Date.now() / 1000 - 86_400;
		utimesSync(join(uploads, 'alt'), yesterday, yesterday);
		await sweepTemporaryFiles(folder);
		expect(readdirSync(uploads)).toEqual(['neu']);
		expect(existsSync(imports)).toBe(true);
	});
});
