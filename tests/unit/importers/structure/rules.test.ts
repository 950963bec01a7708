import { describe, expect, it } from 'vitest';
import { changed, lineOf, PLAN, rulesOf, structureOf } from './plan.ts';

const EBENE = '<xplan:ebene>0</xplan:ebene>';
const CHARACTER = '<xplan:rechtscharakter>1000</xplan:rechtscharakter>';
const DEPTH = '<xplan:bautiefe uom="m">12.5</xplan:bautiefe>';
const LINK = '<xplan:gehoertZuBereich xlink:href="#bereich"/>';
const POSITION = PLAN.slice(PLAN.indexOf('<gml:LineString'), PLAN.indexOf('</gml:LineString>') + '</gml:LineString>'.length);
const ENVELOPE = '<gml:Envelope><gml:lowerCorner>1 2</gml:lowerCorner><gml:upperCorner>3 4</gml:upperCorner></gml:Envelope></gml:boundedBy>';
const BOUNDED = '<xplan:BP_BauGrenze gml:id="grenze">';

/** Rule, part of the right plan, what makes it wrong, what stays right in the same place. */
const PAIRS: [rule: string, part: string, wrong: string, right: string][] = [
	['element-unknown', EBENE, '<xplan:eebene>0</xplan:eebene>', EBENE],
	['element-unexpected', EBENE, '<xplan:GRZ>0.4</xplan:GRZ>', '<xplan:uuid>x</xplan:uuid>'],
	['element-order', `${EBENE}\n`, '', `${EBENE}\n`],
	['element-repeated', EBENE, `${EBENE}${EBENE}`, EBENE],
	['element-missing', CHARACTER, '', CHARACTER],
	['namespace-wrong', CHARACTER, '<gml:rechtscharakter>1000</gml:rechtscharakter>', CHARACTER],
	['namespace-wrong', CHARACTER, '<rechtscharakter>1000</rechtscharakter>', CHARACTER],
	['abstract', POSITION, POSITION.replaceAll('gml:LineString', 'gml:AbstractCurve'), POSITION],
	['text-not-allowed', LINK, '<xplan:gehoertZuBereich xlink:href="#bereich"> </xplan:gehoertZuBereich>', LINK],
	['text-not-allowed', BOUNDED, `${BOUNDED}Text`, `${BOUNDED}  <!-- Text -->`],
	['value-type', '>0</xplan:ebene>', '>oben</xplan:ebene>', '>-1</xplan:ebene>'],
	['value-type', '>0</xplan:ebene>', '> </xplan:ebene>', '></xplan:ebene>'],
	['value-type', '500010', '500010,5', '500010.5'],
	['code-unknown', '>1000<', '>1001<', '>2000<'],
	['value-whitespace', '>0</xplan:ebene>', '> 0 </xplan:ebene>', '>0</xplan:ebene>'],
	['attribute-unknown', DEPTH, '<xplan:bautiefe uom="m" einheit="m">12.5</xplan:bautiefe>', DEPTH],
	['attribute-unknown', '<xplan:ebene>', '<xplan:ebene xml:lang="de">', '<xplan:ebene xsi:schemaLocation="a b">'],
	['attribute-missing', DEPTH, '<xplan:bautiefe>12.5</xplan:bautiefe>', DEPTH],
	['attribute-missing', ' gml:id="linie"', '', ' gml:id="linie"'],
	['attribute-value', 'uom="m"', 'uom="m 2"', 'uom="urn:adv:uom:m"'],
	['attribute-value', 'gml:id="linie"', 'gml:id="1-linie"', 'gml:id=" linie "'],
	['attribute-value', 'xlink:href="#bereich"', 'xlink:href="#bereich" xlink:type="extended"', 'xlink:href="#bereich" xlink:type="simple"'],
	['attribute-value', 'xlink:href="#bereich"', 'xlink:href="#bereich#2"', 'xlink:href="Bereich 2.gml"'],
	['id-duplicate', 'gml:id="linie"', 'gml:id=" grenze "', 'gml:id="Grenze"'],
	['type-unknown', '<xplan:ebene>', '<xplan:ebene xsi:type="xplan:Ebene">', '<xplan:ebene>'],
	['type-not-derived', '<xplan:bautiefe ', '<xplan:bautiefe xsi:type="gml:AreaType" ', '<xplan:bautiefe xsi:type="gml:LengthType" '],
	['nil-not-allowed', '<xplan:ebene>', '<xplan:ebene xsi:nil="false">', '<xplan:ebene>'],
	['text-not-allowed', BOUNDED, `${BOUNDED}<gml:boundedBy xsi:nil="true">x</gml:boundedBy>`, `${BOUNDED}<gml:boundedBy xsi:nil="true"/>`],
	['element-unexpected', BOUNDED, `${BOUNDED}<gml:boundedBy xsi:nil="1">${ENVELOPE}`, `${BOUNDED}<gml:boundedBy>${ENVELOPE}`]
];

describe('rules of the structure', () => {
	it('a right plan has no finding', async () => {
		expect(await structureOf(PLAN)).toEqual([]);
	});

	it.each(PAIRS.filter(([, part]) => PLAN.includes(part)))('%s: %s → %s, right: %s', async (rule, part, wrong, right) => {
		const text = rule === 'element-order' ? changed(LINK, `${LINK}${EBENE}`, changed(part, wrong)) : changed(part, wrong);
		const found = await structureOf(text);
		expect(found.map((finding) => finding.rule)).toEqual([rule]);
		const severity = rule === 'value-whitespace' ? 'warning' : 'error';
		expect(found[0]).toMatchObject({ check: 'structure', severity, gmlId: 'grenze', class: 'BP_BauGrenze' });
		expect(await rulesOf(changed(part, right))).toEqual([]);
	});

	it('names line, allowed elements with labels, and codes with labels', async () => {
		const unknown = changed(CHARACTER, '<xplan:charakter>1000</xplan:charakter>');
		const [first] = await structureOf(unknown);
		expect(first).toMatchObject({ rule: 'element-unknown', line: lineOf(unknown, '<xplan:charakter>') });
		expect(first!.message).toContain('rechtscharakter');
		const [almost] = await structureOf(changed(CHARACTER, '<xplan:rechtscharackter>1000</xplan:rechtscharackter>'));
		expect(almost!.message).toContain('„rechtscharakter“');
		expect(almost!.message).not.toContain('position');
		const [foreign] = await structureOf(changed(EBENE, '<a:hoehe xmlns:a="http://example.org/ade"/>'));
		expect(foreign).toMatchObject({ rule: 'element-unknown' });
		expect(foreign!.message).toContain('http://example.org/ade');
		const [code] = await structureOf(changed('>1000<', '>1001<'));
		expect(code!.message).toMatch(/1000 \(Festsetzung/);
	});

	it('says what is wrong outside of members without a member', async () => {
		const [found] = await structureOf(changed('<gml:featureMember>', '<gml:member>').replace('</gml:featureMember>', '</gml:member>'));
		expect(found).toMatchObject({ rule: 'element-unknown' });
		expect(found).not.toHaveProperty('gmlId');
	});

	it('refuses a simple value with elements in it', async () => {
		expect(await rulesOf(changed('>0</xplan:ebene>', '><xplan:ebene>0</xplan:ebene></xplan:ebene>'))).toEqual(['element-unexpected']);
	});

	it('takes the default of an empty element', async () => {
		expect(await rulesOf(changed('<xplan:nummer>0</xplan:nummer>', '<xplan:nummer/>'))).toEqual([]);
		expect(await rulesOf(changed('<xplan:nummer>0</xplan:nummer>', '<xplan:nummer> </xplan:nummer>'))).toEqual(['value-type']);
	});

	it('joins the parts of a text', async () => {
		expect(await rulesOf(changed('>1000<', '>1<!-- x -->0<![CDATA[0]]>0<'))).toEqual([]);
		expect(await rulesOf(changed('>1000<', '>1<!-- x -->0<![CDATA[0]]>1<'))).toEqual(['code-unknown']);
	});

	it('keeps white space where it belongs to the value', async () => {
		expect(await rulesOf(changed('>1000<', '> 1000<'))).toEqual(['code-unknown']);
		expect(await rulesOf(changed('>12.5<', '>\n12.5\t<'))).toEqual([]);
	});

	it('uses the type that xsi:type names', async () => {
		const typed = changed('<xplan:ebene>', '<xplan:ebene xmlns:xs="http://www.w3.org/2001/XMLSchema" xsi:type="xs:byte">');
		expect(await rulesOf(typed)).toEqual([]);
		expect(await rulesOf(typed.replace('>0</xplan:ebene>', '>200</xplan:ebene>'))).toEqual(['value-type']);
	});
});
