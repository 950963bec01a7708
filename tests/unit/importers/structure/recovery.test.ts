import { describe, expect, it } from 'vitest';
import { changed, PLAN, rulesOf, structureOf } from './plan.ts';

const CHARACTER = '<xplan:rechtscharakter>1000</xplan:rechtscharakter>';
const EBENE = '<xplan:ebene>0</xplan:ebene>\n';
const DEPTH = '<xplan:bautiefe uom="m">12.5</xplan:bautiefe>\n';
const UUID = '<xplan:uuid>u</xplan:uuid>\n';
const TEXT = '<xplan:text>t</xplan:text>\n';

describe('one defect is told once', () => {
	it('a wrong name of a required element', async () => {
		expect(await rulesOf(changed(CHARACTER, '<xplan:rechtscharakters>1000</xplan:rechtscharakters>'))).toEqual(['element-unknown']);
	});

	it('an unknown element does not hide a second one that is missing', async () => {
		const text = changed('<xplan:gehoertZuBereich xlink:href="#bereich"/>\n', '', changed(CHARACTER, '<xplan:fremd/>'));
		expect(await rulesOf(text)).toEqual(['element-unknown', 'element-missing']);
	});

	it('what is inside an unknown element', async () => {
		expect(await rulesOf(changed(EBENE, `<xplan:fremd><xplan:fremder a="1">x</xplan:fremder></xplan:fremd>`))).toEqual(['element-unknown']);
	});

	it('an element that came too early: those after it are in their places', async () => {
		const text = changed(EBENE, `${DEPTH}${UUID}${TEXT}${EBENE}`, changed(DEPTH, ''));
		expect(await rulesOf(text)).toEqual(['element-order']);
	});

	it('an element that comes too late', async () => {
		const text = changed(DEPTH, `${DEPTH}${EBENE}`, changed(EBENE, ''));
		expect(await rulesOf(text)).toEqual(['element-order']);
	});

	it('required elements that changed places', async () => {
		const link = '<xplan:gehoertZuBereich xlink:href="#bereich"/>\n';
		expect(await rulesOf(changed(`${link}${CHARACTER}\n`, `${CHARACTER}\n${link}`))).toHaveLength(1);
	});

	it('many of the same name at a wrong place', async () => {
		expect(await rulesOf(changed(DEPTH, `${DEPTH}${UUID}${UUID}${UUID}`))).toEqual(['element-order']);
	});

	it('a wrong root', async () => {
		expect(await rulesOf(PLAN.replaceAll('gml:featureMember', 'gml:fremd'))).toEqual(['element-unknown']);
	});

	it('each of several defects in different objects', async () => {
		const text = changed('>0</xplan:nummer>', '>x</xplan:nummer>', changed('>1000<', '>1<'));
		expect((await structureOf(text)).map(({ rule, gmlId }) => [rule, gmlId])).toEqual([
			['value-type', 'bereich'],
			['code-unknown', 'grenze']
		]);
	});
});
