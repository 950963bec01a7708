import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { beforeAll, describe, expect, it } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import type { DifferenceEntry, PlanDifference } from '../../../gis/plans/difference/types.ts';
import { convertDocument } from '../../../importers/xplan/conversion/convert.ts';
import type { Feature } from '../../../importers/xplan/model.ts';
import { writeXplanGml } from '../../../importers/xplan/writer/write-document.ts';
import { publishVersion } from '../../../gis/plans/plans.ts';
import { demoPlans, generatePlan } from '../../../portal/demo/index.ts';
import { findExportedVersion } from '../../../portal/lib/server/exports/plan-export-queries.ts';
import { versionFeatures } from '../../../portal/lib/server/exports/plan-features.ts';
import { geojsonResponse, mapResponse, pdfResponse } from '../../../portal/lib/server/plans/difference/downloads.ts';
import { failDifference } from '../../../gis/plans/difference/store-queries.ts';
import { askAgain, differenceOf, prepareDifference, runDifference } from '../../../portal/lib/server/plans/difference/service.ts';
import { differenceView } from '../../../portal/lib/server/plans/difference/view.ts';
import { importPlanFile } from '../../../portal/lib/server/plans/import-service.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { ORIGIN, planDocument, zipOf } from './fixtures.ts';

let services: Services;
let slug: string;
let scope: TenantScope;
beforeAll(async () => {
	services = await testServices();
	const tenant = await makeTenant(services.db);
	slug = tenant.slug;
	scope = forTenant(services.db.knex, tenant.id);
});

async function add(name: string, content: Uint8Array | string): Promise<{ planId: string; versionId: string }> {
	return (await importPlanFile(services, scope.tenantId, { name, content: Buffer.from(content) }))[0]!;
}
async function versions(...contents: (Uint8Array | string)[]): Promise<{ planId: string; ids: string[] }> {
	const added = [];
	for (const content of contents) added.push(await add('plan.gml', content));
	return { planId: added[0]!.planId, ids: added.map((each) => each.versionId) };
}
const plan = (name: string, options = {}) => Buffer.from(planDocument({ name, ...options })).toString();
const at = (x: number, y: number) => `${ORIGIN[0] + x} ${ORIGIN[1] + y}`;
const entriesOf = (difference: PlanDifference): DifferenceEntry[] => [
	...(difference.metadata ? [difference.metadata] : []),
	...difference.added,
	...difference.removed,
	...difference.changed,
	...difference.texts,
	...difference.documents
];

describe('the two drafts of the demo plan', () => {
	let planId: string;
	let ids: string[];
	let difference: PlanDifference;
	beforeAll(async () => {
		const drafts = (await demoPlans(new Date('2026-06-01T10:00:00Z'))).filter((each) => each.fileName.includes('Lindenpark'));
		const added = [];
		for (const { fileName, content } of drafts) added.push(await add(fileName, content));
		planId = added[0]!.planId;
		ids = added.map((each) => each.versionId);
		difference = await differenceOf(scope, ids[0]!, ids[1]!);
	});
	const find = (label: string) => entriesOf(difference).find((each) => `${each.title} ${each.label ?? ''}`.includes(label))!;

	it('shows what came and that nothing went', () => {
		expect(difference.added.map((each) => each.title)).toContain('Grünfläche: Spielplatz');
		expect(difference.removed).toEqual([]);
		expect(difference.summary.counts.object).toEqual({ added: difference.added.length, removed: 0, changed: difference.changed.length, unchanged: 68 });
	});

	it('shows changed properties with label, value and unit', () => {
		const wa2 = find('WA 2');
		expect(wa2).toMatchObject({ kind: 'changed', matchedBy: 'id', geometry: null });
		expect(wa2.attributes).toContainEqual(expect.objectContaining({ name: 'Z', before: '2', after: '3' }));
		expect(wa2.attributes).toContainEqual(expect.objectContaining({ name: 'hoehenangabe.h', before: '120 m', after: '123 m' }));
	});

	it('finds what was drawn anew under another id by its place', () => {
		expect(find('WA 5')).toMatchObject({ kind: 'changed', matchedBy: 'place', geometry: null });
		expect(find('WA 5').fromGmlId).not.toBe(find('WA 5').toGmlId);
	});

	it('measures the changed area in the plan’s own CRS', () => {
		const park = find('Parkanlage');
		expect(park.geometry).toMatchObject({ kind: 'area' });
		expect(park.geometry!.lost).toBeCloseTo(park.geometry!.before! - park.geometry!.after!, 0);
		expect(difference.summary).toMatchObject({ srid: 25833, conversion: 'none' });
	});

	it('compares texts word by word, documents by content, the plan by its properties', () => {
		const changed = difference.texts.find((each) => each.kind === 'changed')!;
		expect(changed.words!.some((part) => part.change === 'added')).toBe(true);
		expect(changed.words!.some((part) => part.change === 'same')).toBe(true);
		expect(difference.documents.map((each) => [each.kind, each.title])).toEqual([['added', 'Pflanzliste'], ['changed', 'Begründung']]);
		expect(difference.metadata!.attributes).toContainEqual(expect.objectContaining({ name: 'rechtsstand', after: 'Öffentliche Auslegung' }));
	});

	it('covers all that changed with one area in EPSG:3857', async () => {
		expect(difference.changedArea!.type).toBe('MultiPolygon');
		const [row] = await scope.query<{ valid: boolean; missing: number }>(
			`select ST_IsValid(d.changed_area) as valid, (
				select count(*)::int from plan_difference_entry e join plan_object o on o.tenant_id = :tenant and o.plan_version_id = :to and o.gml_id = e.to_gml_id
				where e.tenant_id = :tenant and e.from_version_id = :from and e.to_version_id = :to and e.kind = 'added'
					and not ST_Covers(ST_Buffer(d.changed_area, 0.1), o.geom)) as missing
			from plan_difference d where d.tenant_id = :tenant and d.from_version_id = :from and d.to_version_id = :to`,
			{ from: ids[0], to: ids[1] }
		);
		expect(row).toEqual({ valid: true, missing: 0 });
	});

	it('is the mirror image the other way round', async () => {
		const back = await differenceOf(scope, ids[1]!, ids[0]!);
		expect(back.removed.map((each) => each.fromGmlId).sort()).toEqual(difference.added.map((each) => each.toGmlId).sort());
		expect(back.summary.counts.object).toMatchObject({ added: 0, changed: difference.changed.length });
		expect(back.summary.changedSquareMetres).toBeCloseTo(difference.summary.changedSquareMetres!, 0);
	});

	it('is shown to the public once both versions are published, in pages and by filter', async () => {
		const viewer = { slug, planId, staff: false };
		const view = (query: string, staff = false) => differenceView(services, scope, { ...viewer, staff }, new URLSearchParams(query));
		await expect(view('von=1&nach=2')).rejects.toMatchObject({ code: 'not_found' });
		expect(await view('von=1&nach=2', true)).toMatchObject({ state: 'done', base: `/${slug}/verwaltung/plaene/${planId}/unterschied` });
		await publishVersion(scope, ids[0]!, new Date('2026-01-01T00:00:00Z'));
		expect(await view('')).toMatchObject({ state: 'single' });
		await expect(view('von=1&nach=2')).rejects.toMatchObject({ code: 'not_found' });
		await publishVersion(scope, ids[1]!, new Date('2026-02-01T00:00:00Z'));
		const all = (await view('')).result!;
		expect(all.entries.length).toBe(40);
		const rest = (await view(all.next!.slice(all.next!.indexOf('?') + 1).split('#')[0]!)).result!;
		expect(all.entries.length + rest.entries.length).toBe(all.all);
		const found = (await view('art=added&text=SPIELPLATZ')).result!;
		expect(found.entries.map((each) => each.title)).toEqual(['Grünfläche: Spielplatz']);
		expect(await view('von=2&nach=2')).toMatchObject({ state: 'same' });
		const other = forTenant(services.db.knex, (await makeTenant(services.db)).id);
		await expect(differenceView(services, other, viewer, new URLSearchParams())).rejects.toMatchObject({ code: 'not_found' });
		await expect(differenceOf(other, ids[0]!, ids[1]!)).rejects.toMatchObject({ code: 'not_found' });
	});

	it('can be downloaded as GeoJSON, PDF and for the map', async () => {
		const viewer = { slug, planId, staff: false };
		const json = (await (await geojsonResponse(services, scope, viewer, new URLSearchParams())).json()) as { features: { geometry: { coordinates: unknown } | null; properties: Record<string, unknown> }[] };
		const playground = json.features.find((each) => each.properties.titel === 'Grünfläche: Spielplatz')!;
		const [longitude, latitude] = JSON.stringify(playground.geometry!.coordinates).match(/[\d.]+/g)!.map(Number);
		expect(longitude).toBeGreaterThan(11);
		expect(longitude).toBeLessThan(16);
		expect(latitude).toBeGreaterThan(50);
		expect(json.features.filter((each) => each.properties.stand === 'vorher').length).toBeGreaterThan(4);
		const places = (await (await mapResponse(services, scope, viewer, new URLSearchParams())).json()) as { kind: string; before: unknown; after: unknown }[];
		expect(places.filter((each) => each.kind === 'added').every((each) => each.before === null && each.after !== null)).toBe(true);
		const pdf = Buffer.from(await (await pdfResponse(services, scope, viewer, new URLSearchParams(), '192.0.2.1')).arrayBuffer()).toString('latin1');
		expect(pdf.startsWith('%PDF-1.7')).toBe(true);
		expect(pdf).toContain('/StructTreeRoot');
		expect(pdf).toContain('/Marked true');
	});
});

describe('what is no change', () => {
	it('other gml:ids everywhere', async () => {
		const { ids } = await versions(plan('Neu exportiert'), plan('Neu exportiert', { prefix: 'X' }));
		const difference = await differenceOf(scope, ids[0]!, ids[1]!);
		expect(entriesOf(difference)).toEqual([]);
		expect(difference.summary.counts.object.unchanged).toBe(5);
		expect(difference.changedArea).toBeNull();
	});

	it('another starting point, the reverse direction, vertices on a straight line, an arc drawn the other way, two millimetres', async () => {
		const before = plan('Ringe');
		const ring = (...points: [number, number][]) => points.map(([x, y]) => at(x, y)).join(' ');
		const changed = before
			.replace(ring([0, 0], [40, 0], [40, 40], [0, 40], [0, 0]), ring([40, 0], [40, 40], [0, 40], [0, 0], [40, 0]))
			.replace(ring([50, 0], [90, 0], [90, 40], [50, 40], [50, 0]), ring([50, 0], [50, 40], [90, 40], [90, 0], [70, 0], [50, 0]))
			.replace(ring([100, 0], [140, 0], [140, 40], [100, 40], [100, 0]), ring([100.001, 0], [140, 0.001], [140, 40], [100, 40], [100.001, 0]))
			.replace(ring([5, 5], [20, 20], [35, 5]), ring([35, 5], [20, 20], [5, 5]));
		expect(changed).not.toBe(before);
		const { ids } = await versions(before, changed);
		expect(entriesOf(await differenceOf(scope, ids[0]!, ids[1]!))).toEqual([]);
	});
});

describe('what the drawing alone shows', () => {
	it('is named with the plan: lettering that is new, gone or another', async () => {
		const before = plan('Beschriftet');
		const other = before.replace('<xplan:schriftinhalt>WA<', '<xplan:schriftinhalt>WR<');
		const { ids } = await versions(before, other, other.replace(/<xplan:XP_PTO[\s\S]*?<\/xplan:XP_PTO>/, ''));
		const of = async (from: number, to: number) => (await differenceOf(scope, ids[from]!, ids[to]!)).metadata;
		expect((await of(0, 1))!.attributes).toEqual([
			{ name: 'praesentationsobjekte', labels: ['Beschriftung der Zeichnung'], before: '1 Element', after: '1 Element: 1 geändert' },
			{ name: 'praesentationsobjekte.schriftinhalt', labels: ['Beschriftung der Zeichnung', 'Schrift'], before: 'WA', after: 'WR' }
		]);
		expect((await of(1, 2))!.attributes).toEqual([expect.objectContaining({ before: '1 Element', after: '0 Elemente: 1 entfallen' })]);
		expect((await of(2, 0))!.attributes).toEqual([expect.objectContaining({ after: '1 Element: 1 neu' })]);
	});

	it('is no change under other gml:ids, and counts at another place', async () => {
		const before = plan('Verschoben');
		const moved = before.replace(`<gml:pos>${at(10, 10)}`, `<gml:pos>${at(11, 10)}`);
		const { ids } = await versions(before, before.replaceAll('PTO', 'PTO-neu').replaceAll('XP_PTO-neu', 'XP_PTO'), moved);
		expect((await differenceOf(scope, ids[0]!, ids[1]!)).metadata).toBeNull();
		expect((await differenceOf(scope, ids[0]!, ids[2]!)).metadata!.attributes).toEqual([expect.objectContaining({ after: '1 Element: 1 geändert' })]);
	});

	it('is named with the documents: a scan with another content', async () => {
		const gml = plan('Gescannt').replace('<xplan:nummer>0</xplan:nummer>', '<xplan:nummer>0</xplan:nummer><xplan:refScan><xplan:XP_ExterneReferenz><xplan:georefURL>plan.tfw</xplan:georefURL><xplan:referenzName>Planzeichnung</xplan:referenzName><xplan:referenzURL>plan.tif</xplan:referenzURL></xplan:XP_ExterneReferenz></xplan:refScan>');
		expect(gml).toContain('refScan');
		const made = [];
		for (const scan of ['II*\0eins', 'II*\0zwei']) made.push(await add('scan.zip', await zipOf({ 'plan.gml': gml, 'plan.tif': scan })));
		const { documents } = await differenceOf(scope, made[0]!.versionId, made[1]!.versionId);
		expect(documents).toMatchObject([{ kind: 'changed', label: 'Planzeichnung', attributes: [{ name: 'inhalt' }] }]);
	});
});

describe('changes of the place', () => {
	it('are measured: an area in m², a line and a point in metres', async () => {
		const before = plan('Verschoben');
		const changed = before
			.replace(`${at(0, 0)} ${at(40, 0)} ${at(40, 40)} ${at(0, 40)} ${at(0, 0)}`, `${at(0, 0)} ${at(40, 0)} ${at(40, 30)} ${at(0, 30)} ${at(0, 0)}`)
			.replace(at(20, 30), at(21.5, 30))
			.replace(`${at(5, 5)} ${at(20, 20)} ${at(35, 5)}`, `${at(5, 6)} ${at(20, 21)} ${at(35, 6)}`);
		const { ids } = await versions(before, changed);
		const difference = await differenceOf(scope, ids[0]!, ids[1]!);
		const of = (gmlId: string) => difference.changed.find((each) => each.toGmlId === gmlId)!.geometry!;
		expect(difference.changed).toHaveLength(3);
		expect(of('B1')).toMatchObject({ kind: 'area', before: 1600, after: 1200, gained: 0, lost: 400, moved: 10 });
		expect(of('A')).toMatchObject({ kind: 'point', moved: 1.5 });
		expect(of('G').kind).toBe('line');
		expect(of('G').moved).toBeCloseTo(1, 2);
		// Two metres around the point and the line, and the strip of 400 m².
		expect(difference.summary.changedSquareMetres).toBeGreaterThan(400);
		expect(difference.summary.changedSquareMetres).toBeLessThan(700);
	});

	it('keep an object that moved far away under its gml:id, unless something else lies at its place', async () => {
		const before = plan('Weit weg');
		const far = before.replace(`${at(0, 0)} ${at(40, 0)} ${at(40, 40)} ${at(0, 40)} ${at(0, 0)}`, `${at(0, 300)} ${at(40, 300)} ${at(40, 340)} ${at(0, 340)} ${at(0, 300)}`);
		const swapped = before.replace('gml:id="B1"', 'gml:id="TMP"').replace('gml:id="B2"', 'gml:id="B1"').replace('gml:id="TMP"', 'gml:id="B2"');
		const { ids } = await versions(before, far, swapped);
		expect((await differenceOf(scope, ids[0]!, ids[1]!)).changed.map((each) => [each.toGmlId, each.matchedBy])).toEqual([['B1', 'id']]);
		expect(entriesOf(await differenceOf(scope, ids[0]!, ids[2]!))).toEqual([]);
	});
});

describe('versions of different standards', () => {
	it('are compared by the conversion tables: the newer one differs in what was changed, not in what the standard renamed', async () => {
		const first = await add('plan.gml', await text(Readable.from(generatePlan({ objects: 60, version: '5.4', seed: 'gleich' }))));
		const exported = await findExportedVersion(scope, first.planId, 1, true);
		const features: Feature[] = [];
		for await (const batch of versionFeatures(scope, exported)) features.push(...batch);
		const { document } = await convertDocument({ version: '5.4', features }, '6.0');
		const pieces = writeXplanGml({ version: '6.0', id: 'Auszug_2', crs: 'EPSG:25833', features: (async function* () { yield document.features; })() });
		const newer = await text(Readable.from(pieces));
		const second = await add('plan.gml', newer.replace(/(<xplan:GRZ>)0\.\d+/, '$10.77'));
		expect(second.planId).toBe(first.planId);
		const difference = await differenceOf(scope, first.versionId, second.versionId);
		expect(difference.summary).toMatchObject({ conversion: 'converted', xplanVersions: ['5.4', '6.0'] });
		const changes = entriesOf(difference).flatMap((each) => each.attributes.map((change) => `${each.kind} ${each.class} ${change.name} ${change.after}`));
		expect(changes).toEqual(['changed BP_BaugebietsTeilFlaeche GRZ 0,77']);
		expect(entriesOf(difference)).toHaveLength(1);
	});
});

describe('large plans', () => {
	it('are compared by a job that tells its progress, and nobody waits for it', async () => {
		const write = async (seed: string) => text(Readable.from(generatePlan({ objects: 500, version: '6.0', seed })));
		const content = await write('groß');
		const { ids, planId } = await versions(content, content.replace(/<xplan:GRZ>0\.\d+/, '<xplan:GRZ>0.77'));
		const pair = { from: ids[0]!, to: ids[1]! };
		expect(await prepareDifference(services, scope, pair)).toMatchObject({ state: 'queued' });
		await askAgain(services, scope, pair);
		const jobs = await services.db.knex.raw(`select count(*)::int as count from queue.job where name = 'plan-difference' and data ->> 'from' = ?`, [pair.from]);
		expect(jobs.rows[0].count).toBe(1);
		expect(await differenceView(services, scope, { slug, planId, staff: true }, new URLSearchParams())).toMatchObject({ state: 'waiting' });
		await runDifference(services, { tenantId: scope.tenantId, ...pair });
		const view = await differenceView(services, scope, { slug, planId, staff: true }, new URLSearchParams());
		expect(view.result!.summary.counts.object).toMatchObject({ added: 0, removed: 0, changed: 1 });
		expect(view.result!.entries[0]!.changes[0]).toMatchObject({ name: 'GRZ', after: '0,77' });
	});

	it('that failed stay failed for ten minutes, then they are made again', async () => {
		const content = await text(Readable.from(generatePlan({ objects: 40, version: '6.0', seed: 'fehlschlag' })));
		const { ids } = await versions(content, content.replace(/<xplan:GRZ>0\.\d+/, '<xplan:GRZ>0.77'));
		const pair = { from: ids[0]!, to: ids[1]! };
		await askAgain(services, scope, pair);
		await failDifference(scope, pair, { code: 'unexpected', message: 'Ausfall' }, services.now());
		expect(await prepareDifference(services, scope, pair)).toMatchObject({ state: 'failed' });
		const later = { ...services, now: () => new Date(services.now().getTime() + 11 * 60_000) };
		expect(await prepareDifference(later, scope, pair)).toMatchObject({ state: 'queued', error: null });
	});
});
