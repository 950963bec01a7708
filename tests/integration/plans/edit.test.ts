import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import { listDocuments, listObjects, listTexts, readObject } from '../../../gis/plans/objects.ts';
import { publishVersion, readPlan } from '../../../gis/plans/plans.ts';
import type { Attribute } from '../../../importers/xplan/model.ts';
import { buildKiefernheide } from '../../../portal/demo/kiefernheide.ts';
import { findExportedVersion } from '../../../portal/lib/server/exports/plan-export-queries.ts';
import { openPublicDocument } from '../../../portal/lib/server/plans/documents.ts';
import { listDocumentFiles, listUnnamedFiles } from '../../../portal/lib/server/plans/documents-queries.ts';
import { runCheck } from '../../../portal/lib/server/plans/check-job.ts';
import { findCheck, listCheckFindings } from '../../../portal/lib/server/plans/check-queries.ts';
import { readEdit, saveEdit, type EditRequest } from '../../../portal/lib/server/plans/edit/save.ts';
import { importPlanFile, readImport, runImport } from '../../../portal/lib/server/plans/import-service.ts';
import { listVersionRows } from '../../../portal/lib/server/plans/library-queries.ts';
import { openOriginal } from '../../../portal/lib/server/plans/staff-plans.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import type { EditPart } from '../../../portal/lib/texts/plan-edit.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { PDF, planDocument, zipOf } from './fixtures.ts';

let services: Services;
let scope: TenantScope;
let accountId: string;
let number = 0;

beforeAll(async () => {
	services = await testServices();
	scope = forTenant(services.db.knex, (await makeTenant(services.db)).id);
	[{ id: accountId }] = await services.db.knex('account').insert({ email: 'p@ort.example', name: 'Paula Planerin', password_hash: 'x' }).returning('id');
});

async function imported(content: Uint8Array = planDocument({ name: `Plan ${++number}` }), name = 'plan.gml') {
	const [version] = await importPlanFile(services, scope.tenantId, { name, content });
	return version!;
}

/** Everything that the form shows, as a browser sends it, with what the person changes. */
async function formOf(planId: string, part: EditPart, changes: Record<string, string[]>): Promise<EditRequest> {
	const edit = await readEdit(scope, planId, undefined, part);
	const values = new Map<string, string[]>();
	for (const section of edit.sections)
		for (const record of section.records) for (const field of record.fields) values.set(`${record.key}:${field.name}`, field.values);
	for (const [name, change] of Object.entries(changes)) values.set(name, change);
	return { planId, number: edit.number, newest: edit.newest, part, note: 'Geprüft und geändert', accountId, values, uploads: new Map() };
}
async function saved(request: EditRequest) {
	const importId = await saveEdit(services, scope, request);
	await runImport(services, { tenantId: scope.tenantId, importId });
	const row = await readImport(scope, importId);
	expect(row, row?.error?.message).toMatchObject({ state: 'done', versions: [{ planId: request.planId, number: request.newest + 1 }] });
	return row!.versions[0]!;
}
async function versionOf(planId: string) {
	return (await readPlan(scope, planId, { staff: true, number: (await listVersionRows(scope, planId))[0]!.number })).version;
}
const values = (attributes: Attribute[], name: string) => attributes.filter((each) => each.name === name).map((each) => each.value);

describe('the form', () => {
	it('has the fields of the class in the plan’s version, with labels and codes', async () => {
		const { planId } = await imported();
		const { sections } = await readEdit(scope, planId, undefined, 'angaben');
		const fields = sections.flatMap((section) => section.records.flatMap((record) => record.fields));
		expect(fields.find(({ name }) => name === 'name')).toMatchObject({ required: true, values: [`Plan ${number}`] });
		const status = fields.find(({ name }) => name === 'rechtsstand')!;
		expect(status).toMatchObject({ input: 'select', values: ['2400'] });
		expect(status.options).toContainEqual({ value: '4000', label: expect.stringMatching(/Kraft getreten \(4000\)/) });
		expect(fields.find(({ name }) => name === 'auslegungsStartDatum')).toMatchObject({ input: 'date', values: [''] });
		expect(fields.some(({ name }) => ['raeumlicherGeltungsbereich', 'texte', 'bereich'].includes(name))).toBe(false);
	});
});

describe('saving', () => {
	it('makes the next version, with everything else as it was', async () => {
		const { planId, versionId } = await imported();
		const before = await readPlan(scope, planId, { staff: true });
		const made = await saved(
			await formOf(planId, 'angaben', {
				'plan:name': ['Am Weinberg, Änderung'],
				'plan:rechtsstand': ['4000'],
				'plan:inkrafttretensDatum': ['2026-05-01'],
				'plan:auslegungsStartDatum': ['2026-01-02', '2026-03-04', ''],
				'merkmal.neu:vermerk': ['Satzungsbeschluss'],
				'merkmal.neu:datum': ['2026-04-01'],
				'merkmal.neu:signatur': ['Bürgermeisterin'],
				'merkmal.neu:signiert': ['true']
			})
		);
		expect(made).toMatchObject({ number: 2, name: 'Am Weinberg, Änderung', check: 'queued' });
		const version = await versionOf(planId);
		expect(version).toMatchObject({ rechtsstand: '4000', publishedAt: null, srid: 25833, objectCount: before.version.objectCount, extent: before.version.extent });
		expect(values(version.attributes, 'auslegungsStartDatum')).toEqual(['2026-01-02', '2026-03-04']);
		expect(version.attributes.find(({ name }) => name === 'verfahrensMerkmale')!.attributes).toEqual([
			{ name: 'vermerk', value: 'Satzungsbeschluss' },
			{ name: 'datum', value: '2026-04-01' },
			{ name: 'signatur', value: 'Bürgermeisterin' },
			{ name: 'signiert', value: 'true' }
		]);
		expect((await listVersionRows(scope, planId))[0]).toMatchObject({ editedFrom: 1, note: 'Geprüft und geändert', createdBy: 'Paula Planerin', status: 'adopted' });
		// Objects are the same but for their version: classes, attributes, geometry and curves.
		const objects = async (id: string) => Promise.all((await listObjects(scope, id)).items.map(({ gmlId }) => readObject(scope, id, gmlId)));
		// The writer keeps the schema's order, which this file does not.
		const plain = (list: Awaited<ReturnType<typeof objects>>) =>
			list.map(({ id: _id, attributes, ...rest }) => ({ ...rest, attributes: [...attributes].sort((a, b) => a.name.localeCompare(b.name)) }));
		expect(plain(await objects(version.id))).toEqual(plain(await objects(versionId)));
		const kinds = (id: string) => scope.table('plan_object').where({ plan_version_id: id, gml_id: 'G' }).first(services.db.knex.raw('st_astext(native) as wkt'));
		expect(await kinds(version.id)).toEqual(await kinds(versionId));
		expect((await kinds(version.id)).wkt).toContain('CIRCULARSTRING');
	});

	it('writes a file that can be downloaded, read again and passes the structure check', async () => {
		const { planId } = await imported(buildKiefernheide(new Date('2026-05-05')).gml);
		const made = await saved(await formOf(planId, 'angaben', { 'plan:beschreibung': ['Neu & <wichtig>'] }));
		const answer = await openOriginal(services, scope, planId, 2);
		expect(answer.headers.get('content-disposition')).toContain('plan-Fassung-2.gml');
		const [again] = await importPlanFile(services, scope.tenantId, { name: 'wieder.gml', content: new Uint8Array(await answer.arrayBuffer()) });
		expect(again).toMatchObject({ planId, number: 3 });
		expect(values((await versionOf(planId)).attributes, 'beschreibung')).toEqual(['Neu & <wichtig>']);
		await runCheck(services, { tenantId: scope.tenantId, versionId: made.versionId });
		expect((await findCheck(scope, made.versionId))!.state).toBe('done');
		expect((await listCheckFindings(scope, made.versionId)).filter(({ check, severity }) => check === 'structure' && severity === 'error')).toEqual([]);
	});

	it('changes, adds and removes texts and their relations', async () => {
		const { planId } = await imported();
		await saved(
			await formOf(planId, 'texte', {
				'text.T1:text': ['Zehntens, neu gefasst.'],
				'text.T2!entfernen': ['ja'],
				'text.neu:schluessel': ['3'],
				'text.neu:text': ['Drittens: Dachbegrünung.'],
				'text.neu:rechtscharakter': ['1000'],
				'reason.neu:schluessel': ['1'],
				'reason.neu:text': ['Anlass der Planung']
			})
		);
		const version = await versionOf(planId);
		const texts = await listTexts(scope, version.id);
		expect(texts.map(({ key, body }) => [key, body]).sort()).toEqual([
			['1', 'Anlass der Planung'],
			['10', 'Zehntens, neu gefasst.'],
			['3', 'Drittens: Dachbegrünung.'],
			['a', 'Hinweis zum Artenschutz.']
		]);
		const linked = version.attributes.filter(({ name }) => name === 'texte').map(({ href }) => href);
		expect(linked).toHaveLength(3);
		expect(linked).not.toContain('#T2');
		expect((await readObject(scope, version.id, 'B1')).attributes.some(({ href }) => href === '#T2')).toBe(false);
		expect(version.attributes.filter(({ name }) => name === 'begruendungsTexte')).toHaveLength(1);
	});

	const inner = async (planId: string, name: string) =>
		(await versionOf(planId)).attributes.filter((each) => each.name === name).map((each) => Object.fromEntries(each.attributes!.map(({ name: field, value }) => [field, value])));
	async function structureErrors(versionId: string) {
		await runCheck(services, { tenantId: scope.tenantId, versionId });
		return (await listCheckFindings(scope, versionId)).filter(({ check, severity }) => check === 'structure' && severity === 'error').map(({ message }) => message);
	}

	it('changes Gemeinden, Plangeber and links between plans, in a file that the structure check accepts', async () => {
		const { planId } = await imported(buildKiefernheide(new Date('2026-05-05')).gml);
		const made = await saved(
			await formOf(planId, 'angaben', {
				'gemeinde.0:ortsteilName': ['Heideblick'],
				'gemeinde.neu:ags': ['12999001'],
				'gemeinde.neu:gemeindeName': ['Nachbarort'],
				'plangeber.neu:name': ['Verwaltungsverband Heidewinkel'],
				'aendert.neu:planName': ['Kiefernheide'],
				'aendert.neu:nummer': ['3'],
				'aendert.neu:rechtscharakter': ['1000']
			})
		);
		expect(await inner(planId, 'gemeinde')).toEqual([expect.objectContaining({ ortsteilName: 'Heideblick' }), { ags: '12999001', gemeindeName: 'Nachbarort' }]);
		expect(await inner(planId, 'plangeber')).toEqual([{ name: 'Verwaltungsverband Heidewinkel' }]);
		expect(await inner(planId, 'aendert')).toEqual([{ planName: 'Kiefernheide', rechtscharakter: '1000', nummer: '3' }]);
		expect(await structureErrors(made.versionId)).toEqual([]);
		// Emptied or ticked, an entry goes; the last Gemeinde stays.
		await saved(await formOf(planId, 'angaben', { 'gemeinde.1:ags': [''], 'gemeinde.1:gemeindeName': [''], 'aendert.0!entfernen': ['ja'] }));
		expect(await inner(planId, 'gemeinde')).toHaveLength(1);
		expect(await inner(planId, 'aendert')).toEqual([]);
		const last = saveEdit(services, scope, await formOf(planId, 'angaben', { 'gemeinde.0!entfernen': ['ja'] }));
		await expect(last).rejects.toMatchObject({ code: 'form_invalid', fields: { 'gemeinde.0:ags': expect.stringContaining('muss bleiben') } });
	});

	it('changes what 6.0 has besides: kind of change, legal bases, Veränderungssperre', async () => {
		const { planId, versionId } = await imported();
		const made = await saved(
			await formOf(planId, 'angaben', {
				'aendertPlan.neu:planName': ['Alter Plan'],
				'aendertPlan.neu:aenderungsArt': ['1000'],
				'versionSonstRechtsgrundlage.neu:name': ['Landesbauordnung'],
				'veraenderungssperre.neu:startDatum': ['2026-01-01'],
				'veraenderungssperre.neu:endDatum': ['2027-12-31'],
				'veraenderungssperre.neu:verlaengerung': ['1000']
			})
		);
		expect(await inner(planId, 'aendertPlan')).toEqual([{ planName: 'Alter Plan', aenderungsArt: '1000' }]);
		expect(await inner(planId, 'versionSonstRechtsgrundlage')).toEqual([{ name: 'Landesbauordnung' }]);
		expect(await inner(planId, 'veraenderungssperre')).toEqual([{ startDatum: '2026-01-01', endDatum: '2027-12-31', verlaengerung: '1000' }]);
		expect(await structureErrors(versionId)).toEqual(expect.arrayContaining(await structureErrors(made.versionId)));
		const incomplete = saveEdit(services, scope, await formOf(planId, 'angaben', { 'aendertPlan.neu:planName': ['Ohne Art'] }));
		await expect(incomplete).rejects.toMatchObject({ fields: { 'aendertPlan.neu:aenderungsArt': expect.any(String) } });
	});

	it('adds, replaces and removes documents, and keeps the others', async () => {
		const references = [
			{ name: 'Begründung', url: 'begruendung.pdf' },
			{ name: 'Gutachten', url: 'gutachten.pdf' },
			{ name: 'Altlast', url: 'alt.pdf' }
		];
		const content = await zipOf({ 'xplan.gml': planDocument({ name: `Plan ${++number}`, references }), 'begruendung.pdf': PDF, 'gutachten.pdf': PDF, 'alt.pdf': PDF });
		const { planId } = await imported(content, 'plan.zip');
		const request = await formOf(planId, 'unterlagen', {
			'unterlage.2!entfernen': ['ja'],
			'unterlage.neu:referenzName': ['Umweltbericht'],
			'unterlage.neu:typ': ['1010']
		});
		const send = async (key: string, name: string) => {
			const path = join(services.config.dataDir, name);
			await writeFile(path, Buffer.concat([PDF, Buffer.from(name)]));
			request.uploads.set(key, { path, name, size: 1, sha256: Buffer.alloc(0) });
		};
		await send('unterlage.1', 'Gutachten neu.pdf');
		await send('unterlage.neu', 'Umwelt bericht.pdf');
		await saved(request);
		const documents = await listDocuments(scope, (await versionOf(planId)).id);
		expect(documents.map(({ name, url, fileId }) => [name, url, fileId !== null])).toEqual([
			['Begründung', 'begruendung.pdf', true],
			['Gutachten', 'Gutachten_neu.pdf', true],
			['Umweltbericht', 'Umwelt_bericht.pdf', true]
		]);
		const { key } = (await scope.table('file').where('file.id', documents[1]!.fileId).first('key'))!;
		expect(Buffer.from(await services.files.getBytes(key)).toString()).toContain('Gutachten neu.pdf');
	});

	it('leaves files that no plan names unpublished until the planner takes them on', async () => {
		const references = [{ name: 'Begründung', url: 'begruendung.pdf' }];
		const content = await zipOf({ 'xplan.gml': planDocument({ name: `Plan ${++number}`, references }), 'begruendung.pdf': PDF, 'gutachten.pdf': PDF, 'intern.pdf': PDF, 'karte.tfw': '1\n0\n0\n-1\n0\n0\n' });
		const { planId, versionId } = await imported(content, 'plan.zip');
		await publishVersion(scope, versionId, services.now());
		const named = async (id: string) => (await listDocumentFiles(scope, id)).map(({ name }) => name);
		expect(await named(versionId)).toEqual(['Begründung']);
		const unnamed = await listUnnamedFiles(scope, versionId);
		expect(unnamed.map(({ name }) => name)).toEqual(['gutachten.pdf', 'intern.pdf', 'karte.tfw']);
		const open = (documentId: string, staff: boolean, plan = planId) => openPublicDocument(scope, services.files, { planId: plan, documentId }, null, staff);
		await expect(open(unnamed[0]!.id, false)).rejects.toMatchObject({ code: 'not_found' });
		expect((await open(unnamed[0]!.id, true)).status).toBe(200);
		// The ZIP as a whole holds them too.
		expect((await findExportedVersion(scope, planId, 1, false)).filePublic).toBe(false);

		const request = await formOf(planId, 'unterlagen', {
			[`datei.${unnamed[0]!.id}!aufnehmen`]: ['ja'],
			[`datei.${unnamed[0]!.id}:referenzName`]: ['Schallgutachten'],
			[`datei.${unnamed[0]!.id}:typ`]: ['2500'],
			[`datei.${unnamed[1]!.id}!entfernen`]: ['ja']
		});
		const made = await saved(request);
		expect(await named(made.versionId)).toEqual(['Begründung', 'Schallgutachten']);
		expect((await listUnnamedFiles(scope, made.versionId)).map(({ name }) => name)).toEqual(['karte.tfw']);
		await publishVersion(scope, made.versionId, services.now());
		const taken = (await listDocumentFiles(scope, made.versionId))[1]!;
		expect((await open(taken.id, false)).status).toBe(200);
		expect((await findExportedVersion(scope, planId, 2, false)).filePublic).toBe(true);
	});

	it('shares what no plan of a ZIP names among its plans, without taking it from the first', async () => {
		const [first, second] = [`Plan ${++number}`, `Plan ${++number}`];
		const content = await zipOf({ 'a.gml': planDocument({ name: first }), 'b.gml': planDocument({ name: second }), 'gutachten.pdf': PDF });
		const made = await importPlanFile(services, scope.tenantId, { name: 'zwei.zip', content });
		const other = made.find(({ name }) => name === second)!;
		const [file] = await listUnnamedFiles(scope, other.versionId);
		const next = await saved(await formOf(other.planId, 'unterlagen', { [`datei.${file!.id}!aufnehmen`]: ['ja'], [`datei.${file!.id}:typ`]: ['2500'] }));
		expect((await listDocumentFiles(scope, next.versionId)).map(({ name, hasFile }) => [name, hasFile])).toEqual([['gutachten.pdf', true]]);
		expect(await listUnnamedFiles(scope, made.find(({ name }) => name === first)!.versionId)).toHaveLength(1);
	});
});

describe('saving is refused', () => {
	const refusal = async (request: EditRequest) => saveEdit(services, scope, request).then(() => null, (error: { code: string; fields?: object }) => error);

	it('with a sentence for each field that does not fit the catalogue', async () => {
		const { planId } = await imported();
		const error = await refusal(
			await formOf(planId, 'angaben', {
				'plan:name': [''],
				'plan:rechtsstand': ['4711'],
				'plan:inkrafttretensDatum': ['2026-02-30'],
				'plan:nummer': ['1', '2'],
				'plan:erstellungsMassstab': ['viel'],
				'merkmal.neu:vermerk': ['ohne Datum']
			})
		);
		expect(error).toMatchObject({ code: 'form_invalid' });
		expect(Object.keys(error!.fields!).sort()).toEqual([
			'merkmal.neu:datum',
			'merkmal.neu:signatur',
			'merkmal.neu:signiert',
			'plan:erstellungsMassstab',
			'plan:inkrafttretensDatum',
			'plan:name',
			'plan:nummer',
			'plan:rechtsstand'
		]);
		expect(await refusal(await formOf(planId, 'texte', { 'text.T1:text': [''] }))).toMatchObject({ code: 'form_invalid', fields: { 'text.T1:text': expect.any(String) } });
		expect(await listVersionRows(scope, planId)).toHaveLength(1);
	});

	it('when nothing was changed', async () => {
		const { planId } = await imported();
		for (const part of ['angaben', 'texte', 'unterlagen'] as const) expect(await refusal(await formOf(planId, part, {}))).toMatchObject({ code: 'plan_edit_unchanged' });
	});

	it('when the form is outdated, or another version is being made', async () => {
		const { planId } = await imported();
		const [first, second] = [await formOf(planId, 'angaben', { 'plan:nummer': ['8'] }), await formOf(planId, 'angaben', { 'plan:nummer': ['9'] })];
		const importId = await saveEdit(services, scope, first);
		expect(await refusal(second)).toMatchObject({ code: 'plan_edit_outdated' });
		await runImport(services, { tenantId: scope.tenantId, importId });
		expect(await refusal(second)).toMatchObject({ code: 'plan_edit_outdated' });
		expect((await versionOf(planId)).planNumber).toBe('8');
		const both = await Promise.all([1, 2].map(async (value) => refusal(await formOf(planId, 'angaben', { 'plan:nummer': [String(value)] }))));
		expect(both.filter((each) => each === null)).toHaveLength(1);
	});

	it('for a plan of another tenant', async () => {
		const { planId } = await imported();
		const request = await formOf(planId, 'angaben', { 'plan:nummer': ['8'] });
		const stranger = forTenant(services.db.knex, (await makeTenant(services.db)).id);
		await expect(saveEdit(services, stranger, request)).rejects.toMatchObject({ code: 'not_found' });
		await expect(readEdit(stranger, planId, undefined, 'angaben')).rejects.toMatchObject({ code: 'not_found' });
	});
});
