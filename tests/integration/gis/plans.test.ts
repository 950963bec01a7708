import { beforeAll, describe, expect, it } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import { objectsByGmlId, objectsHitBy } from '../../../gis/plans/hits.ts';
import { countClasses, listObjects, listSigns, readObject } from '../../../gis/plans/objects.ts';
import { deleteVersion, listStaffPlans, publishVersion, readPlan, unpublishVersion } from '../../../gis/plans/plans.ts';
import { listPublishedPlansAcrossTenants } from '../../../gis/plans/published.ts';
import { importPlanFile } from '../../../portal/lib/server/plans/import-service.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { planDocument } from '../plans/fixtures.ts';

const now = new Date('2026-05-01T12:00:00Z');
let services: Services;
let scope: TenantScope;
let other: TenantScope;
let planId: string;
let first: string;
let second: string;

const load = async (into: TenantScope, options: Parameters<typeof planDocument>[0]) =>
	(await importPlanFile(services, into.tenantId, { name: 'plan.gml', content: planDocument(options!) }))[0]!;

beforeAll(async () => {
	services = await testServices();
	scope = forTenant(services.db.knex, (await makeTenant(services.db, { name: 'Testöd', slug: 'testoed' })).id);
	other = forTenant(services.db.knex, (await makeTenant(services.db)).id);
	const one = await load(scope, { name: 'Müllerwiese', areas: 12 });
	planId = one.planId;
	first = one.versionId;
	second = (await load(scope, { name: 'Müllerwiese', areas: 4, rechtsstand: '3000' })).versionId;
});

describe('versions and the public', () => {
	it('shows the public nothing that is not published', async () => {
		await expect(readPlan(scope, planId)).rejects.toMatchObject({ code: 'not_found' });
		expect((await listPublishedPlansAcrossTenants(services.db.knex, { now })).items).toEqual([]);
		await publishVersion(scope, first, now);
		const plan = await readPlan(scope, planId);
		expect(plan.version.id).toBe(first);
		expect(plan.versions.map((each) => each.number)).toEqual([1]);
		await expect(readPlan(scope, planId, { number: 2 })).rejects.toMatchObject({ code: 'not_found' });
		expect((await readPlan(scope, planId, { number: 2, staff: true })).version.id).toBe(second);
	});

	it('tells staff of all versions', async () => {
		expect(await listStaffPlans(scope)).toMatchObject([{ id: planId, versions: 2, newestNumber: 2, publishedNumber: 1, rechtsstand: '3000' }]);
	});

	it('lets nobody of another tenant read or change it by its ids', async () => {
		await expect(readPlan(other, planId, { staff: true })).rejects.toMatchObject({ code: 'not_found' });
		await expect(readObject(other, first, 'B1')).rejects.toMatchObject({ code: 'not_found' });
		await expect(publishVersion(other, second, now)).rejects.toMatchObject({ code: 'not_found' });
		await expect(unpublishVersion(other, first)).rejects.toMatchObject({ code: 'not_found' });
		await expect(deleteVersion(other, second)).rejects.toMatchObject({ code: 'not_found' });
		expect((await listObjects(other, first)).items).toEqual([]);
		expect(await objectsByGmlId(other, first, ['B1'])).toEqual([]);
		expect(await listStaffPlans(other)).toEqual([]);
	});

	it('answers an id that cannot be one like an unknown one', async () => {
		await expect(readPlan(scope, "x' or true")).rejects.toMatchObject({ code: 'not_found' });
	});
});

describe('published plans of the Land', () => {
	it('are found by words without regard to case, umlauts and order', async () => {
		const found = async (text: string) => (await listPublishedPlansAcrossTenants(services.db.knex, { now, text })).items.map((each) => each.name);
		expect(await found('müllerwiese')).toEqual(['Müllerwiese']);
		expect(await found('TESTOED Muellerwiese')).toEqual(['Müllerwiese']);
		expect(await found('mullerw')).toEqual(['Müllerwiese']);
		expect(await found('100%')).toEqual([]);
	});

	it('come in pages without gaps, with their participation', async () => {
		for (const name of ['Anger', 'Bach', 'Dorf']) await publishVersion(other, (await load(other, { name })).versionId, now);
		await scope.insert('participation', {
			plan_version_id: first,
			title: 'Beteiligung',
			starts_at: '2026-04-20T00:00:00Z',
			ends_at: '2026-05-20T00:00:00Z',
			published_at: now
		});
		const names = [];
		let after: { name: string; planId: string } | undefined;
		do {
			const page = await listPublishedPlansAcrossTenants(services.db.knex, { now, limit: 2, after });
			expect(page.items.length).toBeLessThanOrEqual(2);
			names.push(...page.items.map((each) => `${each.name} ${each.participation}`));
			after = page.next ?? undefined;
		} while (after);
		expect(names).toEqual(['Anger null', 'Bach null', 'Dorf null', 'Müllerwiese running']);
		const running = await listPublishedPlansAcrossTenants(services.db.knex, { now, running: true });
		expect(running.items.map((each) => each.name)).toEqual(['Müllerwiese']);
		const ofTenant = await listPublishedPlansAcrossTenants(services.db.knex, { now, tenantId: scope.tenantId });
		expect(ofTenant.items).toHaveLength(1);
	});
});

describe('objects of a version', () => {
	it('come in pages in the order of the file', async () => {
		const names = [];
		let after: number | undefined;
		do {
			const page = await listObjects(scope, first, { limit: 5, after });
			names.push(...page.items.map((each) => each.gmlId));
			after = page.next ?? undefined;
		} while (after);
		expect(names).toEqual([...Array.from({ length: 12 }, (_, i) => `B${i + 1}`), 'G', 'A']);
	});

	it('are filtered by class, sign and text', async () => {
		expect((await listObjects(scope, first, { class: 'BP_BauGrenze' })).items.map((each) => each.gmlId)).toEqual(['G']);
		const { sign } = (await listObjects(scope, first, { limit: 1 })).items[0]!;
		expect((await listObjects(scope, first, { sign })).items).toHaveLength(12);
		expect((await listObjects(scope, first, { text: 'wa' })).items).toHaveLength(12);
		expect((await listObjects(scope, first, { text: 'nirgends', textClasses: ['BP_BauGrenze'] })).items.map((each) => each.gmlId)).toEqual(['G']);
		expect((await listObjects(scope, first, { text: '%' })).items).toEqual([]);
	});

	it('are counted by class and by sign, also within a part of the map', async () => {
		expect((await countClasses(scope, first))[0]).toEqual({ class: 'BP_BaugebietsTeilFlaeche', count: 12 });
		const all = await listSigns(scope, first);
		expect(all.reduce((sum, each) => sum + each.count, 0)).toBe(14);
		const { extent } = await readObject(scope, first, 'B12');
		expect(await listSigns(scope, first, extent!)).toEqual([expect.objectContaining({ count: 1 })]);
		expect(await listSigns(scope, first, [0, 0, 1, 1])).toEqual([]);
	});

	it('are read with attributes, place, size on the ground and texts', async () => {
		const object = await readObject(scope, first, 'B1', 4326);
		expect(object).toMatchObject({ class: 'BP_BaugebietsTeilFlaeche', bereichGmlId: 'BE', texts: [{ gmlId: 'T2', key: '2' }], length: null });
		expect(object.area).toBeCloseTo(1600, 6);
		expect(object.attributes.find((each) => each.name === 'GRZ')?.value).toBe('0.4');
		expect(object.attributes.some((each) => each.geometry)).toBe(false);
		const [longitude, latitude] = (object.geometry!.coordinates as number[][][][])[0]![0]![0]!;
		expect(longitude).toBeCloseTo(13.28, 1);
		expect(latitude).toBeCloseTo(51.35, 1);
	});
});

describe('objects hit by a place', () => {
	const centreOf = async (gmlId: string): Promise<[number, number]> => {
		const { extent } = await readObject(scope, first, gmlId);
		return [(extent![0] + extent![2]) / 2, (extent![1] + extent![3]) / 2];
	};

	it('are areas first and points last, lines and points with a tolerance in metres on the ground', async () => {
		const tree = await centreOf('A');
		const hits = async (tolerance: number) =>
			(await objectsHitBy(scope, first, { type: 'Point', coordinates: [tree[0] + 3, tree[1]] }, tolerance)).map((each) => each.gmlId);
		expect(await hits(3)).toEqual(['B1', 'A']);
		expect(await hits(1)).toEqual(['B1']);
	});

	it('include all that a polygon or line touches, even a polygon that crosses itself', async () => {
		const [x1, y] = await centreOf('B2');
		const [x2] = await centreOf('B4');
		const line = await objectsHitBy(scope, first, { type: 'LineString', coordinates: [[x1, y], [x2, y]] }, 0);
		expect(line.map((each) => each.gmlId).sort()).toEqual(['B2', 'B3', 'B4']);
		const ring = [[x1, y], [x2, y + 5], [x2, y], [x1, y + 5], [x1, y]];
		expect((await objectsHitBy(scope, first, { type: 'Polygon', coordinates: [ring] }, 0)).length).toBe(3);
		expect(line[0]!.geometry).toMatchObject({ type: 'MultiPolygon' });
	});

	it('are found by their names in the order asked for', async () => {
		expect((await objectsByGmlId(scope, first, ['G', 'PTO', 'B3', 'fehlt'])).map((each) => each.gmlId)).toEqual(['G', 'B3']);
	});
});

describe('taking back and deleting', () => {
	it('is refused while a participation needs the version', async () => {
		await expect(unpublishVersion(scope, first)).rejects.toMatchObject({ code: 'plan_in_participation' });
		await scope.table('participation').delete();
		await expect(deleteVersion(scope, first)).rejects.toMatchObject({ code: 'plan_published' });
		await unpublishVersion(scope, first);
		await expect(readPlan(scope, planId)).rejects.toMatchObject({ code: 'not_found' });
	});

	it('removes all rows of the version, and the plan with the last one', async () => {
		const [original] = await deleteVersion(scope, first);
		expect(original).toMatch(/^[0-9a-f-]{36}$/);
		expect(await scope.table('plan_object').where({ plan_version_id: first })).toEqual([]);
		expect((await readPlan(scope, planId, { staff: true })).versions.map((each) => each.number)).toEqual([2]);
		await deleteVersion(scope, second);
		await expect(readPlan(scope, planId, { staff: true })).rejects.toMatchObject({ code: 'not_found' });
	});
});
