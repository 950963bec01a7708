import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { checkStructure } from '../../../../importers/xplan/checks/structure/check-structure.ts';
import { StructureCheck } from '../../../../importers/xplan/checks/structure/structure-check.ts';
import { FindingList } from '../../../../importers/xplan/findings.ts';
import { withDefaults } from '../../../../importers/xplan/limits.ts';
import { readXplanGml } from '../../../../importers/xplan/reader.ts';
import { changed, pieces, PLAN, rulesOf, structureOf } from './plan.ts';

const inVersion = (version: string): string => PLAN.replaceAll('xplangml/6/0', `xplangml/${version}`);

/** The members of the plan in a collection as a web service gives it. */
const COLLECTION = PLAN.replace('<xplan:XPlanAuszug', '<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0"')
	.replace('</xplan:XPlanAuszug', '</wfs:FeatureCollection')
	.replace('gml:id="auszug"', 'timeStamp="2024-03-31T12:00:00Z" numberMatched="unknown" numberReturned="2"')
	.replaceAll('gml:featureMember', 'wfs:member');

describe('a document as a whole', () => {
	it('finds the same however the bytes come in', async () => {
		const text = changed('>1000<', '>1<', changed('<xplan:ebene>0</xplan:ebene>', '<xplan:höhe>0</xplan:höhe>'));
		const whole = await structureOf(text);
		expect(whole.map(({ rule }) => rule)).toEqual(['element-unknown', 'code-unknown']);
		for (const size of [1, 7, 300]) expect(await structureOf(text, { size })).toEqual(whole);
	});

	it('does not change what is read', async () => {
		const read = async (checked: boolean): Promise<unknown[]> => {
			const limits = withDefaults();
			const events: unknown[] = [];
			const observer = checked ? { observer: new StructureCheck(new FindingList(limits), limits) } : {};
			for await (const event of readXplanGml(pieces(changed('>1000<', '>1<')), { limits, ...observer })) events.push(event);
			return events;
		};
		expect(await read(true)).toEqual(await read(false));
	});

	it('alone gives the same findings as with reading', async () => {
		for (const text of [PLAN, changed('>1000<', '>1<'), COLLECTION]) {
			const limits = withDefaults();
			const findings = new FindingList(limits);
			expect(await checkStructure(pieces(text, 100), findings, limits)).toMatchObject({ version: '6.0' });
			expect(findings.all()).toEqual(await structureOf(text));
		}
	});

	it('alone says when there is nothing to check by', async () => {
		const limits = withDefaults();
		expect(await checkStructure(pieces('<svg xmlns="http://www.w3.org/2000/svg"/>'), new FindingList(limits), limits)).toBeNull();
	});

	it('judges by the version of the document', async () => {
		// In 4.1 the property is called gehoertZuBP_Bereich.
		expect(await rulesOf(inVersion('5/4'))).toEqual([]);
		expect(await rulesOf(inVersion('4/1'))).toEqual(['element-unexpected']);
	});

	it('is only a doubt in 6.1, told once per kind', async () => {
		const broken = inVersion('6/1').replace('>1000<', '>1<').replaceAll('>0<', '>x<');
		const found = await structureOf(broken);
		expect(found.map(({ rule, severity }) => [rule, severity])).toEqual([
			['uncertain-value-type', 'info'],
			['uncertain-code-unknown', 'info']
		]);
		expect(await rulesOf(inVersion('6/1'))).toEqual([]);
	});
});

describe('a collection of a web feature service', () => {
	it('has its own attributes and members that are checked as far as they are known', async () => {
		expect(await structureOf(COLLECTION)).toEqual([]);
		expect(await rulesOf(changed('>1000<', '>1<', COLLECTION))).toEqual(['code-unknown']);
		expect(await rulesOf(changed('numberReturned="2"', '', COLLECTION))).toEqual(['attribute-missing']);
		expect(await rulesOf(changed('numberMatched="unknown"', 'numberMatched="viele"', COLLECTION))).toEqual(['attribute-value']);
	});

	it('takes one element per member', async () => {
		expect(await rulesOf(COLLECTION.replace('</wfs:member>\n<wfs:member>', ''))).toEqual(['element-unexpected']);
	});

	it('lets classes pass that the schema does not know, with a warning', async () => {
		const found = await structureOf(COLLECTION.replaceAll('BP_Bereich', 'BP_Fremd'));
		expect(found.map(({ rule, severity }) => [rule, severity])).toEqual([['element-unknown', 'warning']]);
	});

	it('is no root of 4.0', async () => {
		expect(await rulesOf(COLLECTION.replaceAll('xplangml/6/0', 'xplangml/4/0'))).toEqual(['root-unknown']);
	});
});

describe('limits and memory of the structure check', () => {
	it('refuses more ids than allowed', async () => {
		await expect(structureOf(PLAN, { limits: { maxIds: 3 } })).rejects.toMatchObject({ code: 'too-many-elements' });
		expect(await structureOf(PLAN, { limits: { maxIds: 4 } })).toEqual([]);
	});

	it('counts all findings and keeps a limited number', async () => {
		const limits = withDefaults({ maxFindingsPerRule: 3 });
		const findings = new FindingList(limits);
		const text = changed('</gml:featureMember>\n', `</gml:featureMember>\n${'<gml:featureMember foo="1"/>'.repeat(50)}`);
		await checkStructure(pieces(text), findings, limits);
		expect(findings.countOf('structure').errors).toBe(50);
		expect(findings.kept).toHaveLength(3);
	});

	it('is not drowned by an object with a hundred thousand wrong children', async () => {
		const wrong = Array.from({ length: 100_000 }, (_, index) => `<xplan:fremd${index % 3000}/>`).join('');
		const found = await structureOf(changed('<xplan:ebene>0</xplan:ebene>', wrong), { limits: { maxPropertyElements: 1e6 } });
		expect(found.length).toBeGreaterThan(100);
		expect(found.length).toBeLessThan(1000);
	});

	it('keeps nothing of what it has passed', async () => {
		setFlagsFromString('--expose-gc');
		const collect = runInNewContext('gc') as () => void;
		const kept = async (links: number): Promise<number> => {
			const limits = withDefaults();
			const findings = new FindingList(limits);
			const check = new StructureCheck(findings, limits);
			const [before, after] = PLAN.split('<xplan:nummer>0</xplan:nummer>\n');
			async function* source(): AsyncGenerator<Uint8Array> {
				yield* pieces(`${before}<xplan:nummer>0</xplan:nummer>\n`);
				for (let count = 0; count < links; count += 1000) yield* pieces('<xplan:planinhalt xlink:href="#grenze"/>\n'.repeat(1000));
				yield* pieces(after!);
			}
			for await (const event of readXplanGml(source(), { limits, findings, observer: check })) void event;
			expect(findings.countOf('structure').valid).toBe(true);
			collect();
			const { heapUsed } = process.memoryUsage();
			// Held until here, so that what it keeps counts.
			expect(check).toBeDefined();
			return heapUsed;
		};
		await kept(10_000);
		const few = await kept(10_000);
		expect(Math.abs((await kept(300_000)) - few)).toBeLessThan(4_000_000);
	});
});
