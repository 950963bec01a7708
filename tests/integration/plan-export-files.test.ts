import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { forTenant, type TenantScope } from '../../gis/db/tenant-scope.ts';
import { publishVersion } from '../../gis/plans/plans.ts';
import { downloadFile, downloadPage, listDownloads, type DownloadRequest } from '../../portal/lib/server/exports/plan-downloads.ts';
import { preparePlanExport } from '../../portal/lib/server/exports/plan-export.ts';
import { findExportedVersion } from '../../portal/lib/server/exports/plan-export-queries.ts';
import type { PlanExportKind } from '../../portal/lib/server/exports/plan-kinds.ts';
import { importPlanFile } from '../../portal/lib/server/plans/import-service.ts';
import type { Services } from '../../portal/lib/server/services.ts';
import { makeTenant, testServices } from '../support/database.ts';
import { corpus, corpusPath, schemaMessages } from '../unit/importers/writer/shared-corpus.ts';
import { planDocument } from './plans/fixtures.ts';

let services: Services;
let tenant: { id: string; slug: string };
let scope: TenantScope;
const folder = mkdtempSync(join(tmpdir(), 'bauleitportal-files-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(async () => {
	services = await testServices();
	tenant = await makeTenant(services.db);
	scope = forTenant(services.db.knex, tenant.id);
});

const visitor = (planId: string, fassung: string | null = null): DownloadRequest => ({ tenant, account: null, planId, fassung, client: '192.0.2.1' });

async function published(name: string, content: Uint8Array | string) {
	const [imported] = await importPlanFile(services, tenant.id, { name, content: content as never });
	await publishVersion(scope, imported!.versionId, services.now());
	return imported!;
}

/** Makes a file and gives its path. */
async function made(planId: string, kind: PlanExportKind): Promise<{ path: string; name: string; report: unknown }> {
	const version = await findExportedVersion(scope, planId, undefined, true);
	for (;;) {
		const state = await preparePlanExport(services, scope, version, kind);
		if (state.state === 'failed') throw new Error(state.problem.message);
		if (state.state === 'ready') return state.file;
		await state.done;
	}
}

/** Files of a ZIP by name. */
async function openZip(content: Buffer): Promise<Map<string, Buffer>> {
	const zip = await fromBufferPromise(content, { lazyEntries: true, autoClose: false });
	const files = new Map<string, Buffer>();
	for await (const entry of zip.eachEntry()) files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
	zip.close();
	return files;
}

/** GDAL's own command, not the build of it that writes the files. */
const ogrinfo = (...options: string[]): string => execFileSync('ogrinfo', options, { encoding: 'utf8' });
/** Layer → number of features. */
const countsOf = (path: string): Record<string, number> =>
	Object.fromEntries(
		[...ogrinfo('-so', '-al', path).matchAll(/Layer name: (\S+)[\s\S]*?Feature Count: (\d+)/g)].map((match) => [match[1], Number(match[2])])
	);

describe('files of a plan', () => {
	let planId: string;
	beforeAll(async () => {
		planId = (await published('weinberg.gml', planDocument())).planId;
	});

	it('are listed with their sizes', async () => {
		const { rows, xplanVersion, published: isPublic } = await listDownloads(services, visitor(planId));
		expect(xplanVersion).toBe('6.0');
		expect(isPublic).toBe(true);
		expect(rows.map(({ kind }) => kind)).toEqual(['original', 'repaired', 'xplangml', 'geopackage', 'shapefile', 'geojson', 'dxf']);
		expect(rows[0]!.size).toBe(Buffer.byteLength(planDocument()));
	});

	it('GeoPackage: a layer per class in the CRS of the plan', async () => {
		const { path, name } = await made(planId, 'geopackage');
		expect(name).toBe('am-weinberg.gpkg');
		expect(readFileSync(path).subarray(0, 15).toString()).toBe('SQLite format 3');
		const copy = join(folder, 'plan.gpkg');
		writeFileSync(copy, readFileSync(path));
		const counts = countsOf(copy);
		expect(counts).toMatchObject({ BP_Plan: 1, BP_Bereich: 1 });
		const { n } = (await scope.table('plan_object').count('* as n').first()) as { n: number };
		const objects = Object.entries(counts).filter(([layer]) => !/^BP_(Plan|Bereich)$|Abschnitt$/.test(layer));
		expect(objects.reduce((sum, [, count]) => sum + count, 0)).toBe(Number(n));
		expect(ogrinfo('-so', copy, 'BP_Plan')).toMatch(/ID\["EPSG",25833\]\]/);
		expect(ogrinfo(copy, 'BP_BaugebietsTeilFlaeche')).toMatch(/besondereArtDerBaulNutzung_text \(String\) = Allgemeines Wohngebiet/);
	});

	it('GeoJSON: longitude and latitude', async () => {
		const { path } = await made(planId, 'geojson');
		const { features, ...rest } = JSON.parse(readFileSync(path, 'utf8'));
		expect(rest).toMatchObject({ type: 'FeatureCollection' });
		expect(rest).not.toHaveProperty('crs');
		const area = features.find((each: { properties: { klasse: string } }) => each.properties.klasse === 'BP_BaugebietsTeilFlaeche');
		expect(area.properties).toMatchObject({ angaben: { besondereArtDerBaulNutzung: '1200' } });
		const [longitude, latitude] = area.geometry.coordinates[0][0];
		expect(longitude).toBeGreaterThan(5);
		expect(longitude).toBeLessThan(16);
		expect(latitude).toBeGreaterThan(47);
		expect(latitude).toBeLessThan(56);
	});

	it('DXF: the class is the layer, nothing is filled', async () => {
		const { path } = await made(planId, 'dxf');
		const text = readFileSync(path, 'utf8');
		expect(text).toContain('BP_BaugebietsTeilFlaeche');
		expect(text).toContain('LWPOLYLINE');
		expect(text).not.toContain('HATCH');
	});

	it('Shapefile: one per class and kind of geometry, UTF-8, with CRS and the names that were shortened', async () => {
		const { path } = await made(planId, 'shapefile');
		const files = await openZip(readFileSync(path));
		const names = [...files.keys()];
		for (const extension of ['shp', 'shx', 'dbf', 'prj', 'cpg']) expect(names).toContain(`BP_BaugebietsTeilFlaeche_flaeche.${extension}`);
		expect(String(files.get('BP_BaugebietsTeilFlaeche_flaeche.cpg'))).toBe('UTF-8');
		expect(String(files.get('Feldnamen.csv'))).toMatch(/besondereA";"besondereArtDerBaulNutzung/);
		expect(String(files.get('Liesmich.txt'))).toMatch(/Feldnamen sind auf 10 Zeichen gekürzt/);
		for (const [name, content] of files) writeFileSync(join(folder, name), content);
		expect(ogrinfo('-al', '-so', join(folder, 'BP_BaugebietsTeilFlaeche_flaeche.shp'))).toMatch(/25833|UTM zone 33N|UTM_Zone_33N/);
	});

	it('repaired file: with what was repaired', async () => {
		const { path, report } = await made(planId, 'repaired');
		expect(readFileSync(path, 'utf8')).toContain('<xplan:XPlanAuszug');
		expect(report).toMatchObject({ lostCount: 0 });
	});

	it('are made once and kept', async () => {
		const first = await made(planId, 'dxf');
		writeFileSync(first.path, 'kept');
		expect(readFileSync((await made(planId, 'dxf')).path, 'utf8')).toBe('kept');
		rmSync(first.path);
	});

	it('go with the version', async () => {
		const { planId: gone, versionId } = await published('weg.gml', planDocument({ name: 'Weg' }));
		const { path } = await made(gone, 'repaired');
		await scope.table('plan_version').where('plan_version.id', versionId).delete();
		await made(planId, 'dxf');
		expect(existsSync(path)).toBe(false);
	});
});

describe('download', () => {
	it('sends the original and what was made, as attachments', async () => {
		const { planId } = await published('ä.gml', planDocument({ name: 'Ähre' }));
		const original = await downloadFile(services, visitor(planId), 'original');
		expect(original.headers.get('content-disposition')).toContain("filename*=UTF-8''%C3%A4.gml");
		expect(await original.text()).toBe(String(planDocument({ name: 'Ähre' })));
		await made(planId, 'xplangml');
		const gml = await downloadFile(services, visitor(planId), 'xplangml');
		expect(gml.headers.get('content-disposition')).toContain('filename="aehre.gml"');
		expect(gml.headers.get('x-content-type-options')).toBe('nosniff');
		expect(Buffer.byteLength(await gml.text())).toBe(Number(gml.headers.get('content-length')));
	});

	it('of an unpublished version is for staff of the tenant only', async () => {
		const [imported] = await importPlanFile(services, tenant.id, { name: 'geheim.gml', content: planDocument({ name: 'Geheim' }) as never });
		const planId = imported!.planId;
		const staff = { id: 'x', name: 'x', email: 'x', operator: false, memberships: [{ tenantId: tenant.id, role: 'clerk' }] } as never;
		const stranger = { id: 'y', name: 'y', email: 'y', operator: false, memberships: [{ tenantId: 'other', role: 'administrator' }] } as never;
		for (const account of [null, stranger]) {
			for (const fassung of [null, '1']) {
				await expect(downloadFile(services, { ...visitor(planId, fassung), account }, 'original')).rejects.toMatchObject({ code: 'not_found' });
				await expect(listDownloads(services, { ...visitor(planId, fassung), account })).rejects.toMatchObject({ code: 'not_found' });
			}
		}
		const response = await downloadFile(services, { ...visitor(planId), account: staff }, 'original');
		expect(response.headers.get('cache-control')).toBe('private, no-store');
		expect((await listDownloads(services, { ...visitor(planId), account: staff })).published).toBe(false);
	});

	it('refuses kinds that there are not', async () => {
		const { planId } = await published('k.gml', planDocument({ name: 'Arten' }));
		for (const kind of ['xplangml-5.4', 'constructor', '../x']) {
			await expect(downloadFile(services, visitor(planId), kind)).rejects.toMatchObject({ code: 'not_found' });
		}
		await expect(downloadFile(services, visitor(planId, '99'), 'original')).rejects.toMatchObject({ code: 'not_found' });
		await expect(downloadFile(services, visitor('nonsense'), 'original')).rejects.toMatchObject({ code: 'not_found' });
	});

	it('is limited per address', async () => {
		const { planId } = await published('l.gml', planDocument({ name: 'Grenze' }));
		const request = { ...visitor(planId), client: '198.51.100.7' };
		let refused = 0;
		for (let i = 0; i < 302; i++) {
			const response = await downloadFile(services, request, 'original').catch((error: { code: string }) => (error.code === 'plan_export_throttled' ? null : Promise.reject(error)));
			if (response === null) refused++;
			else await response.body!.cancel();
		}
		expect(refused).toBe(2);
	}, 60_000);
});

describe.skipIf(corpus.length === 0)('conversion of a stored plan (skipped where ../shared is missing)', () => {
	it('comes as a ZIP with the lists, and the page tells them before', async () => {
		const file = 'plans/4.1/manager/BPlan004_4-1/xplan.gml';
		if (!existsSync(corpusPath(file))) return;
		const { planId } = await published('bplan004.gml', readFileSync(corpusPath(file)));
		for (const target of ['5.4', '6.0'] as const) {
			const { path } = await made(planId, `xplangml-${target}`);
			const files = await openZip(readFileSync(path));
			expect([...files.keys()].sort()).toEqual(['Fehlende-Pflichtangaben.csv', 'Geaendert.csv', 'Liesmich.txt', 'Nicht-uebernommen.csv', 'bplan004-4-1.gml']);
			expect(String(files.get('Geaendert.csv'))).toContain('"BP_Plan";"xPlanGMLVersion";"entfällt');
			const gml = join(folder, `bplan004-${target}.gml`);
			writeFileSync(gml, files.get('bplan004-4-1.gml')!);
			const messages = await schemaMessages(target, [gml]);
			expect(messages.get(gml)).toEqual([]);
			const page = await downloadPage(services, visitor(planId), `xplangml-${target}`);
			expect(page).toMatchObject({ state: 'ready', report: { lostCount: 0, missingCount: 0 } });
			expect(page.report!.lines.length).toBeGreaterThan(0);
		}
	});
});
