import { buffer, text } from 'node:stream/consumers';
import { readZipParts } from '../../support/open-zip.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportStream, type ExportKind } from '../../../portal/lib/server/exports/export-stream.ts';
import { neutraliseFormula } from '../../../portal/lib/server/exports/neutralise.ts';
import { statementBatches } from '../../../portal/lib/server/exports/rows.ts';
import { listStatements, PAGE_SIZE, readFilter } from '../../../portal/lib/server/statements/list.ts';
import { receiveStatement } from '../../../portal/lib/server/statements/service.ts';
import type { Services } from '../../../portal/lib/server/services.ts';
import { testServices } from '../../support/database.ts';
import { at, DURING, makeParticipation, newStatement, type TestParticipation } from '../../support/participation.ts';

describe('list and exports', () => {
	let services: Services;
	let test: TestParticipation;
	const send = (values: object, now = DURING) =>
		receiveStatement(services, test.scope, test.participationId, newStatement(values), { origin: 'web', now });
	const download = (kind: ExportKind, of = test, id = of.participationId) =>
		exportStream(services, kind, statementBatches(of.scope, id, {}, kind === 'geojson'));
	beforeAll(async () => {
		services = await testServices();
		test = await makeParticipation(services.db);
		await send({ text: '=HYPERLINK("http://boese.example";"Klick")', name: '+491234', places: [{ kind: 'object', gmlId: 'wa' }] });
		await send({ text: 'Die Bäume; "alle"\nin der Straße sollen bleiben', places: [{ kind: 'point', crs: 'EPSG:3857', geometry: { type: 'Point', coordinates: at(50, 50) } }] }, new Date(DURING.getTime() + 1000));
		await send({ text: 'Später & <früher>' }, new Date('2027-03-20T23:30:00Z'));
	});

	it('neutralises formulas however they are dressed', () => {
		for (const text of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '%0A=1', '|cmd']) expect(neutraliseFormula(text)).toBe(`'${text}`);
		for (const text of ['Guten Tag', '1-2', 'a=b', '']) expect(neutraliseFormula(text)).toBe(text);
	});

	it('writes CSV for German spreadsheets', async () => {
		const csv = (await buffer(download('csv'))).toString('utf8');
		expect(csv.startsWith('\ufeff"Nummer";"Eingang"')).toBe(true);
		expect(csv).toContain(`"'=HYPERLINK(""http://boese.example"";""Klick"")"`);
		expect(csv).toContain(`"'+491234"`);
		expect(csv).toContain('"Die Bäume; ""alle""\nin der Straße sollen bleiben"');
		expect(csv.split('\r\n')).toHaveLength(5);
	});

	it('writes GeoJSON in degrees', async () => {
		const { features } = JSON.parse(await text(download('geojson')));
		expect(features.map((each: { geometry: { type: string } | null }) => each.geometry?.type ?? null)).toEqual(['Polygon', 'Point', null]);
		const [lon, lat] = features[1].geometry.coordinates;
		expect(lon).toBeCloseTo(13.295, 2);
		expect(lat).toBeCloseTo(51.288, 1);
		expect(features[1].properties).toMatchObject({ number: 2, gmlIds: 'wa\ntree' });
	});

	it('writes a workbook whose cells are texts', async () => {
		const parts = await readZipParts(await buffer(download('xlsx')));
		expect(Object.keys(parts).sort()).toEqual(
			['[Content_Types].xml', '_rels/.rels', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/workbook.xml', 'xl/worksheets/sheet1.xml'].sort()
		);
		const sheet = parts['xl/worksheets/sheet1.xml']!;
		expect(sheet).toContain('Später &amp; &lt;früher&gt;');
		expect(sheet).not.toContain('<f>');
		expect(sheet.match(/<row /g)).toHaveLength(4);
	});

	it('filters by object, German words, local days and lateness', async () => {
		const found = async (query: string) =>
			(await listStatements(test.scope, test.participationId, readFilter(new URLSearchParams(query)).filter, null)).items.map((each) => each.number);
		expect(await found('')).toEqual([3, 2, 1]);
		expect(await found('objekt=wa')).toEqual([2, 1]);
		expect(await found('objekt=tree')).toEqual([2]);
		expect(await found('text=baum')).toEqual([2]);
		// 23:30 UTC on 20 March is 00:30 on 21 March in Germany.
		expect(await found('von=2027-03-21')).toEqual([3]);
		expect(await found('bis=2027-03-20')).toEqual([2, 1]);
		expect(await found('verspaetet=ja')).toEqual([]);
		expect(await found('objekt=%27;drop')).toEqual([]);
	});

	it('pages by key and reads exports in batches', async () => {
		const many = await makeParticipation(services.db);
		const total = 1203;
		await copies(many, total);
		const seen: number[] = [];
		let after: string | null = null;
		do {
			const page: Awaited<ReturnType<typeof listStatements>> = await listStatements(many.scope, many.participationId, {}, after);
			expect(page.total).toBe(total);
			expect(page.items.length).toBeLessThanOrEqual(PAGE_SIZE);
			seen.push(...page.items.map((each) => each.number));
			after = page.next;
		} while (after);
		expect(new Set(seen).size).toBe(total);
		const sizes: number[] = [];
		for await (const batch of statementBatches(many.scope, many.participationId, {})) sizes.push(batch.length);
		expect(sizes).toEqual([500, 500, 203]);
		expect((await text(download('csv', many))).split('\r\n')).toHaveLength(total + 2);
	});

	it('breaks the download off when the database fails, and ends the work when nobody takes it', async () => {
		const failing = exportStream(
			services,
			'csv',
			(async function* () {
				yield [];
				throw new Error('the database went away');
			})()
		);
		await expect(buffer(failing)).rejects.toThrow('the database went away');
		let asked = 0;
		const endless = exportStream(
			services,
			'csv',
			(async function* () {
				for (;;) {
					asked++;
					yield [];
				}
			})()
		);
		endless.once('data', () => endless.destroy());
		await new Promise((resolve) => endless.once('close', resolve));
		await new Promise((resolve) => setTimeout(resolve, 200));
		const then = asked;
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect(asked).toBe(then);
	});

	it('exports nothing of another tenant', async () => {
		const stranger = await makeParticipation(services.db);
		expect((await text(download('csv', stranger, test.participationId))).split('\r\n')).toHaveLength(2);
	});

	/** Copies of one row by SQL: what counts here is reading. */
	async function copies(many: TestParticipation, total: number): Promise<void> {
		const digest = Buffer.alloc(32);
		const row = (number: number) => ({
			participation_id: many.participationId,
			number,
			code_hash: Buffer.from(`${many.participationId}-${number}`),
			idempotency_key: services.db.knex.raw('gen_random_uuid()'),
			origin: 'web',
			body: `Text ${number}`,
			// Many share a time, so the id has to decide.
			received_at: new Date(DURING.getTime() + Math.floor(number / 100) * 1000),
			salt: digest,
			author_digest: digest,
			digest,
			receipt_seq: 0
		});
		for (let from = 1; from <= total; from += 200)
			await many.scope.insert('statement', Array.from({ length: Math.min(200, total - from + 1) }, (_, index) => row(from + index)));
	}
});
