import { readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import { listDocuments, listObjects, listTexts, readObject } from '../../../gis/plans/objects.ts';
import { readPlan } from '../../../gis/plans/plans.ts';
import { importPlanFile, listImports, readImport, runImport, startImport } from '../../../portal/lib/server/plans/import-service.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { PDF, planDocument, planMembers, zipOf } from './fixtures.ts';

let services: Services;
let tenantId: string;
let scope: TenantScope;
beforeAll(async () => {
	services = await testServices();
	tenantId = (await makeTenant(services.db)).id;
	scope = forTenant(services.db.knex, tenantId);
});

async function counts() {
	const tables = ['file', 'plan', 'plan_version', 'plan_bereich', 'plan_object', 'plan_text', 'plan_document'] as const;
	const rows = await Promise.all(tables.map(async (table) => [table, Number((await scope.table(table).count('* as n').first())!.n)]));
	const onDisk = readdirSync(services.config.dataDir, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
	const inFolder = (name: string) => onDisk.filter((each) => each.parentPath.startsWith(join(services.config.dataDir, name))).length;
	return { ...Object.fromEntries(rows), stored: inFolder('files'), temporary: inFolder('imports') };
}

describe('import of a GML', () => {
	it('stores plan, Bereich, objects, texts and references', async () => {
		const [imported] = await importPlanFile(services, tenantId, { name: 'weinberg.gml', content: planDocument() });
		expect(imported).toMatchObject({ number: 1, created: true, class: 'BP_Plan', name: 'Am Weinberg', objects: 6, errors: 0 });
		const plan = await readPlan(scope, imported!.planId, { staff: true });
		expect(plan.version).toMatchObject({
			xplanVersion: '6.0',
			planNumber: '7',
			rechtsstand: '2400',
			planArt: '1000',
			gemeinde: 'Testöd',
			srid: 25833,
			accuracy: 0,
			objectCount: 6,
			publishedAt: null
		});
		const { items } = await listObjects(scope, imported!.versionId);
		expect(items.map((each) => each.gmlId)).toEqual(['B1', 'B2', 'B3', 'G', 'A']);
		expect(items[0]!.label).toMatch(/^WA/);
		const texts = await listTexts(scope, imported!.versionId);
		expect(texts.map((each) => each.key)).toEqual(['2', '10', 'a']);
	});

	it('keeps arcs as given and linearises them for the map within a millimetre', async () => {
		const [imported] = await importPlanFile(services, tenantId, { name: 'arc.gml', content: planDocument({ name: 'Bogen' }) });
		const [row] = await scope.query<{ kind: string; points: number; off: number; z: number }>(
			`select ST_GeometryType(native) as kind, ST_NPoints(geom) as points,
				abs(ST_Length(ST_Transform(geom, 25833)) - ST_Length(ST_CurveToLine(native, 1e-5, 1, 0))) as off, ST_SRID(geom) as z
			from plan_object o where o.tenant_id = :tenant and o.plan_version_id = :version and o.gml_id = 'G'`,
			{ version: imported!.versionId }
		);
		expect(row!.kind).toBe('ST_CircularString');
		expect(row!.z).toBe(3857);
		expect(row!.points).toBeGreaterThan(100);
		expect(row!.off).toBeLessThan(0.01);
	});

	it('keeps the rotation of presentation objects and hides them from lists', async () => {
		const [imported] = await importPlanFile(services, tenantId, { name: 'pto.gml', content: planDocument({ name: 'Schrift' }) });
		const object = await readObject(scope, imported!.versionId, 'PTO');
		expect(object).toMatchObject({ class: 'XP_PTO', rotation: 12.5, label: 'WA', bereichGmlId: 'BE' });
		const list = await listObjects(scope, imported!.versionId);
		expect(list.items.some((each) => each.gmlId === 'PTO')).toBe(false);
	});

	it('makes a new version of the same plan, and a new plan of another name', async () => {
		const first = await importPlanFile(services, tenantId, { name: 'a.gml', content: planDocument({ name: 'Wiederholt' }) });
		const second = await importPlanFile(services, tenantId, { name: 'b.gml', content: planDocument({ name: 'Wiederholt', areas: 5 }) });
		const other = await importPlanFile(services, tenantId, { name: 'c.gml', content: planDocument({ name: 'Wiederholt', number: '8' }) });
		expect(second[0]).toMatchObject({ planId: first[0]!.planId, number: 2, created: false, objects: 8 });
		expect(other[0]!.planId).not.toBe(first[0]!.planId);
		const plan = await readPlan(scope, first[0]!.planId, { staff: true });
		expect(plan.versions.map((each) => each.number)).toEqual([2, 1]);
	});

	it('takes a given plan even under another name, and refuses a file of several plans for it', async () => {
		const [first] = await importPlanFile(services, tenantId, { name: 'a.gml', content: planDocument({ name: 'Vorher' }) });
		const options = { planId: first!.planId };
		const [second] = await importPlanFile(services, tenantId, { name: 'b.gml', content: planDocument({ name: 'Nachher' }) }, options);
		expect(second).toMatchObject({ planId: first!.planId, number: 2 });
		const several = planDocument({ name: 'X', prefix: 'x' }, { name: 'Y', prefix: 'y', x: 500 });
		await expect(importPlanFile(services, tenantId, { name: 'c.gml', content: several }, options)).rejects.toMatchObject({ code: 'plan_mismatch' });
	});
});

describe('import of several plans in a file', () => {
	it('makes a plan of each, with its own objects, texts and references', async () => {
		const references = [{ name: 'Begründung', url: 'https://example.org/b.pdf' }];
		const content = planDocument({ name: 'Erster', prefix: 'p1-' }, { name: 'Zweiter', prefix: 'p2-', x: 500, areas: 2, references });
		const imported = await importPlanFile(services, tenantId, { name: 'zwei.gml', content });
		expect(imported.map((each) => [each.name, each.objects])).toEqual([
			['Erster', 6],
			['Zweiter', 5]
		]);
		for (const [index, each] of imported.entries()) {
			const { items } = await listObjects(scope, each.versionId);
			expect(items).toHaveLength(each.objects - 1);
			expect(items.every((item) => item.gmlId.startsWith(`p${index + 1}-`))).toBe(true);
			expect(await listTexts(scope, each.versionId)).toHaveLength(3);
		}
		expect(await listDocuments(scope, imported[0]!.versionId)).toHaveLength(0);
		expect(await listDocuments(scope, imported[1]!.versionId)).toMatchObject([{ name: 'Begründung', type: '1010', fileId: null }]);
	});
});

describe('import of a ZIP', () => {
	it('stores what the plan refers to, by name, with its type by content, and what merely lies beside it', async () => {
		const references = [{ name: 'Begründung', url: 'anlagen/Begr%C3%BCndung.PDF' }];
		const content = await zipOf({
			'plan/xplan.gml': planDocument({ name: 'Mit Anlage', references }),
			'plan/anlagen/Begründung.pdf': PDF,
			'plan/liste.txt': 'Pflanzliste'
		});
		const [imported] = await importPlanFile(services, tenantId, { name: 'mit-anlage.zip', content });
		const documents = await listDocuments(scope, imported!.versionId);
		expect(documents).toMatchObject([
			{ name: 'Begründung', type: '1010', mediaType: 'application/pdf', ownerGmlId: 'P', fileId: expect.any(String) },
			{ name: 'liste.txt', type: null, mediaType: 'text/plain', fileId: expect.any(String) }
		]);
		const file = await scope.table('file').where('file.id', documents[0]!.fileId).first();
		expect(Buffer.from(await services.files.getBytes(file.key)).equals(PDF)).toBe(true);
		expect((await readPlan(scope, imported!.planId, { staff: true })).version.gmlPath).toBe('plan/xplan.gml');
	});
});

describe('a failing import', () => {
	const truncated = (content: Uint8Array) => content.subarray(0, content.length - 300);

	it.each([
		['truncated', 'kaputt.gml', async () => truncated(planDocument({ areas: 2000 }))],
		['unknown-version', 'alt.gml', async () => Buffer.from(Buffer.from(planDocument()).toString().replaceAll('xplangml/6/0', 'xplangml/3/0'))],
		['zip-without-gml', 'leer.zip', async () => zipOf({ 'a.txt': 'nichts' })],
		['truncated', 'kaputt.zip', async () => zipOf({ 'a.gml': planDocument({ name: 'Gut' }), 'b.gml': truncated(planDocument()), 'c.pdf': PDF })]
	])('(%s, %s) leaves nothing behind and says why', async (code, name, make) => {
		const before = await counts();
		await expect(importPlanFile(services, tenantId, { name, content: await make() })).rejects.toMatchObject({ code });
		expect(await counts()).toEqual(before);
		const [run] = await listImports(scope, undefined, 1);
		expect(run).toMatchObject({ state: 'failed', fileName: name, fileId: null, error: { code, message: expect.stringMatching(/\.$/) } });
	});
});

describe('an import whose file cannot be kept', () => {
	it('stops reading, leaves nothing, not even a record, and does not stand in the way of the next', async () => {
		const before = { ...(await counts()), imports: (await listImports(scope)).length };
		const full = { ...services, files: { ...services.files, put: () => Promise.reject(new Error('no space left')) } };
		const content = planDocument({ name: 'Ohne Ablage', areas: 5000 });
		await expect(importPlanFile(full, tenantId, { name: 'ablage.gml', content })).rejects.toThrow('no space left');
		expect({ ...(await counts()), imports: (await listImports(scope)).length }).toEqual(before);
		const [imported] = await importPlanFile(services, tenantId, { name: 'ablage.gml', content });
		expect(imported).toMatchObject({ name: 'Ohne Ablage', objects: 5003 });
	});
});

describe('statistics', () => {
	it('of the embedded database follow its growth, so that its planner knows of many rows', async () => {
		if (services.db.engine !== 'pglite') return;
		const rows = Number((await services.db.knex('plan_object').count().first())!.count);
		await importPlanFile(services, tenantId, { name: 'gross.gml', content: planDocument({ name: 'Groß', areas: rows + 2000 }) });
		const { rows: [known] } = await services.db.knex.raw("select reltuples from pg_class where oid = 'plan_object'::regclass");
		expect(known.reltuples).toBeGreaterThan(rows + 1000);
	});
});

describe('the quota of a tenant', () => {
	const bytes = async () => Number((await scope.table('file').sum('size as bytes').first())?.bytes ?? 0);
	const withRoom = async (room: number) => ({ ...services, config: { ...services.config, tenantQuotaBytes: (await bytes()) + room } });

	it('holds for files that arrive at the same moment: what goes beyond it is refused and not kept', async () => {
		const content = planDocument({ name: 'Zugleich' });
		const full = await withRoom(Math.floor(2.5 * content.length));
		const paths = await Promise.all(
			[1, 2, 3, 4, 5].map(async (each) => {
				const path = join(services.config.dataDir, `zugleich-${each}.gml`);
				await writeFile(path, content);
				return path;
			})
		);
		const results = await Promise.allSettled(paths.map((path) => startImport(full, scope, { path, name: 'zugleich.gml' })));
		expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
		for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'upload_quota' });
		expect(await bytes()).toBeLessThanOrEqual(full.config.tenantQuotaBytes);
	});

	it('counts what a ZIP unpacks to, and keeps nothing of one that is too large', async () => {
		const content = await zipOf({ 'a.gml': planDocument({ name: 'Zu groß' }), 'leer.txt': 'x'.repeat(500_000) });
		const before = await counts();
		await expect(importPlanFile(await withRoom(content.length + 1000), tenantId, { name: 'gross.zip', content })).rejects.toMatchObject({ code: 'upload_quota' });
		expect(await counts()).toEqual(before);
	});
});

describe('import as a job', () => {
	it('runs what was started, and tells state, progress and result', async () => {
		const path = join(services.config.dataDir, 'upload.gml');
		await writeFile(path, planDocument({ name: 'Als Auftrag' }));
		const importId = await startImport(services, scope, { path, name: 'auftrag.gml' });
		expect(await readImport(scope, importId)).toMatchObject({ state: 'queued', progress: 0, versions: [] });
		await runImport(services, { tenantId, importId });
		const done = await readImport(scope, importId);
		expect(done).toMatchObject({ state: 'done', progress: 1, error: null, versions: [{ number: 1, name: 'Als Auftrag' }] });
		await runImport(services, { tenantId, importId });
		expect((await readImport(scope, importId))!.versions).toHaveLength(1);
	});

	it('keeps the reason of a failure for the page that waits, and does not try again', async () => {
		const before = await counts();
		const path = join(services.config.dataDir, 'upload.gml');
		await writeFile(path, 'kein XML');
		const importId = await startImport(services, scope, { path, name: 'text.gml' });
		await runImport(services, { tenantId, importId });
		expect(await readImport(scope, importId)).toMatchObject({ state: 'failed', error: { code: 'not-xml' } });
		expect(await counts()).toEqual(before);
	});

	it('is invisible to another tenant', async () => {
		const other = forTenant(services.db.knex, (await makeTenant(services.db)).id);
		const [run] = await listImports(scope, undefined, 1);
		expect(await readImport(other, run!.id)).toBeNull();
		await runImport(services, { tenantId: other.tenantId, importId: run!.id });
		expect(await listImports(other)).toEqual([]);
	});
});

describe('odd documents', () => {
	it('gives features of one gml:id names of their own', async () => {
		const twice = planMembers({ name: 'Doppelt' }).replace('gml:id="B2"', 'gml:id="B1"');
		const content = Buffer.from(Buffer.from(planDocument()).toString().replace(planMembers(), twice));
		const [imported] = await importPlanFile(services, tenantId, { name: 'doppelt.gml', content });
		const { items } = await listObjects(scope, imported!.versionId);
		expect(items.slice(0, 2).map((each) => each.gmlId)).toEqual(['B1', 'B1~2']);
		expect(imported!.errors).toBeGreaterThan(0);
	});
});
