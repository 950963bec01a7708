import { describe, expect, it } from 'vitest';
import { checkXplan, type SkippableCheck } from '../../../importers/xplan/check.ts';
import { refusalIn } from '../../../importers/xplan/refusal.ts';
import { bytesOf, object, plan, polygon, rulesOf, xplanAuszug } from './documents.ts';

/** Reading and references alone: the made documents are far too small for the rules of the other checks. */
const reading = new Set<SkippableCheck>(['structure', 'semantics']);
const check = (...members: string[]) => checkXplan(bytesOf(xplanAuszug(members)), { skip: reading });

describe('check', () => {
	it('says that a good document is good', async () => {
		const result = await check(plan('P1', '<x:a xlink:href="#O1"/>'), object(polygon()));
		expect(result).toEqual({
			ok: true,
			version: '6.0',
			root: 'XPlanAuszug',
			members: 2,
			classes: { BP_Plan: 1, BP_BaugebietsTeilFlaeche: 1 },
			plans: [{ class: 'BP_Plan', gmlId: 'P1', name: 'Am Anger' }],
			crs: ['EPSG:25833'],
			references: { valid: true, errors: 0, warnings: 0 },
			geometry: { valid: true, errors: 0, warnings: 0 },
			skipped: ['structure', 'semantics'],
			findings: [],
			unsupported: [],
			documents: []
		});
	});

	it('finds relations that lead nowhere, forwards and backwards', async () => {
		const links =
			'<x:bereich xlink:href="#B1"/><x:b xlink:href="#O1"/><x:bereich xlink:href="#B1"/><x:a xlink:href="https://example.org/x#y"/>';
		const result = await check(plan('P1', links), object(polygon()));
		expect(rulesOf(result.findings)).toEqual(['error xlink-dangling', 'error xlink-dangling']);
		expect(result.findings[0]).toMatchObject({ gmlId: 'P1', class: 'BP_Plan', line: 3, message: expect.stringMatching(/bereich .*„B1“/) });
		expect(result.references).toEqual({ valid: false, errors: 2, warnings: 0 });
		expect(result.ok).toBe(false);
	});

	it('takes ids of geometries as targets and finds repeated ids, those of geometries too', async () => {
		const named = polygon().replace(/gml:id="\w+"/, 'gml:id="G1"');
		const result = await check(plan('P1', '<x:a xlink:href="#G1"/>'), object(named), object(named, 'O2'));
		expect(result.findings.map(({ rule, gmlId, line }) => [rule, gmlId, line])).toEqual([
			['id-duplicate', 'O2', 5],
			['object-unreferenced', 'O1', 4],
			['object-unreferenced', 'O2', 5]
		]);
	});

	it('finds relations across batches', async () => {
		const many = Array.from({ length: 1200 }, (_, index) =>
			object('', `P${index}`).replace('<x:position></x:position>', `<x:a xlink:href="#P${(index * 7) % 1200}"/><x:a xlink:href="#P${index + 1}"/>`)
		);
		const result = await check(...many);
		expect(result.findings.map(({ message }) => /„(P\d+)“/.exec(message)![1])).toEqual(['P1200']);
	});

	it('limits what it keeps', async () => {
		const source = (): AsyncGenerator<Uint8Array> =>
			bytesOf(xplanAuszug([plan('P1', '<x:a xlink:href="#A"/><x:a xlink:href="#B"/>'), plan('P2'), plan('P3')]));
		await expect(checkXplan(source(), { skip: reading, limits: { maxIds: 2 } })).rejects.toMatchObject({ code: 'too-many-elements' });
		await expect(checkXplan(source(), { skip: reading, limits: { maxIds: 3 } })).resolves.toMatchObject({ ok: false });
	});

	it('is still ok with warnings', async () => {
		const result = await check(object('<gml:LineString><gml:posList>382000 5656000 382005 5656000 382005 5656000</gml:posList></gml:LineString>'));
		expect(result.ok).toBe(true);
		expect(result.geometry).toEqual({ valid: true, errors: 0, warnings: 1 });
	});
});

describe('refusal of an import', () => {
	const point = (position: string, srsName = 'EPSG:25833'): string => object(`<gml:Point srsName="${srsName}"><gml:pos>${position}</gml:pos></gml:Point>`);

	it.each([
		['382000 5656000', 'EPSG:25833', undefined],
		['NaN 5656000', 'EPSG:25833', 'coordinates-not-a-number'],
		['382000 -5656000', 'EPSG:25833', 'wrong-hemisphere'],
		['5656000 382000', 'EPSG:25833', 'axis-order'],
		['51.05 13.4', 'EPSG:4258', undefined],
		['1 2', 'EPSG:1', 'crs-unknown']
	])('%s in %s: %s', async (position, srsName, rule) => {
		const { findings } = await check(plan('P1', '<x:bereich xlink:href="#none"/>'), point(position, srsName));
		expect(refusalIn(findings)?.rule).toBe(rule);
	});
});
