import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forTenant, type TenantScope } from '../../gis/db/tenant-scope.ts';
import { isZip, openArchive } from '../../importers/xplan/archive.ts';
import { loadCatalogue } from '../../importers/xplan/catalogue/catalogue.ts';
import type { Attribute, Feature, XplanVersion } from '../../importers/xplan/model.ts';
import { schemaOrder } from '../../importers/xplan/writer/schema-order.ts';
import { toHex, writeEwkb } from '../../importers/xplan/wkb.ts';
import { readXplanGml } from '../../importers/xplan/reader.ts';
import { findExportedVersion } from '../../portal/lib/server/exports/plan-export-queries.ts';
import { demoPlans } from '../../portal/demo/index.ts';
import { versionGml } from '../../portal/lib/server/exports/plan-gml.ts';
import { importPlanFile } from '../../portal/lib/server/plans/import-service.ts';
import type { Services } from '../../portal/lib/server/services.ts';
import { makeTenant, testServices } from '../support/database.ts';
import { bytesOf, corpus, corpusPath, schemaMessages } from '../unit/importers/writer/shared-corpus.ts';
import { planDocument } from './plans/fixtures.ts';

let services: Services;
let tenantId: string;
let scope: TenantScope;
const folder = mkdtempSync(join(tmpdir(), 'bauleitportal-export-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(async () => {
	services = await testServices();
	tenantId = (await makeTenant(services.db)).id;
	scope = forTenant(services.db.knex, tenantId);
});

async function exported(planId: string, number: number): Promise<string> {
	const version = await findExportedVersion(scope, planId, number, true);
	let text = '';
	for await (const piece of versionGml(scope, version)) text += piece;
	return text;
}

async function read(source: AsyncIterable<Uint8Array>): Promise<{ version: XplanVersion; features: Feature[] }> {
	const features: Feature[] = [];
	let version: XplanVersion | undefined;
	for await (const event of readXplanGml(source)) {
		if (event.type === 'header') version = event.header.version;
		else if (event.type === 'features') features.push(...event.features);
	}
	return { version: version!, features };
}

const once = (text: string) => bytesOf((async function* () { yield text; })());

/** Features by id, properties in schema order, geometries as EWKB keeps them: that is what a database of plans can tell apart. */
async function model({ version, features }: { version: XplanVersion; features: Feature[] }) {
	const catalogue = await loadCatalogue(version);
	const plain = (className: string, attributes: Attribute[]): unknown[] =>
		schemaOrder(className, attributes, catalogue).map(({ geometry, attributes: inner, ...rest }) => ({
			...rest,
			...(geometry ? { ewkb: toHex(writeEwkb(geometry, 1)) } : {}),
			...(inner ? { attributes: plain(rest.type ?? '', inner) } : {})
		}));
	return Object.fromEntries(
		features.map((each) => [each.gmlId, { class: each.class, attributes: plain(each.class, each.attributes) }]).sort(([a], [b]) => (a! < b! ? -1 : 1))
	);
}

describe('export of a stored version', () => {
	it('gives the same model as the file', async () => {
		const source = planDocument();
		const [imported] = await importPlanFile(services, tenantId, { name: 'weinberg.gml', content: source });
		const text = await exported(imported!.planId, imported!.number);
		expect(await model(await read(once(text)))).toEqual(await model(await read(once(String(source)))));
		expect(text).toContain('<gml:boundedBy><gml:Envelope srsName="EPSG:25833"');
	});

	it('keeps circles, areas of several patches, heights and objects of an extension', async () => {
		const area = (inner: string) => `<gml:Surface gml:id="gs" srsName="EPSG:25833"><gml:patches>${inner}</gml:patches></gml:Surface>`;
		const patch = (x: number) =>
			`<gml:PolygonPatch><gml:exterior><gml:LinearRing><gml:posList>${x} 5600000 ${x + 9} 5600000 ${x + 9} 5600009 ${x} 5600000</gml:posList></gml:LinearRing></gml:exterior></gml:PolygonPatch>`;
		const circle =
			'<gml:Polygon gml:id="gc" srsName="EPSG:25833"><gml:exterior><gml:Ring><gml:curveMember><gml:Curve gml:id="gcc"><gml:segments><gml:Circle><gml:posList>400010 5600000 400005 5600005 400000 5600000</gml:posList></gml:Circle></gml:segments></gml:Curve></gml:curveMember></gml:Ring></gml:exterior></gml:Polygon>';
		const point = '<gml:Point gml:id="gp" srsName="EPSG:25833" srsDimension="3"><gml:pos>400000 5600000 312.5</gml:pos></gml:Point>';
		const object = (name: string, id: string, geometry: string) =>
			`<gml:featureMember><${name} gml:id="${id}"><xplan:position>${geometry}</xplan:position></${name}></gml:featureMember>`;
		const more =
			object('xplan:BP_GruenFlaeche', 'X1', area(patch(400000) + patch(400100))) +
			object('xplan:BP_GruenFlaeche', 'X2', circle) +
			object('xplan:BP_EinfahrtPunkt', 'X3', point) +
			object('ade:BP_Sonderding xmlns:ade="http://www.example.org/ade"', 'X4', point.replace('"gp"', '"gq"')).replace('</ade:BP_Sonderding xmlns:ade="http://www.example.org/ade">', '</ade:BP_Sonderding>');
		const source = String(planDocument({ name: 'Formen' })).replace('</xplan:XPlanAuszug>', `${more}</xplan:XPlanAuszug>`);
		const [imported] = await importPlanFile(services, tenantId, { name: 'formen.gml', content: Buffer.from(source) });
		const text = await exported(imported!.planId, imported!.number);
		const byId = async (from: string) => new Map((await read(once(from))).features.map((each) => [each.gmlId, { ...each, line: 0 }]));
		const [before, after] = [await byId(source), await byId(text)];
		for (const id of ['X1', 'X2', 'X3', 'X4']) expect(after.get(id), id).toEqual(before.get(id));
		expect(text).toContain('<gml:Circle>');
		expect(text).toContain('<ext:BP_Sonderding xmlns:ext="http://www.example.org/ade"');
	});

	it('is not for the public before it is published', async () => {
		const [imported] = await importPlanFile(services, tenantId, { name: 'geheim.gml', content: planDocument({ name: 'Geheim' }) });
		await expect(findExportedVersion(scope, imported!.planId, undefined, false)).rejects.toMatchObject({ code: 'not_found' });
		const other = forTenant(services.db.knex, (await makeTenant(services.db)).id);
		await expect(findExportedVersion(other, imported!.planId, 1, true)).rejects.toMatchObject({ code: 'not_found' });
	});

	it('gives the same model as the plans of the demonstration', async () => {
		for (const plan of await demoPlans(new Date('2026-03-02T08:00:00Z'))) {
			const [imported] = await importPlanFile(services, tenantId, { name: plan.fileName, content: plan.content });
			const archive = isZip(plan.content) ? await openArchive(Buffer.from(plan.content)) : null;
			const source = await read(archive ? archive.gml[0]!.open() : bytes(plan.content));
			archive?.close();
			const text = await exported(imported!.planId, imported!.number);
			expect(await model(await read(once(text))), plan.fileName).toEqual(await model(source));
		}
	}, 120_000);

	/** Two small plans of every version. */
	const chosen = Object.values(Object.groupBy(corpus.filter((row) => row.xsdValid && existsSync(corpusPath(row.file))), (row) => row.version))
		.flatMap((rows) => rows!.toSorted((a, b) => size(a.file) - size(b.file)).slice(3, 5))
		.map((row) => row.file);
	const valid = new Map<string, { version: string; path: string }>();

	it.runIf(chosen.length > 0).each(chosen)('gives the same model as %s', async (file) => {
		const source = await read(createReadStream(corpusPath(file)));
		const plans = source.features.filter((each) => /_Plan$/.test(each.class));
		const [imported] = await importPlanFile(services, tenantId, { name: basename(file), content: readFileSync(corpusPath(file)) });
		const text = await exported(imported!.planId, imported!.number);
		if (plans.length === 1) expect(await model(await read(once(text)))).toEqual(await model(source));
		const path = join(folder, `${valid.size}.gml`);
		writeFileSync(path, text);
		valid.set(file, { version: source.version, path });
	});

	it.runIf(chosen.length > 0)('is valid against the schema where the file was (skipped where ../shared is missing)', async () => {
		for (const [file, { version, path }] of valid) {
			const messages = await schemaMessages(version, [path]);
			expect([file, messages.get(path)]).toEqual([file, []]);
		}
	});
});

async function* bytes(content: Uint8Array): AsyncGenerator<Uint8Array> {
	yield content;
}

const size = (file: string): number => readFileSync(corpusPath(file)).length;
