import { beforeAll, describe, expect, it } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import type { Finding } from '../../../importers/xplan/model.ts';
import { runCheck } from '../../../portal/lib/server/plans/check-job.ts';
import { findingsResponse, reportResponse } from '../../../portal/lib/server/plans/check-downloads.ts';
import { importPlanFile } from '../../../portal/lib/server/plans/import-service.ts';
import { readStaffPlan } from '../../../portal/lib/server/plans/staff-plans.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { PDF, planDocument, zipOf } from './fixtures.ts';

/** What staff see and take along of a kept report. */

let services: Services;
let scope: TenantScope;
let planId: string;
let versionId: string;

beforeAll(async () => {
	services = await testServices();
	scope = forTenant(services.db.knex, (await makeTenant(services.db)).id);
	// Every building area refers to a text that is not there.
	const faulty = Buffer.from(planDocument({ name: 'Am Weinberg', areas: 70 })).toString().replaceAll('refTextInhalt xlink:href="#T2"', 'refTextInhalt xlink:href="#FEHLT"');
	const [version] = await importPlanFile(services, scope.tenantId, { name: 'plan.zip', content: await zipOf({ 'a/xplan.gml': faulty, 'b.pdf': PDF }) });
	({ planId, versionId } = version!);
	await runCheck(services, { tenantId: scope.tenantId, versionId });
});

const dangling = (findings: readonly Finding[]) => findings.filter(({ rule }) => rule === 'xlink-dangling');
const download = async (format: string, number?: number) => {
	const response = await reportResponse(services, scope, { planId, number }, format);
	return { response, bytes: Buffer.from(await response.arrayBuffer()) };
};

describe('report of a version', () => {
	it('is read page by page by the server and whole by the browser, in one order', async () => {
		const { findings, places } = (await (await findingsResponse(scope, planId, 1)).json()) as { findings: Finding[]; places: Record<string, unknown> };
		expect(dangling(findings)).toHaveLength(70);
		expect(places['B1']).toMatchObject({ type: 'Polygon' });
		const paged: Finding[] = [];
		const first = (await readStaffPlan(scope, planId, 1)).findings;
		expect(first).toMatchObject({ total: findings.length, page: 1, pages: Math.ceil(findings.length / 50) });
		for (let page = 1; page <= first.pages; page++) paged.push(...(await readStaffPlan(scope, planId, 1, page)).findings.shown);
		expect(paged).toEqual(findings);
		expect((await readStaffPlan(scope, planId, 1, 999)).findings).toMatchObject({ page: first.pages, shown: findings.slice((first.pages - 1) * 50) });
	});

	it('is saved as JSON in the form of every report', async () => {
		const { response, bytes } = await download('json', 1);
		expect(response.headers.get('content-disposition')).toContain('am-weinberg-fassung-1-pruefbericht.json');
		expect(response.headers.get('cache-control')).toContain('no-store');
		const [result] = JSON.parse(bytes.toString());
		expect(result).toMatchObject({
			file: 'plan.zip!a/xplan.gml',
			ok: false,
			version: '6.0',
			crs: ['EPSG:25833'],
			plans: [{ class: 'BP_Plan', name: 'Am Weinberg' }],
			classes: { BP_BaugebietsTeilFlaeche: 70 },
			references: { valid: false, errors: expect.any(Number) },
			skipped: []
		});
		expect(dangling(result.findings)).toHaveLength(70);
	});

	it('is saved as GeoJSON and PDF', async () => {
		const { features } = JSON.parse((await download('geojson')).bytes.toString());
		expect(features.filter((each: { properties: Finding }) => each.properties.rule === 'xlink-dangling')).toHaveLength(70);
		const { response, bytes } = await download('pdf');
		expect(response.headers.get('content-type')).toBe('application/pdf');
		expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
	});

	it('is written from what the version says where it kept no facts', async () => {
		const [{ facts }] = await scope.table('plan_check').where('plan_check.plan_version_id', versionId).select('facts');
		await scope.table('plan_check').where('plan_check.plan_version_id', versionId).update({ facts: '{}' });
		const [result] = JSON.parse((await download('json')).bytes.toString());
		await scope.table('plan_check').where('plan_check.plan_version_id', versionId).update({ facts: JSON.stringify(facts) });
		expect(result).toMatchObject({ version: '6.0', crs: ['EPSG:25833'], plans: [{ class: 'BP_Plan', gmlId: 'P', name: 'Am Weinberg' }] });
	});

	it('is for the own tenant, and in the known forms only', async () => {
		const stranger = forTenant(services.db.knex, (await makeTenant(services.db)).id);
		const gone = { code: 'not_found' };
		await expect(download('docx')).rejects.toMatchObject(gone);
		await expect(download('pdf', 2)).rejects.toMatchObject(gone);
		await expect(reportResponse(services, stranger, { planId, number: 1 }, 'pdf')).rejects.toMatchObject(gone);
		await expect(findingsResponse(stranger, planId, 1)).rejects.toMatchObject(gone);
	});
});
