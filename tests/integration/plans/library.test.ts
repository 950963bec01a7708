import { beforeAll, describe, expect, it } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import { publishVersion } from '../../../gis/plans/plans.ts';
import { saveReport } from '../../../portal/lib/server/plans/check-queries.ts';
import { importPlanFile } from '../../../portal/lib/server/plans/import-service.ts';
import { libraryValues, readLibrary } from '../../../portal/lib/server/plans/library.ts';
import { readDeletion, removePlan } from '../../../portal/lib/server/plans/staff-plans.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { planDocument } from './fixtures.ts';

let services: Services;
let scope: TenantScope;
const now = new Date('2026-05-05T10:00:00Z');
const load = async (name: string, number: string, rechtsstand: string) =>
	(await importPlanFile(services, scope.tenantId, { name: 'x.gml', content: planDocument({ name, number, rechtsstand }) }))[0]!;
const find = async (query: string, published = false) => {
	const found = await readLibrary(scope, new URLSearchParams(query), '/ort/verwaltung/plaene', published);
	return { ...found, names: found.plans.map(({ name }) => name) };
};

beforeAll(async () => {
	services = await testServices();
	scope = forTenant(services.db.knex, (await makeTenant(services.db)).id);
	const draft = await load('Am Weinberg', '10', '2400');
	const adopted = await load('Große Straße', '2', '4000');
	const old = await load('Alte Ziegelei', '1', '5000');
	await load('Am Bach', '11', '45000');
	await saveReport(scope, [draft.versionId], report('errors'), now);
	await saveReport(scope, [adopted.versionId], report('passed'), now);
	await saveReport(scope, [old.versionId], report('warnings'), now);
	await publishVersion(scope, adopted.versionId, now);
	const text = await scope.table('plan_text').where({ plan_version_id: adopted.versionId, gml_id: 'T1' }).update({ body: 'Die Dachbegrünungen sind dauerhaft zu erhalten.' });
	expect(text).toBe(1);
});

const facts = { version: '6.0', root: 'XPlanAuszug', members: 1, classes: {}, plans: [], crs: [], unsupported: [] };
const report = (verdict: 'passed' | 'warnings' | 'errors') => ({ verdict, counts: {}, blocking: [], facts, findings: [], skipped: [], engine: 'test', durationMs: 1 });

describe('the list of plans', () => {
	it('is searched by name, number, municipality and words of the texts', async () => {
		expect((await find('suche=grosse str')).names).toEqual(['Große Straße']);
		expect((await find('suche=11')).names).toEqual(['Am Bach']);
		expect((await find('suche=testöd&reihenfolge=name')).names).toHaveLength(4);
		// German word forms: the text has another one.
		expect((await find('suche=Dachbegrünung')).names).toEqual(['Große Straße']);
		expect((await find('suche=gibtsnicht')).total).toBe(0);
		expect((await find(`suche=${encodeURIComponent("%'; drop table plan --")}`)).total).toBe(0);
	});

	it('is filtered by status, verdict and kind', async () => {
		expect((await find('stand=aufstellung')).names).toEqual(['Am Weinberg']);
		expect((await find('stand=festgesetzt&reihenfolge=name')).names).toEqual(['Am Bach', 'Große Straße']);
		expect((await find('stand=archiviert')).names).toEqual(['Alte Ziegelei']);
		expect((await find('pruefung=fehler')).names).toEqual(['Am Weinberg']);
		expect((await find('pruefung=bestanden')).names).toEqual(['Große Straße']);
		expect((await find('pruefung=warnungen')).names).toEqual(['Alte Ziegelei']);
		expect((await find('pruefung=offen')).names).toEqual(['Am Bach']);
		expect((await find('art=BP_Plan/1000')).total).toBe(4);
		expect((await find('art=FP_Plan')).total).toBe(0);
		expect((await find('')).kinds).toEqual([{ value: 'BP_Plan/1000', label: expect.any(String) }]);
	});

	it('is sorted, by number as people count', async () => {
		expect((await find('reihenfolge=nummer')).plans.map(({ number }) => number)).toEqual(['1', '2', '10', '11']);
		expect((await find('reihenfolge=name')).names).toEqual(['Alte Ziegelei', 'Am Bach', 'Am Weinberg', 'Große Straße']);
		expect((await find('')).names[0]).toBe('Am Bach');
	});

	it('keeps the filter in the addresses of its pages, and ignores words that mean nothing', async () => {
		expect(libraryValues(new URLSearchParams('stand=quatsch&reihenfolge=constructor&art=X'))).toEqual({ suche: '', stand: '', pruefung: '', art: '', reihenfolge: '' });
		for (let i = 0; i < 27; i++) await load(`Serie ${i}`, String(100 + i), '2400');
		const first = await find('suche=serie&stand=aufstellung');
		expect([first.total, first.plans.length, first.pages, first.previous]).toEqual([27, 25, 2, null]);
		expect(first.next).toBe('/ort/verwaltung/plaene?suche=serie&stand=aufstellung&seite=2');
		const second = await find('suche=serie&stand=aufstellung&seite=2');
		expect([second.plans.length, second.next, second.previous]).toEqual([2, null, '/ort/verwaltung/plaene?suche=serie&stand=aufstellung']);
	});

	it('shows the public what is published, and nothing of checks', async () => {
		const found = await find('', true);
		expect(found.names).toEqual(['Große Straße']);
		expect((await find('pruefung=fehler', true)).names).toEqual(['Große Straße']);
		expect((await find('suche=Weinberg', true)).total).toBe(0);
	});

	it('is that of the tenant alone', async () => {
		const other = forTenant(services.db.knex, (await makeTenant(services.db)).id);
		expect((await readLibrary(other, new URLSearchParams(), '/x', false)).total).toBe(0);
	});
});

describe('where a plan stands', () => {
	it.each([
		['BP_Plan', '6.0', '1000', 'draft'],
		['BP_Plan', '6.0', '2400', 'draft'],
		['BP_Plan', '6.0', '3000', 'adopted'],
		['BP_Plan', '6.0', '4500', 'adopted'],
		['BP_Plan', '6.0', '45001', 'adopted'],
		['BP_Plan', '5.4', '50000', 'archived'],
		['FP_Plan', '6.0', '3000', 'draft'],
		['FP_Plan', '6.0', '4000', 'adopted'],
		['FP_Plan', '6.0', '50001', 'archived'],
		['RP_Plan', '4.1', '5000', 'archived'],
		['RP_Plan', '6.0', '5000', 'adopted'],
		['RP_Plan', '6.0', '5500', 'adopted'],
		['RP_Plan', '6.0', '7000', 'archived'],
		['LP_Plan', '6.0', '3000', 'draft'],
		['LP_Plan', '6.0', '5000', 'archived'],
		['LP_Plan', '6.0', '6000', 'adopted'],
		['SO_Plan', '6.0', '2000', 'adopted'],
		['BP_Plan', '6.0', null, 'adopted'],
		['BP_Plan', '6.0', 'Unsinn', 'adopted']
	])('%s %s %s: %s', async (...[className, version, code, status]) => {
		const { rows } = await services.db.knex.raw('select plan_status(?, ?, ?) as status', [className, version, code] as never);
		expect(rows[0].status).toBe(status);
	});
});

describe('deleting', () => {
	it('takes a version or the whole plan, never what is published', async () => {
		const first = await load('Zum Löschen', '77', '2400');
		await load('Zum Löschen', '77', '2400');
		expect(await readDeletion(scope, first.planId, 2)).toMatchObject({ number: 2, versions: 1, last: false, published: false, inParticipation: false });
		expect(await removePlan(services, scope, first.planId, 2)).toBe(false);
		await load('Zum Löschen', '77', '2400');
		await publishVersion(scope, first.versionId, now);
		await expect(removePlan(services, scope, first.planId, undefined)).rejects.toMatchObject({ code: 'plan_published' });
		expect(await readDeletion(scope, first.planId, undefined)).toMatchObject({ versions: 2, last: true, published: true });
		await scope.table('plan_version').where('plan_version.id', first.versionId).update({ published_at: null });
		expect(await removePlan(services, scope, first.planId, undefined)).toBe(true);
		await expect(readDeletion(scope, first.planId, undefined)).rejects.toMatchObject({ code: 'not_found' });
		const other = forTenant(services.db.knex, (await makeTenant(services.db)).id);
		const kept = await load('Bleibt', '78', '2400');
		await expect(removePlan(services, other, kept.planId, undefined)).rejects.toMatchObject({ code: 'not_found' });
	});
});
