import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import { readPlan } from '../../../gis/plans/plans.ts';
import { openWorkPool } from '../../../portal/lib/server/jobs/work-pool.ts';
import { cancelImport } from '../../../portal/lib/server/plans/cancel-import.ts';
import { runCheck } from '../../../portal/lib/server/plans/check-job.ts';
import { findCheck, listCheckFindings, listOverrides, saveReport, setCheckProgress } from '../../../portal/lib/server/plans/check-queries.ts';
import { checkAgain, queueMissingChecks } from '../../../portal/lib/server/plans/check-requests.ts';
import type { CheckReport } from '../../../portal/lib/server/plans/check-types.ts';
import { importPlanFile, readImport, runImport, startImport } from '../../../portal/lib/server/plans/import-service.ts';
import { overrideGeometry, publishChecked } from '../../../portal/lib/server/plans/publish.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { PDF, planDocument, zipOf } from './fixtures.ts';

let services: Services;
let scope: TenantScope;
let account: { id: string; name: string };
let number = 0;
const now = new Date('2026-05-05T10:00:00Z');

beforeAll(async () => {
	services = await testServices();
	scope = forTenant(services.db.knex, (await makeTenant(services.db)).id);
	const [{ id }] = await services.db.knex('account').insert({ email: 'p@ort.example', name: 'Paula Planerin', password_hash: 'x' }).returning('id');
	account = { id, name: 'Paula Planerin' };
});

async function imported(content: Uint8Array = planDocument({ name: `Plan ${++number}` }), name = 'plan.gml') {
	const [version] = await importPlanFile(services, scope.tenantId, { name, content }, { createdBy: account.id });
	return version!;
}
const report = (findings: CheckReport['findings'], blocking: CheckReport['blocking']): CheckReport => ({
	verdict: blocking.length > 0 ? 'errors' : 'passed',
	counts: {},
	blocking,
	facts: { version: '6.0', root: 'XPlanAuszug', members: 9, classes: {}, plans: [], crs: ['EPSG:25833'], unsupported: [] },
	findings,
	skipped: [],
	engine: 'test',
	durationMs: 1
});
/** A version whose check has said this. */
async function checked(blocking: CheckReport['blocking']) {
	const version = await imported();
	await saveReport(scope, [version.versionId], report([], blocking), now);
	return version;
}
async function counts() {
	const tables = ['file', 'plan', 'plan_version', 'plan_object', 'plan_text', 'plan_document', 'plan_check', 'plan_upload'] as const;
	const rows = await Promise.all(tables.map(async (table) => [table, Number((await scope.table(table).count('* as n').first())!.n)]));
	const onDisk = readdirSync(services.config.dataDir, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
	const inFolder = (name: string) => onDisk.filter((each) => each.parentPath.startsWith(join(services.config.dataDir, name))).length;
	return { ...Object.fromEntries(rows), stored: inFolder('files'), temporary: inFolder('imports') };
}
async function uploaded(content: Uint8Array = planDocument({ name: `Plan ${++number}` }), name = 'plan.gml'): Promise<string> {
	const path = join(services.config.dataDir, 'upload');
	await writeFile(path, content);
	return startImport(services, scope, { path, name }, { createdBy: account.id });
}
const job = (importId: string) => ({ tenantId: scope.tenantId, importId });

describe('the full check after an import', () => {
	it('waits with the version, runs in a worker, and is kept', async () => {
		const { versionId } = await imported();
		expect(await findCheck(scope, versionId)).toMatchObject({ state: 'queued', verdict: null });
		await runCheck(services, { tenantId: scope.tenantId, versionId });
		const check = (await findCheck(scope, versionId))!;
		expect(check).toMatchObject({ state: 'done', progress: 1, error: null, engine: expect.stringContaining('Bauleitportal') });
		expect(check.counts).toMatchObject({ references: expect.any(Object), geometry: expect.any(Object) });
		expect(check.durationMs).toBeGreaterThan(0);
		expect(check.finishedAt).toBeInstanceOf(Date);
	});

	it('finds in the ZIP what the GML refers to, and says with a severity what is missing', async () => {
		const fault = Buffer.from(planDocument({ name: `Plan ${++number}` })).toString().replace('refTextInhalt xlink:href="#T2"', 'refTextInhalt xlink:href="#FEHLT"');
		const { versionId } = await imported(await zipOf({ 'xplan.gml': fault, 'b.pdf': PDF }), 'plan.zip');
		await runCheck(services, { tenantId: scope.tenantId, versionId });
		expect(await findCheck(scope, versionId)).toMatchObject({ state: 'done', verdict: 'errors' });
		const findings = await listCheckFindings(scope, versionId);
		expect(findings.some((each) => each.check === 'references' && each.message.includes('FEHLT'))).toBe(true);
	});

	it('is one for all plans of a document', async () => {
		const content = planDocument({ name: 'Zwilling A', prefix: 'a-' }, { name: 'Zwilling B', prefix: 'b-', x: 500 });
		const both = await importPlanFile(services, scope.tenantId, { name: 'zwei.gml', content });
		await runCheck(services, { tenantId: scope.tenantId, versionId: both[0]!.versionId });
		for (const { versionId } of both) expect((await findCheck(scope, versionId))!.state).toBe('done');
	});

	it('waits again when the portal stops, and the next run ends it', async () => {
		const { versionId } = await imported();
		const work = openWorkPool();
		const run = runCheck({ ...services, work }, { tenantId: scope.tenantId, versionId });
		await work.close();
		await expect(run).rejects.toMatchObject({ code: 'work_cancelled' });
		expect((await findCheck(scope, versionId))!.state).toBe('queued');
		await runCheck(services, { tenantId: scope.tenantId, versionId });
		expect((await findCheck(scope, versionId))!.state).toBe('done');
	});

	it('is made up for where a killed process, an older portal or the command line left none', async () => {
		const [killed, old] = [await imported(), await imported()];
		await setCheckProgress(scope, [killed.versionId], 0.5, 'geometry');
		await scope.table('plan_check').where('plan_check.plan_version_id', old.versionId).delete();
		await services.db.knex.raw('delete from queue.job');
		expect(await queueMissingChecks(services)).toBeGreaterThanOrEqual(2);
		const { rows } = await services.db.knex.raw("select data ->> 'versionId' as id from queue.job where name = 'plan-check'");
		const ids = rows.map((row: { id: string }) => row.id);
		expect(ids).toEqual(expect.arrayContaining([killed.versionId, old.versionId]));
		expect(await queueMissingChecks(services)).toBe(0);
	});

	it('can be asked for again', async () => {
		const { versionId } = await checked([]);
		await checkAgain(services, scope, versionId, account.id);
		expect(await findCheck(scope, versionId)).toMatchObject({ state: 'queued', verdict: null, engine: null });
		const stranger = forTenant(services.db.knex, (await makeTenant(services.db)).id);
		await expect(checkAgain(services, stranger, versionId, account.id)).rejects.toMatchObject({ code: 'not_found' });
	});
});

describe('publication', () => {
	const geometry = { check: 'geometry', rule: '2.2.1.1', count: 3 } as const;
	const publish = (versionId: string) => publishChecked(scope, versionId, account.id, now);
	const override = (versionId: string, reason = 'Die Lücke ist eine Straße des Nachbarplans.') => overrideGeometry(scope, versionId, account, reason, now);

	it('waits for the end of the check', async () => {
		const { versionId } = await imported();
		await expect(publish(versionId)).rejects.toMatchObject({ code: 'plan_unchecked' });
		await expect(override(versionId)).rejects.toMatchObject({ code: 'plan_unchecked' });
	});

	it('goes on where nothing is in the way, and keeps who did it', async () => {
		const { versionId, planId } = await checked([]);
		await publish(versionId);
		expect((await readPlan(scope, planId)).version.publishedAt).toEqual(now);
		expect((await scope.table('plan_version').where('plan_version.id', versionId).first('published_by')).published_by).toBe(account.id);
	});

	it('is refused with errors of geometry until somebody overrides them with a reason, which is kept', async () => {
		const { versionId } = await checked([geometry]);
		await expect(publish(versionId)).rejects.toMatchObject({ code: 'plan_check_geometry', values: { errors: 3 } });
		for (const empty of ['', '   kurz   ']) await expect(override(versionId, empty)).rejects.toMatchObject({ code: 'plan_override_reason' });
		await override(versionId);
		await publish(versionId);
		expect(await listOverrides(scope, { versionId })).toMatchObject([
			{ rules: [{ rule: '2.2.1.1', count: 3 }], reason: 'Die Lücke ist eine Straße des Nachbarplans.', accountName: 'Paula Planerin', at: now }
		]);
		await expect(override(versionId)).rejects.toMatchObject({ code: 'plan_override_nothing' });
	});

	it.each(['structure', 'references', 'semantics'] as const)('is refused with errors of %s, whatever the reason', async (check) => {
		const { versionId } = await checked([geometry, { check, rule: 'x', count: 1 }]);
		await override(versionId);
		await expect(publish(versionId)).rejects.toMatchObject({ code: 'plan_check_errors', values: { errors: 1 } });
	});

	it('an override covers the rules that the person saw, no others that a later check finds', async () => {
		const { versionId } = await checked([geometry]);
		await override(versionId);
		await checkAgain(services, scope, versionId, account.id);
		await saveReport(scope, [versionId], report([], [geometry, { check: 'geometry', rule: '2.2.3.1', count: 1 }]), now);
		await expect(publish(versionId)).rejects.toMatchObject({ code: 'plan_check_geometry', values: { errors: 1 } });
	});

	it('is for nobody of another tenant', async () => {
		const { versionId } = await checked([geometry]);
		const stranger = forTenant(services.db.knex, (await makeTenant(services.db)).id);
		await expect(publishChecked(stranger, versionId, account.id, now)).rejects.toMatchObject({ code: 'not_found' });
		await expect(overrideGeometry(stranger, versionId, account, 'Eine lange Begründung', now)).rejects.toMatchObject({ code: 'not_found' });
	});
});

describe('cancelling', () => {
	it('an import that waits leaves nothing behind', async () => {
		const before = await counts();
		const importId = await uploaded();
		await cancelImport(services, scope, importId);
		expect(await counts()).toEqual(before);
		expect(await readImport(scope, importId)).toMatchObject({ state: 'cancelled', versions: [] });
		await runImport(services, job(importId));
		expect(await counts()).toEqual(before);
	});

	it('an import that runs stops it, and the queue does not repeat it', async () => {
		const before = await counts();
		const importId = await uploaded(await zipOf({ 'x.gml': planDocument({ name: `Plan ${++number}`, areas: 6000 }), 'b.pdf': PDF }), 'gross.zip');
		const run = runImport(services, job(importId));
		await expect.poll(async () => (await readImport(scope, importId))!.state, { interval: 5, timeout: 20_000 }).toBe('running');
		await cancelImport(services, scope, importId);
		await run;
		expect(await readImport(scope, importId)).toMatchObject({ state: 'cancelled', versions: [] });
		expect(await counts()).toEqual(before);
	});

	it('an import whose check is still under way takes its versions back, and the name of the plan with them', async () => {
		const first = await imported(planDocument({ name: 'Alter Name', number: '99' }));
		const before = await counts();
		const path = join(services.config.dataDir, 'upload');
		await writeFile(path, planDocument({ name: 'Neuer Name', number: '99' }));
		const importId = await startImport(services, scope, { path, name: 'neu.gml' }, { planId: first.planId });
		await runImport(services, job(importId));
		expect((await readImport(scope, importId))!.versions).toMatchObject([{ number: 2, check: 'queued' }]);
		await cancelImport(services, scope, importId);
		expect(await counts()).toEqual(before);
		expect(await scope.table('plan').where('plan.id', first.planId).first('name')).toEqual({ name: 'Alter Name' });
		// Its job finds nothing to do.
		await runCheck(services, { tenantId: scope.tenantId, versionId: first.versionId });
	});

	it('is refused when all is over, and for another tenant', async () => {
		const importId = await uploaded();
		await runImport(services, job(importId));
		const [version] = (await readImport(scope, importId))!.versions;
		await saveReport(scope, [version!.versionId], report([], []), now);
		await expect(cancelImport(services, scope, importId)).rejects.toMatchObject({ code: 'import_over' });
		const stranger = forTenant(services.db.knex, (await makeTenant(services.db)).id);
		await expect(cancelImport(services, stranger, importId)).rejects.toMatchObject({ code: 'not_found' });
	});
});
