import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { planRepairs, writeRepaired } from '../../../../importers/xplan/writer/repair-document.ts';
import { bytesOf, corpus, corpusPath, readAll, schemaMessages } from './shared-corpus.ts';

const NAMESPACES =
	'xmlns:xplan="http://www.xplanung.de/xplangml/6/0" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xlink="http://www.w3.org/1999/xlink"';
const ENVELOPE =
	'<gml:boundedBy><gml:Envelope srsName="EPSG:25833"><gml:lowerCorner>0 0</gml:lowerCorner><gml:upperCorner>1 1</gml:upperCorner></gml:Envelope></gml:boundedBy>';

const document = (members: string) => `<xplan:XPlanAuszug ${NAMESPACES} gml:id="A">${ENVELOPE}${members}</xplan:XPlanAuszug>`;
const member = (text: string) => `<gml:featureMember>${text}</gml:featureMember>`;
const area = (id: string, positions: string, rest = '') =>
	member(`<xplan:BP_GruenFlaeche gml:id="${id}">${rest}<xplan:position><gml:Polygon gml:id="${id}_p" srsName="EPSG:25833"><gml:exterior><gml:LinearRing>
	<gml:posList>${positions}</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></xplan:position></xplan:BP_GruenFlaeche>`);
const SQUARE = '400000 5600000 400010 5600000 400010 5600010 400000 5600010 400000 5600000';

const source = (text: string) => bytesOf((async function* () { yield text; })());

async function repaired(text: string) {
	const plan = await planRepairs(source(text));
	let out = '';
	for await (const piece of writeRepaired(source(text), plan)) out += piece;
	return { kinds: Object.fromEntries(plan.repairs.map(({ kind, count }) => [kind, count])), plan, out, again: await readAll(source(out)) };
}

/** Another repair of the result finds nothing more. */
async function repairedForGood(text: string) {
	const first = await repaired(text);
	expect((await planRepairs(source(first.out))).repairs).toEqual([]);
	return first;
}

describe('repaired file', () => {
	it('keeps attributes that property and data type have both, each in its place', async () => {
		const inner = '<xplan:aendertPlan a0="0"><xplan:XP_VerbundenerPlan a0="1"><xplan:planName a0="2">X</xplan:planName></xplan:XP_VerbundenerPlan></xplan:aendertPlan>';
		const { out, again } = await repaired(document(member(`<xplan:BP_Plan gml:id="P">${inner}</xplan:BP_Plan>`)));
		expect(out).toContain('<xplan:aendertPlan a0="0"><xplan:XP_VerbundenerPlan a0="1">');
		expect(again.features).toHaveLength(1);
	});

	it('is made only where what the writer adds leaves it readable', async () => {
		const foreign = (count: number) =>
			document(
				member(`<xplan:BP_Plan gml:id="P"><x:name xmlns:x="urn:x" ${Array.from({ length: count }, (_, i) => `a${i}=""`).join(' ')}>X</x:name></xplan:BP_Plan>`)
			);
		expect((await repaired(foreign(80))).again.features[0]!.attributes[0]!.attributes).toHaveLength(80);
		for (const count of [90, 95, 99]) await expect(repaired(foreign(count)), String(count)).rejects.toMatchObject({ code: 'too-many-attributes' });
	});

	it('leaves a good document alone', async () => {
		const { kinds, again } = await repairedForGood(document(area('a', SQUARE)));
		expect(kinds).toEqual({});
		expect(again.features[0]!.attributes[0]!.geometry).toEqual({
			type: 'Surface',
			surfaces: [[{ exterior: [{ type: 'line', points: [[400000, 5600000], [400010, 5600000], [400010, 5600010], [400000, 5600010], [400000, 5600000]] }], interiors: [] }]]
		});
	});

	it('turns rings, takes zones off', async () => {
		const { kinds, out } = await repairedForGood(
			document(area('a', '33400000 5600000 33400000 5600010 33400010 5600010 33400010 5600000 33400000 5600000'))
		);
		expect(kinds).toEqual({ orientation: 1, zone: 1 });
		expect(out).toContain('400000 5600000 400010 5600000');
	});

	it('closes rings that end beside their start, and only those', async () => {
		const { kinds, out } = await repairedForGood(
			document(area('a', '400000 5600000 400010 5600000 400010 5600010 400000 5600010 400000.001 5600000'))
		);
		expect(kinds).toEqual({ 'ring-closed': 1 });
		expect(out).not.toContain('400000.001');
		const open = await planRepairs(source(document(area('a', '400000 5600000 400010 5600000 400010 5600010 400000 5600010 400000.1 5600000'))));
		expect(open.repairs).toEqual([]);
	});

	it('drops points that stand twice in a row', async () => {
		const { kinds } = await repairedForGood(
			document(area('a', '400000 5600000 400010 5600000 400010 5600000 400010 5600010 400000 5600010 400000 5600000'))
		);
		expect(kinds).toEqual({ 'point-repeated': 1 });
	});

	it('gives ids to features and geometries, and a new one to the second of two', async () => {
		const text = document(area('a', SQUARE) + area('a', SQUARE).replace('a_p', 'b_p') + area('c', SQUARE)).replace('gml:id="c"', '').replace('gml:id="c_p"', '');
		const { kinds, again } = await repairedForGood(text);
		expect(kinds).toEqual({ id: 1, 'id-repeated': 1, 'geometry-id': 1 });
		expect(again.features.map(({ gmlId }) => gmlId)).toEqual(['a', 'a_2', 'ohne-id-3']);
	});

	it('names the CRS, orders properties, completes units and decimal points, mends references', async () => {
		const inner =
			'<xplan:rechtscharakter>1000</xplan:rechtscharakter><xplan:refTextInhalt xlink:href="t"/><xplan:Bmax>12,5</xplan:Bmax><xplan:GRZ>0,4</xplan:GRZ>';
		const text = document(area('a', SQUARE, inner) + member('<xplan:XP_TextAbschnitt gml:id="t"/>')).replace(' srsName="EPSG:25833"><gml:ext', '><gml:ext');
		const { kinds, again } = await repairedForGood(text);
		expect(kinds).toEqual({ 'srs-name': 1, order: 1, uom: 1, 'decimal-comma': 2, href: 1 });
		expect(again.features[0]!.attributes.map(({ name, value, uom, href }) => [name, value ?? href, uom])).toEqual([
			['rechtscharakter', '1000', undefined],
			['refTextInhalt', '#t', undefined],
			['position', undefined, undefined],
			['Bmax', '12.5', 'm'],
			['GRZ', '0.4', undefined]
		]);
	});

	it('says each in a sentence with its places', async () => {
		const { plan } = await repaired(document(area('a', SQUARE.split(' ').reverse().join(' ').replace(/(\d+) (\d+)/g, '$2 $1'))));
		expect(plan.repairs).toEqual([
			{
				kind: 'orientation',
				count: 1,
				message: 'Ein Ring wurde in die richtige Richtung gedreht (außen gegen, innen im Uhrzeigersinn).',
				places: [{ gmlId: 'a', class: 'BP_GruenFlaeche', line: 1 }]
			}
		]);
	});
});

describe.skipIf(corpus.length === 0)('repaired files of the shared corpus (skipped where ../shared is missing)', () => {
	const folder = mkdtempSync(join(tmpdir(), 'bauleitportal-repair-'));
	afterAll(() => rmSync(folder, { recursive: true }));

	it('are as valid as the originals or more so, and need no repair', async () => {
		const stillRepaired: string[] = [];
		const broken: string[] = [];
		for (const version of new Set(corpus.map((each) => each.version))) {
			const rows = corpus.filter((each) => each.version === version);
			const paths = rows.map((_, index) => join(folder, `${version}-${index}.gml`));
			for (const [index, row] of rows.entries()) {
				const plan = await planRepairs(createReadStream(corpusPath(row.file)));
				let text = '';
				for await (const piece of writeRepaired(createReadStream(corpusPath(row.file)), plan)) text += piece;
				writeFileSync(paths[index]!, text);
				const left = await planRepairs(source(text));
				if (left.repairs.length > 0) stillRepaired.push(`${row.file}: ${left.repairs.map(({ kind }) => kind).join()}`);
			}
			const messages = await schemaMessages(version, paths);
			for (const [index, row] of rows.entries()) {
				const [first] = messages.get(paths[index]!)!;
				if (row.xsdValid && first !== undefined) broken.push(`${row.file}: ${first}`);
			}
		}
		expect(broken).toEqual([]);
		expect(stillRepaired).toEqual([]);
	}, 600_000);
});
