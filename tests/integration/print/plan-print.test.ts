import { buffer } from 'node:stream/consumers';
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { forTenant, type TenantScope } from '../../../gis/db/tenant-scope.ts';
import { publishVersion } from '../../../gis/plans/plans.ts';
import { groundFrame, toFrame } from '../../../portal/lib/print/frame.ts';
import { printFile, printForm, printPage, type PrintRequest } from '../../../portal/lib/server/print/print-form.ts';
import { objectsInBox } from '../../../portal/lib/server/print/print-queries.ts';
import { scanPieces } from '../../../portal/lib/server/print/print-scans.ts';
import { runRasters } from '../../../portal/lib/server/rasters/raster-job.ts';
import { scanSources } from '../../../portal/lib/server/rasters/raster-queries.ts';
import { listScans } from '../../../portal/lib/server/rasters/scans.ts';
import { MM } from '../../../styles/pdf/types.ts';
import { importPlanFile } from '../../../portal/lib/server/plans/import-service.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { takeFrom } from '../../../portal/lib/server/throttle.ts';
import { makeTenant, testServices } from '../../support/database.ts';
import { drawScan, SCAN, scannedPlan, worldFile, zipWith } from '../../support/raster-files.ts';
import { ORIGIN, planDocument } from '../plans/fixtures.ts';

let services: Services;
let tenant: { id: string; slug: string; name: string };
let scope: TenantScope;
let planId: string;
let versionId: string;

beforeAll(async () => {
	services = await testServices();
	tenant = { name: 'Stadt Testöd', ...(await makeTenant(services.db)) };
	scope = forTenant(services.db.knex, tenant.id);
	const [imported] = await importPlanFile(services, tenant.id, { name: 'plan.gml', content: planDocument() });
	({ planId, versionId } = imported!);
	await publishVersion(scope, versionId, services.now());
});

const visitor = (query = '', change: Partial<PrintRequest> = {}): PrintRequest => {
	const params = new URLSearchParams(query);
	return { tenant, account: null, planId, fassung: params.get('fassung'), client: '192.0.2.1', params, ...change };
};

/** The PDF, however often the way leads to the waiting page. */
async function pdf(request: PrintRequest): Promise<Uint8Array> {
	for (;;) {
		const response = await printFile(services, request);
		if (response.status === 200) return new Uint8Array(await buffer(response.body!));
		expect(response.status).toBe(303);
		const page = await printPage(services, request);
		if (page.state === 'failed') throw new Error(page.message!);
	}
}

async function textOf(bytes: Uint8Array): Promise<{ text: string; width: number; height: number }> {
	const page = await (await getDocument({ data: bytes, verbosity: 0 }).promise).getPage(1);
	const content = await page.getTextContent();
	const [, , width, height] = page.view;
	return { text: content.items.map((item) => ('str' in item ? item.str : '')).join(' '), width: width!, height: height! };
}

describe('print of a stored plan', () => {
	it('fits the whole plan into the sheet and says what is on it', async () => {
		const form = await printForm(services, visitor());
		expect(form).toMatchObject({ crs: 'EPSG:25833', published: true, problems: [], name: 'Am Weinberg' });
		// 10 m around three areas of 50 m.
		expect(form.extent).toEqual([ORIGIN[0] - 10, ORIGIN[1] - 10, ORIGIN[0] + 160, ORIGIN[1] + 160]);
		const { text, width, height } = await textOf(await pdf(visitor('papier=A4&format=hoch&legende=seite')));
		expect([width, height]).toEqual([expect.closeTo(595.28, 1), expect.closeTo(841.89, 1)]);
		expect(text).toContain('Am Weinberg');
		expect(text).toContain('Stadt Testöd');
		expect(text).toContain('1 : 1.000');
		// A long address breaks where its line is full.
		expect(text.replace(/\s/g, '')).toContain(`/${tenant.slug}/plaene/${planId}?fassung=1`);
	});

	it('makes equal orders once and others anew', async () => {
		const first = await pdf(visitor('papier=A3'));
		expect(Buffer.compare(Buffer.from(first), Buffer.from(await pdf(visitor('papier=A3&format=quer'))))).toBe(0);
		const { text, width } = await textOf(await pdf(visitor('papier=A3&massstab=500')));
		expect(width).toBeCloseTo(1190.55, 1);
		expect(text).toContain('1 : 500');
	});

	it('reads the objects of the box only, in pages by key', async () => {
		const box: [number, number, number, number] = [-2e7, -2e7, 2e7, 2e7];
		const all = await objectsInBox(scope, versionId, box, 0, 1000);
		expect(all.length).toBeGreaterThan(3);
		const paged = [];
		for (let after = 0; ; ) {
			const rows = await objectsInBox(scope, versionId, box, after, 2);
			if (rows.length === 0) break;
			paged.push(...rows);
			after = rows.at(-1)!.id;
		}
		expect(paged).toEqual(all);
		expect(await objectsInBox(scope, versionId, [0, 0, 1, 1], 0, 10)).toEqual([]);
		const other = forTenant(services.db.knex, (await makeTenant(services.db)).id);
		expect(await objectsInBox(other, versionId, box, 0, 10)).toEqual([]);
	});

	it('leads back to the form for what cannot be read, with everything typed', async () => {
		const response = await printFile(services, visitor('massstab=eigen&eigen=viel&papier=A1'));
		expect(response.status).toBe(303);
		expect(response.headers.get('Location')).toBe(`/${tenant.slug}/plaene/${planId}/drucken?massstab=eigen&eigen=viel&papier=A1`);
		const form = await printForm(services, visitor('massstab=eigen&eigen=viel&papier=A1'));
		expect(form.problems).toEqual(['eigen']);
		expect(form.options.paper).toBe('A1');
		expect(form.typed['eigen']).toBe('viel');
	});

	it('prints an empty sheet where the plan is not, and says so', async () => {
		const { text } = await textOf(await pdf(visitor('ausschnitt=eigen&ost=390000&nord=5690000&massstab=1000')));
		expect(text).toContain('In diesem Ausschnitt liegt kein Planzeichen.');
	});

	it('does not tell other tenants or visitors of what is not public', async () => {
		const [draft] = await importPlanFile(services, tenant.id, { name: 'entwurf.gml', content: planDocument({ name: 'Entwurf', number: '8' }) });
		for (const run of [printForm, printFile, printPage]) {
			await expect(run(services, visitor('', { planId: draft!.planId }))).rejects.toMatchObject({ code: 'not_found' });
			await expect(run(services, visitor('fassung=9', { fassung: '9' }))).rejects.toMatchObject({ code: 'not_found' });
			await expect(run(services, visitor('', { fassung: 'x' }))).rejects.toMatchObject({ code: 'not_found' });
			const other = { slug: 'andere', name: 'Andere', id: (await makeTenant(services.db)).id };
			await expect(run(services, visitor('', { tenant: other }))).rejects.toMatchObject({ code: 'not_found' });
			await expect(run(services, visitor('', { planId: 'kein-plan' }))).rejects.toMatchObject({ code: 'not_found' });
		}
		const staff = { operator: false, memberships: [{ tenantId: tenant.id, role: 'planner' }] } as never;
		expect(await printForm(services, visitor('', { planId: draft!.planId, account: staff }))).toMatchObject({ published: false, name: 'Entwurf' });
	});

	it('draws so many new sheets for an address and no more', async () => {
		const request = visitor('massstab=eigen&eigen=701&papier=A4', { client: '192.0.2.77' });
		for (let i = 0; i < 30; i++) await takeFrom(services, 'plan-print:192.0.2.77', 30, 600);
		await expect(printPage(services, request)).rejects.toMatchObject({ code: 'plan_export_throttled' });
		// What is drawn already is still given to everybody.
		expect((await pdf(visitor('papier=A3'))).length).toBeGreaterThan(10_000);
	});
});

describe('print of a plan with a scan', () => {
	const PIXEL = 0.25;
	const [west, north] = [390_000, 5_680_000];
	let scanned: { planId: string; versionId: string };
	beforeAll(async () => {
		const area: [number, number, number, number] = [west + 10, north - SCAN.height * PIXEL + 10, west + SCAN.width * PIXEL - 10, north - 10];
		const content = await zipWith(scannedPlan({ area, georefUrl: 'plan.tfw' }), { 'plan.tif': await drawScan('g4'), 'plan.tfw': worldFile(PIXEL, west, north) });
		scanned = (await importPlanFile(services, tenant.id, { name: 'scan.zip', content }))[0]!;
		await runRasters(services, { tenantId: tenant.id, versionId: scanned.versionId });
		await publishVersion(scope, scanned.versionId, services.now());
	});
	const images = async (bytes: Uint8Array) => {
		const { fnArray } = await (await (await getDocument({ data: bytes, verbosity: 0 }).promise).getPage(1)).getOperatorList();
		return fnArray.filter((fn) => fn === OPS.paintImageXObject).length;
	};

	it('draws it below the signs, unless somebody does without', async () => {
		expect((await printForm(services, visitor('', { planId: scanned.planId }))).scans).toBe(true);
		const own = (query: string) => pdf(visitor(query, { planId: scanned.planId }));
		// The tenant's logo is none: what is painted is the scan.
		expect(await images(await own('papier=A4'))).toBeGreaterThan(0);
		expect(await images(await own('papier=A4&scan=nein'))).toBe(0);
		expect(await images(await own('papier=A4&ausschnitt=eigen&ost=380000&nord=5680000&massstab=1000'))).toBe(0);
	});

	it.each([
		[500, 0],
		[1_000, 33],
		[10_000, -90]
	])('puts every point of it where the plan has it (1 : %i, turned by %i°)', async (scale, angle) => {
		const ids = (await listScans(scope, scanned.versionId)).map(({ id }) => id);
		const [source] = await scanSources(scope, scanned.versionId, ids);
		const { key, bounds, minZoom, maxZoom } = source!;
		// Middle of the disc, pixel (0, 0) being that of the upper left corner.
		const disc: [number, number] = [west + SCAN.mark[0] * PIXEL, north - SCAN.mark[1] * PIXEL];
		const frame = groundFrame({ paper: 'A4', landscape: true, legend: 'seite' }, scale, disc, angle);
		const place = toFrame(frame, (1000 * MM) / scale);
		const scans = [{ path: services.files.pathOf(key)!, bounds, minZoom, maxZoom }];
		const pieces = await scanPieces({ scans, box: bounds, crs: 'EPSG:25833', variant: 'colour' }, place);
		let [x, y, weight] = [0, 0, 0];
		for (const { image, transform: [a, b, c, d, e, f] } of pieces) {
			const { data, info } = await sharp(image).flatten({ background: '#fff' }).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
			for (let i = 0; i < data.length; i += info.channels) {
				const dark = Math.max(0, 200 - data[i]!);
				const [u, v] = [((i / info.channels) % info.width + 0.5) / info.width, (Math.floor(i / info.channels / info.width) + 0.5) / info.height];
				x += dark * (a * u + c * v + e);
				y -= dark * (b * u + d * v + f);
				weight += dark;
			}
		}
		const [expectedX, expectedY] = place(...disc);
		// A third of the scan's pixel on the ground.
		const tolerance = (PIXEL / 3) * ((1000 * MM) / scale);
		expect(Math.hypot(x / weight - expectedX, y / weight - expectedY)).toBeLessThan(tolerance);
	});
});
