import { mkdirSync, existsSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import { computeDifference } from '../../../gis/plans/difference/compute.ts';
import { listEntries, saveDifference } from '../../../gis/plans/difference/store-queries.ts';
import { publishVersion, readPlan } from '../../../gis/plans/plans.ts';
import { problemOf } from '../../../portal/lib/server/errors.ts';
import { downloadFile, downloadPage, listDownloads, takeMade, type DownloadRequest } from '../../../portal/lib/server/exports/plan-downloads.ts';
import { sweepTemporaryFiles } from '../../../portal/lib/server/files/sweep-temporary.ts';
import { cancelImport } from '../../../portal/lib/server/plans/cancel-import.ts';
import { saveReport } from '../../../portal/lib/server/plans/check-queries.ts';
import { pdfResponse } from '../../../portal/lib/server/plans/difference/downloads.ts';
import { prepareDifference } from '../../../portal/lib/server/plans/difference/service.ts';
import { differenceView } from '../../../portal/lib/server/plans/difference/view.ts';
import { saveEdit } from '../../../portal/lib/server/plans/edit/save.ts';
import { importPlanFile, listImports, readImport, runImport } from '../../../portal/lib/server/plans/import-service.ts';
import { readLibrary } from '../../../portal/lib/server/plans/library.ts';
import { listObjectViews, readObjectView } from '../../../portal/lib/server/plans/object-view.ts';
import { readPublicPlan } from '../../../portal/lib/server/plans/plan-view.ts';
import { obstaclesOf, overrideGeometry, publishChecked } from '../../../portal/lib/server/plans/publish.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { beginUpload, dropUpload, finishUpload, uploadFolder } from '../../../portal/lib/server/uploads/resumable.ts';
import { createApp } from '../../../portal/server.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { signedInStaff } from '../../support/staff.ts';
import { planDocument, zipOf } from '../plans/fixtures.ts';

/** What somebody would try who means harm, or two people at the same moment. Each of these tests was an attack first. */
let services: Services;
let tenant: { id: string; slug: string };
let scope: TenantScope;
let server: Server;
let url: string;
let planner: { token: string; accountId: string };
const now = new Date('2026-05-05T10:00:00Z');
let number = 0;

beforeAll(async () => {
	services = await testServices();
	tenant = await makeTenant(services.db);
	scope = forTenant(services.db.knex, tenant.id);
	planner = await signedInStaff(services, scope, { email: 'planung@ort.example', role: 'planner' });
	server = createServer(createApp(services, express.Router()));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	url = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const document = () => planDocument({ name: `Angriff ${++number}` });
const imported = async (content: Uint8Array, name = 'plan.gml', planId?: string) => importPlanFile(services, tenant.id, { name, content }, { planId });

describe('resumable uploads', () => {
	const base = () => `/${tenant.slug}/verwaltung/plaene/hochladen/tus`;
	const ask = (method: string, path: string, headers: Record<string, string> = {}, body?: Uint8Array, token = planner.token) =>
		fetch(url + path, {
			method,
			headers: { origin: url, 'tus-resumable': '1.0.0', accept: 'application/json', cookie: `sitzung=${token}`, ...headers },
			body: body as never
		});
	const begin = (size: number, name: string) =>
		ask('POST', base(), { 'upload-length': String(size), 'upload-metadata': `filename ${Buffer.from(name).toString('base64')}` });

	it('keep no name that a header, a database or a reader could stumble over', async () => {
		const content = document();
		for (const name of ['a\0b.gml', 'a\r\nSet-Cookie: x=1.gml', '../../etc/passwd', 'plan\u202elmg.exe', `${'x'.repeat(254)}😀`]) {
			const answer = await begin(content.length, name);
			expect(answer.status, `${JSON.stringify(name)} ${await answer.text()}`).toBe(201);
			const path = answer.headers.get('location')!;
			const end = await ask('PATCH', path, { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }, content);
			expect(end.status, `${JSON.stringify(name)} ${await end.text()}`).toBe(204);
			const [row] = await listImports(scope, undefined, 1);
			expect(row!.fileName).not.toMatch(/[\p{Cc}\u202e/\\\ud800-\udfff]/u);
		}
	});

	it('do not take the method from a header', async () => {
		const path = (await begin(1000, 'plan.gml')).headers.get('location')!;
		const stranger = await signedInStaff(services, forTenant(services.db.knex, (await makeTenant(services.db)).id), { email: 'fremd@ort.example', role: 'planner' });
		for (const override of ['PATCH', 'DELETE', 'HEAD']) {
			const headers = { 'x-http-method-override': override, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
			await ask('POST', path, headers, Buffer.from('<x>'), stranger.token);
			await ask('POST', path, headers, Buffer.from('<x>'));
		}
		expect((await ask('HEAD', path)).headers.get('upload-offset')).toBe('0');
	});

	it('taken back at the very end: an upload that is gone makes no import', async () => {
		const content = document();
		const wanted = { id: 'a'.repeat(32), accountId: planner.accountId, fileName: 'plan.gml', size: content.length, planId: null };
		await beginUpload(services, scope, wanted);
		mkdirSync(uploadFolder(services.config), { recursive: true });
		writeFileSync(join(uploadFolder(services.config), wanted.id), content);
		const before = (await listImports(scope, undefined, 100)).length;
		// Between the first look at the upload and the transaction that makes the import, another request takes it back.
		const files = { ...services.files, put: async (...given: Parameters<Services['files']['put']>) => {
			await dropUpload(services, scope, wanted.id);
			return services.files.put(...given);
		} };
		await expect(finishUpload({ ...services, files }, scope, wanted.id)).rejects.toMatchObject({ code: 'not_found' });
		expect((await listImports(scope, undefined, 100)).length).toBe(before);
	});
});

describe('a file of several plans', () => {
	it('is public only when all of its plans are', async () => {
		const [first, second] = await imported(planDocument({ prefix: 'A', name: 'Offen', number: '1' }, { prefix: 'B', name: 'Geheim', number: '2', x: 1000 }));
		await publishVersion(scope, first!.versionId, now);
		const request: DownloadRequest = { tenant, account: null, planId: first!.planId, fassung: null, client: '192.0.2.1' };
		const kinds = async () => (await listDownloads(services, request)).rows.map(({ kind }) => kind);
		expect(await kinds()).not.toContain('original');
		expect(await kinds()).not.toContain('repaired');
		expect(await kinds()).toContain('xplangml');
		await expect(downloadFile(services, request, 'original')).rejects.toMatchObject({ code: 'not_found' });
		await expect(downloadFile(services, request, 'repaired')).rejects.toMatchObject({ code: 'not_found' });
		await expect(downloadPage(services, request, 'repaired')).rejects.toMatchObject({ code: 'not_found' });
		await publishVersion(scope, second!.versionId, now);
		expect(await kinds()).toEqual(expect.arrayContaining(['original', 'repaired']));
		expect((await downloadFile(services, request, 'original')).status).toBe(200);
	});
});

describe('exports', () => {
	it('of classes that nobody knows, however they are called', async () => {
		const strange = [`BP_${'X'.repeat(300)}`, 'bp_baumart', 'BP_BAUMART', 'BP_Ümläut.-·', '__proto__', 'constructor'];
		const members = strange.map((name, i) => `<gml:featureMember><xplan:${name} gml:id="S${i}"><xplan:gehoertZuBereich xlink:href="#BE"/>
			<xplan:position><gml:Point srsName="EPSG:25833"><gml:pos>38002${i} 5690020</gml:pos></gml:Point></xplan:position>
			<xplan:constructor>x</xplan:constructor><xplan:__proto__>y</xplan:__proto__></xplan:${name}></gml:featureMember>`);
		const text = Buffer.from(planDocument({ name: 'Seltsam' })).toString().replace('</xplan:XPlanAuszug>', `${members.join('')}</xplan:XPlanAuszug>`);
		const [version] = await imported(Buffer.from(text));
		await publishVersion(scope, version!.versionId, now);
		const request: DownloadRequest = { tenant, account: null, planId: version!.planId, fassung: null, client: '192.0.2.2' };
		for (const kind of ['xplangml', 'geopackage', 'shapefile', 'geojson', 'dxf']) {
			let page = await downloadPage(services, request, kind);
			for (let i = 0; page.state === 'making' && i < 60; i++) page = await downloadPage(services, request, kind);
			expect([kind, page.state, page.message]).toEqual([kind, 'ready', null]);
		}
	});
});

describe('publication', () => {
	const facts = { version: '6.0', root: 'XPlanAuszug', members: 1, classes: {}, plans: [], crs: [], unsupported: [] };

	it('an override covers as many errors of a rule as the person saw, not more', async () => {
		const [version] = await imported(document());
		const report = (count: number) => ({
			verdict: 'errors' as const, counts: {}, blocking: [{ check: 'geometry' as const, rule: '2.2.1.1', count }], facts, findings: [], skipped: [], engine: 'test', durationMs: 1
		});
		await saveReport(scope, [version!.versionId], report(1), now);
		await overrideGeometry(scope, version!.versionId, { id: planner.accountId, name: 'Paula' }, 'Eine Lücke am Rand, abgestimmt.', now);
		await scope.table('plan_check').where({ plan_version_id: version!.versionId }).update({ state: 'queued' });
		await saveReport(scope, [version!.versionId], report(500), now);
		await expect(publishChecked(scope, version!.versionId, null, now)).rejects.toMatchObject({ code: 'plan_check_geometry' });
		expect(obstaclesOf({ state: 'done', blocking: [{ check: 'geometry', rule: '2.2.1.1', count: 1 }] } as never, [{ rules: [{ rule: '2.2.1.1', count: 1 }] }]).geometry).toEqual([]);
	});

	it('cancelling an import of several plans of which one is public already removes none', async () => {
		const zip = await zipOf({ 'a.gml': planDocument({ name: 'Zip A', number: '91' }), 'b.gml': planDocument({ name: 'Zip B', number: '92' }) });
		const versions = await imported(zip, 'plan.zip');
		expect(versions).toHaveLength(2);
		const [row] = await listImports(scope, undefined, 1);
		const report = { verdict: 'passed' as const, counts: {}, blocking: [], facts, findings: [], skipped: [], engine: 'test', durationMs: 1 };
		const last = row!.versions.at(-1)!;
		await saveReport(scope, [last.versionId], report, now);
		await publishChecked(scope, last.versionId, null, now);
		await expect(cancelImport(services, scope, row!.id)).rejects.toMatchObject({ code: 'plan_published' });
		expect((await listImports(scope, row!.id))[0]!.versions).toHaveLength(2);
	});
});

describe('public addresses', () => {
	let planId: string;
	beforeAll(async () => {
		const [one] = await imported(planDocument({ name: 'Zwei Fassungen' }));
		planId = one!.planId;
		const [two] = await imported(planDocument({ name: 'Zwei Fassungen', areas: 4 }), 'plan.gml', planId);
		for (const { versionId } of [one!, two!]) await publishVersion(scope, versionId, now);
	});

	it('with a NUL, or words of the search language, are no error of ours', async () => {
		const foreseen = (error: unknown) => expect(problemOf(error)?.status, String(error)).toBeLessThan(500);
		const found = await readPublicPlan(scope, tenant.slug, planId, null, now);
		for (const text of ['\0', 'a\0b', "'; drop table plan; --", '%_\\', '"unclosed -or !( & | <->', ':tenant ?', '\\', "\\'"]) {
			await readLibrary(scope, new URLSearchParams({ suche: text, art: text, stand: text, seite: text }), '/x', true);
			await differenceView(services, scope, { slug: tenant.slug, planId, staff: false }, new URLSearchParams({ text, klasse: text, art: text, weiter: text })).catch(foreseen);
			await listObjectViews(scope, found.plan, { text, class: text, limit: 5 }, found.addresses).catch(foreseen);
			await readObjectView(scope, found.plan, text, found.addresses).then(() => expect.unreachable(), foreseen);
		}
	});

	it('of the PDF of a difference are limited like other files that are made', async () => {
		const viewer = { slug: tenant.slug, planId, staff: false };
		for (let i = 0; i < 40; i++) await takeMade(services, '192.0.2.77');
		const asked = pdfResponse(services, scope, viewer, new URLSearchParams(), '192.0.2.77');
		await expect(asked).rejects.toMatchObject({ code: 'plan_export_throttled' });
	});

	it('of a difference that nobody has asked for yet, by several people at once, make it once', async () => {
		const ids = (await scope.table('plan_version').where({ plan_id: planId }).orderBy('number').pluck('id')) as string[];
		const [from, to] = [ids[1]!, ids[0]!];
		const states = await Promise.all(Array.from({ length: 4 }, () => prepareDifference(services, scope, { from, to })));
		expect(states.map(({ state }) => state)).toEqual(Array(4).fill('done'));
		const computed = await computeDifference(scope, from, to);
		expect(computed.entries.length).toBeGreaterThan(0);
		const save = () => saveDifference(scope, { from, to }, computed, { now, durationMs: 1 });
		for (let i = 0; i < 5; i++) {
			await scope.table('plan_difference').where({ from_version_id: from, to_version_id: to }).delete();
			await Promise.all([save(), save(), save()]);
		}
		expect(await listEntries(scope, { from, to })).toHaveLength(computed.entries.length);
	});
});

describe('editing', () => {
	it('writes no markup, whatever is typed', async () => {
		const [version] = await imported(document());
		const evil = `]]></xplan:text><xplan:evil xmlns:x="y"/> & <!-- " ' > &amp; &#27; \u009b \ufffe\uffff 😀 <![CDATA[`;
		const note = `<b>${evil}</b>`;
		const request = { planId: version!.planId, number: 1, newest: 1, part: 'texte' as const, note, accountId: planner.accountId, uploads: new Map() };
		const values = new Map([['text.T1:text', [evil]], ['text.T1:schluessel', [`"${evil}`]], ['text.neu:text', [evil]]]);
		const importId = await saveEdit(services, scope, { ...request, values });
		await runImport(services, { tenantId: tenant.id, importId });
		expect(await readImport(scope, importId)).toMatchObject({ state: 'done', error: null });
		const plain = evil.replace(/[\ufffe\uffff]/g, '');
		const plan = await readPlan(scope, version!.planId, { staff: true, number: 2 });
		const texts = await scope.table('plan_text').where({ plan_version_id: plan.version.id }).pluck('body');
		expect(texts.filter((text) => text === plain)).toHaveLength(2);
		expect(plan.version.objectCount).toBe((await readPlan(scope, version!.planId, { staff: true, number: 1 })).version.objectCount);
	});
});

it('what a killed process left of a scan is swept, folders too', async () => {
	const { dataDir } = services.config;
	const left = join(dataDir, 'imports', 'raster-alt');
	mkdirSync(left, { recursive: true });
	writeFileSync(join(left, 'image'), 'x');
	const yesterday = Date.now() / 1000 - 86_400;
	utimesSync(left, yesterday, yesterday);
	await sweepTemporaryFiles(dataDir);
	expect(existsSync(left)).toBe(false);
});
