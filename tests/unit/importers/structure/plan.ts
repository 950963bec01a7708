import { StructureCheck } from '../../../../importers/xplan/checks/structure/structure-check.ts';
import { FindingList } from '../../../../importers/xplan/findings.ts';
import { withDefaults, type Limits } from '../../../../importers/xplan/limits.ts';
import type { Finding } from '../../../../importers/xplan/model.ts';
import { readXplanGml } from '../../../../importers/xplan/reader.ts';

/** A right plan of 6.0, an element per line, whose parts a test replaces. */
export const PLAN = `<?xml version="1.0" encoding="UTF-8"?>
<xplan:XPlanAuszug xmlns:xplan="http://www.xplanung.de/xplangml/6/0" xmlns:gml="http://www.opengis.net/gml/3.2"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" gml:id="auszug">
<gml:featureMember>
<xplan:BP_Bereich gml:id="bereich">
<xplan:nummer>0</xplan:nummer>
<xplan:gehoertZuPlan xlink:href="#plan"/>
</xplan:BP_Bereich>
</gml:featureMember>
<gml:featureMember>
<xplan:BP_BauGrenze gml:id="grenze">
<xplan:ebene>0</xplan:ebene>
<xplan:gehoertZuBereich xlink:href="#bereich"/>
<xplan:rechtscharakter>1000</xplan:rechtscharakter>
<xplan:position>
<gml:LineString srsName="EPSG:25832" gml:id="linie">
<gml:posList>500000 5700000 500010 5700000</gml:posList>
</gml:LineString>
</xplan:position>
<xplan:bautiefe uom="m">12.5</xplan:bautiefe>
</xplan:BP_BauGrenze>
</gml:featureMember>
</xplan:XPlanAuszug>
`;

export const lineOf = (text: string, part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;

export async function* pieces(text: string, size = Infinity): AsyncGenerator<Uint8Array> {
	const bytes = new TextEncoder().encode(text);
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Findings of the structure check while the document is read. */
export async function structureOf(text: string, options: { limits?: Partial<Limits>; size?: number } = {}): Promise<Finding[]> {
	const limits = withDefaults(options.limits);
	const findings = new FindingList(limits);
	const observer = new StructureCheck(findings, limits);
	for await (const event of readXplanGml(pieces(text, options.size), { limits, findings, observer })) void event;
	return findings.all().filter(({ check }) => check === 'structure');
}

export const rulesOf = async (text: string): Promise<string[]> => (await structureOf(text)).map(({ rule }) => rule);

/** The plan with one part replaced. */
export function changed(part: string, by: string, plan = PLAN): string {
	if (!plan.includes(part)) throw new Error(`The plan has no ${part}`);
	return plan.replace(part, () => by);
}
