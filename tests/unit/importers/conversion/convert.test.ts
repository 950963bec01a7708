import { describe, expect, it } from 'vitest';
import { loadCatalogue } from '../../../../importers/xplan/catalogue/catalogue.ts';
import { mapCode } from '../../../../importers/xplan/conversion/codes.ts';
import { convertDocument, targetsOf, type TargetVersion } from '../../../../importers/xplan/conversion/convert.ts';
import { TO_5_4 } from '../../../../importers/xplan/conversion/tables/to-5-4.ts';
import { TO_6_0 } from '../../../../importers/xplan/conversion/tables/to-6-0.ts';
import type { Attribute, Feature, XplanVersion } from '../../../../importers/xplan/model.ts';

const feature = (className: string, gmlId: string, attributes: (Attribute | [string, string])[]): Feature => ({
	class: className,
	gmlId,
	line: 1,
	attributes: attributes.map((each) => (Array.isArray(each) ? (each[1].startsWith('#') ? { name: each[0], href: each[1] } : { name: each[0], value: each[1] }) : each))
});
const point: Attribute = { name: 'position', geometry: { type: 'Point', positions: [[400000, 5600000]] }, crs: 'EPSG:25833' };

async function convert(version: XplanVersion, features: Feature[], target: TargetVersion) {
	const { document, lost, missing, changed } = await convertDocument({ version, features }, target);
	const byId = new Map(document.features.map((each) => [each.gmlId, each]));
	const show = (attributes: Attribute[] = []): unknown[] =>
		attributes.map(({ name, value, href, type, attributes: inner, geometry }) => [name, geometry ? 'geometry' : type ? show(inner) : (value ?? href)]);
	return { of: (id: string) => ({ class: byId.get(id)?.class, attributes: show(byId.get(id)?.attributes) }), lost, missing, changed, features: document.features };
}

describe('tables', () => {
	it.each([
		['4.x → 5.4', '4.1', '5.4', TO_5_4],
		['5.x → 6.0', '5.4', '6.0', TO_6_0]
	] as const)('%s name only classes, types and properties that exist', async (_, from, to, tables) => {
		const [source, target] = await Promise.all([loadCatalogue(from), loadCatalogue(to)]);
		const unknown: string[] = [];
		for (const [old, rule] of Object.entries(tables.classes)) {
			if (source.classOf(old) === undefined && !['BP_Landwirtschaft', 'FP_AbgrabungsFlaeche'].includes(old)) unknown.push(`class ${old}`);
			const now = typeof rule === 'string' ? rule : typeof rule.to === 'string' ? rule.to : undefined;
			if (now !== undefined && target.classOf(now) === undefined) unknown.push(`class ${now}`);
			const set = typeof rule === 'object' ? Object.entries(rule.set ?? {}) : [];
			for (const [name, value] of set) {
				const property = target.property(now!, name);
				if (property === undefined) unknown.push(`${now}.${name}`);
				else if (property.enumeration && !target.codes(property.enumeration)!.includes(value)) unknown.push(`${now}.${name} = ${value}`);
			}
		}
		const everywhere = new Set(source.classNames.flatMap((name) => source.properties(name).map((property) => property.name)));
		for (const key of Object.keys(tables.renamed)) if (!everywhere.has(key.split('.').at(-1)!)) unknown.push(`property ${key}`);
		for (const type of Object.values(tables.types)) if (target.classOf(type) === undefined) unknown.push(`type ${type}`);
		// 4.0 alone has the misspelt name.
		expect(unknown.filter((each) => each !== 'property refGebaedequerschnitt' && each !== 'property gehoertZuSO_Bereich')).toEqual([]);
	});
});

describe('regional and landscape plans', () => {
	it('of 4.1 keep what they say under the names and codes of 5.4', async () => {
		const { of, lost } = await convert(
			'4.1',
			[
				feature('RP_Plan', 'p', [['name', 'Region'], ['bundesland', '1800'], ['planArt', '5000'], ['rechtsstand', '5000'], ['auslegungsEndDatum', '2010-02-03']]),
				feature('RP_Achse', 'a1', [['achsenTyp', '1000'], point]),
				feature('RP_Achse', 'a2', [['achsenTyp', '2000'], point]),
				feature('RP_Entsorgung', 'e1', [['typ', '1000'], point]),
				feature('RP_Entsorgung', 'e2', [['typ', '2000'], point]),
				feature('RP_Entsorgung', 'e3', [['typ', '9999'], point]),
				feature('RP_GemeindeFunktionSiedlungsentwicklung', 'g', [['funktion', '2000'], ['funktion', '5000'], point]),
				feature('RP_Rohstoffsicherung', 'r1', [['abbaugut', '3300'], point]),
				feature('RP_Rohstoffsicherung', 'r2', [['abbaugut', '1600'], point]),
				feature('RP_Verkehr', 'v', [['typ', '2000'], point]),
				feature('RP_Wasserwirtschaft', 'w', [['typ', '3500'], ['gebietsTyp', '2000'], point]),
				feature('RP_ZentralerOrt', 'z', [['funktion', '3000'], point]),
				feature('LP_SchutzobjektBundesrecht', 's', [['typ', '1800'], ['eigenname', 'Auwald'], ['status', '3000'], point]),
				feature('LP_Denkmalschutzrecht', 'd', [['detailTyp', 'Hügelgrab'], point]),
				feature('LP_ErholungFreizeit', 'f', [['funktion', '2700'], ['weitereDetailFunktion1', 'Rundweg'], point])
			],
			'5.4'
		);
		const has = (id: string, ...wanted: unknown[]) => expect(of(id).attributes, id).toEqual(expect.arrayContaining(wanted));
		// 5000 is „Untergegangen“ in 4.1 and „Allgemeine Planungsabsicht“ in 5.4.
		has('p', ['planArt', '5001'], ['rechtsstand', '6000'], ['auslegungEndDatum', '2010-02-03']);
		has('a1', ['typ', '2000']);
		has('a2', ['typ', '1000'], ['bedeutsamkeit', '3000']);
		has('e1', ['typAE', '9999']);
		has('e2', ['typAW', '9999']);
		has('g', ['typ', '2000'], ['typ', '6000']);
		has('r1', ['rohstoffTyp', '4000']);
		has('r2', ['rohstoffTyp', '1600']);
		has('v', ['allgemeinerTyp', '2000']);
		has('w', ['typ', '6000'], ['typ', '4000'], ['gebietsTyp', '1100']);
		has('z', ['typ', '3000']);
		has('s', ['artDerFestlegung', '18000'], ['name', 'Auwald']);
		has('d', ['detailArtDerFestlegung', 'Hügelgrab']);
		has('f', ['detaillierteFunktion', 'Rundweg']);
		expect(lost).toMatchObject([{ gmlId: 'e3', property: 'typ' }]);
	});

	it('of 5.4 keep dates and body of a landscape plan in 6.0', async () => {
		const { of, lost } = await convert(
			'5.4',
			[
				feature('LP_Plan', 'p', [['name', 'Landschaft'], ['planungstraegerGKZ', '14627000'], ['planungstraeger', 'Landkreis'], ['auslegungsDatum', '2020-01-02'], ['tOeBbeteiligungsDatum', '2020-02-03'], ['oeffentlichkeitsbeteiligungDatum', '2020-03-04']]),
				feature('LP_TextlicheFestsetzungsFlaeche', 't', [['rechtscharakter', '1000'], ['konkretisierung', 'nur im Süden'], point])
			],
			'6.0'
		);
		expect(of('p').attributes).toEqual(
			expect.arrayContaining([
				['plangeber', [['name', 'Landkreis'], ['kennziffer', '14627000']]],
				['auslegungsStartDatum', '2020-01-02'],
				['tOeBbeteiligungsStartDatum', '2020-02-03'],
				['oeffentlichkeitsBetStartDatum', '2020-03-04']
			])
		);
		expect(of('t').attributes).toContainEqual(['rechtsCharText', 'nur im Süden']);
		expect(lost).toEqual([]);
	});

	it('never take a code whose number alone is the same', async () => {
		const wrong: string[] = [];
		for (const [from, to, tables] of [
			['4.1', '5.4', TO_5_4],
			['5.4', '6.0', TO_6_0]
		] as const) {
			const [source, target] = await Promise.all([loadCatalogue(from), loadCatalogue(to)]);
			for (const name of ['RP_Rechtsstand', 'LP_Rechtsstand', 'RP_Art', 'RP_WasserwirtschaftTypen', 'RP_GebietsTyp'])
				for (const code of source.codes(name) ?? []) {
					const mapped = mapCode({ catalogue: source, enumeration: name }, { catalogue: target, enumeration: name }, code, tables.codes[name]);
					const [before, after] = [source.enumerationLabel(name, code)?.label, target.enumerationLabel(name, mapped[0]?.code ?? '')?.label];
					const listed = tables.codes[name]?.[code] !== undefined;
					if (!listed && before !== after && !after?.startsWith(before ?? '?')) wrong.push(`${from} ${name} ${code} ${before} → ${after}`);
				}
		}
		expect(wrong).toEqual([]);
	});
});

describe('4.1 → 5.4', () => {
	it('joins Baugebiet and its parts, names documents by code, turns relations round', async () => {
		const { of, lost, missing } = await convert(
			'4.1',
			[
				feature('BP_Plan', 'p', [
					['name', 'Plan'],
					{ name: 'refBegruendung', type: 'XP_ExterneReferenz', attributes: [{ name: 'referenzURL', value: 'b.pdf' }] },
					{ name: 'raeumlicherGeltungsbereich', geometry: { type: 'Surface', surfaces: [[{ exterior: [{ type: 'line', points: [[0, 0], [1, 0], [1, 1], [0, 0]] }], interiors: [] }]] }, crs: 'EPSG:25833' },
					{ name: 'gemeinde', type: 'XP_Gemeinde', attributes: [{ name: 'ags', value: '12345678' }] },
					['planArt', '1000'],
					['bereich', '#b']
				]),
				feature('BP_Bereich', 'b', [['nummer', '0'], ['bedeutung', '1000'], ['versionBauNVO', '4000'], ['gehoertZuPlan', '#p'], ['inhaltBPlan', '#t'], ['nachrichtlich', '#d']]),
				feature('BP_Baugebiet', 'g', [['GRZ', '0.4'], ['flaechenteil', '#t']]),
				feature('BP_BaugebietsTeilFlaeche', 't', [['textSchluessel', '1'], ['gehoertZuBP_Bereich', '#b'], ['Z', '2'], ['flaechenschluss', 'true'], point]),
				feature('BP_DenkmalschutzEinzelanlage', 'd', [['gehoertNachrichtlichZuBereich', '#b'], point, ['denkmal', 'Kirche']]),
				feature('XP_TextAbschnitt', 'x', [['schluessel', '1'], ['text', 'Text']])
			],
			'5.4'
		);
		expect(lost).toEqual([]);
		expect(missing).toEqual([]);
		expect(of('g').class).toBeUndefined();
		expect(of('p').attributes).toContainEqual(['externeReferenz', [['referenzURL', 'b.pdf'], ['typ', '1010']]]);
		expect(of('t').attributes).toEqual([
			['gehoertZuBereich', '#b'],
			['Z', '2'],
			['flaechenschluss', 'true'],
			['position', 'geometry'],
			['GRZ', '0.4'],
			['refTextInhalt', '#x'],
			['rechtscharakter', '9998']
		]);
		expect(of('d')).toEqual({
			class: 'SO_Denkmalschutzrecht',
			attributes: [['gehoertZuBereich', '#b'], ['position', 'geometry'], ['name', 'Kirche'], ['rechtscharakter', '2000'], ['artDerFestlegung', '1100']]
		});
		expect(of('b').attributes).toEqual([
			['nummer', '0'],
			['bedeutung', '9999'],
			['gehoertZuPlan', '#p'],
			['planinhalt', '#t'],
			['planinhalt', '#d'],
			['versionBauNVOText', 'BauNVO 1990'],
			['versionBauNVODatum', '1990-01-23'],
			['detaillierteBedeutung', 'Änderungsbereich']
		]);
		expect(of('x')).toEqual({ class: 'BP_TextAbschnitt', attributes: [['schluessel', '1'], ['text', 'Text'], ['rechtscharakter', '9998']] });
	});

	it('puts numbered and special purposes into one list and lists what it cannot keep', async () => {
		const { of, lost } = await convert(
			'4.1',
			[
				feature('BP_GruenFlaeche', 'g', [
					['rechtscharakter', '1000'], ['zweckbestimmung', '1600'], ['weitereZweckbestimmung1', '1000'], ['besondereZweckbestimmung', '16000'],
					['weitereDetailZweckbestimmung1', 'x'], ['BMZmin', '1.5'], ['textSchluessel', '99'], ['refTextInhalt', '#nirgends'], ['flaechenschluss', 'true'], point
				])
			],
			'5.4'
		);
		expect(of('g').attributes).toEqual([
			['rechtscharakter', '1000'],
			['refTextInhalt', '#nirgends'],
			['flaechenschluss', 'true'],
			['position', 'geometry'],
			['zweckbestimmung', '1000'],
			['zweckbestimmung', '16000'],
			['detaillierteZweckbestimmung', 'x']
		]);
		expect(lost.map(({ property, value }) => [property, value])).toEqual([['textSchluessel', '99'], ['BMZmin', '1.5']]);
		expect(lost.every(({ reason, gmlId, class: name }) => reason.endsWith('.') && gmlId === 'g' && name === 'BP_GruenFlaeche')).toBe(true);
	});
});

describe('5.4 → 6.0', () => {
	const bereich = feature('BP_Bereich', 'b', [['nummer', '0'], ['gehoertZuPlan', '#p'], ['planinhalt', '#s'], ['planinhalt', '#g']]);

	it('moves roads, renumbers codes, builds data types, supplies the Bereich', async () => {
		const { of, lost } = await convert(
			'5.4',
			[
				bereich,
				feature('BP_VerkehrsflaecheBesondererZweckbestimmung', 's', [['rechtscharakter', '3000'], ['gesetzlicheGrundlage', 'BauGB'], point, ['zweckbestimmung', '1400'], ['detaillierteZweckbestimmung', 'd']]),
				feature('BP_Wegerecht', 'g', [['rechtscharakter', '1000'], point, ['typ', '5000']]),
				feature('XP_PPO', 'o', [['art', 'zweckbestimmung'], ['index', '0'], ['dientZurDarstellungVon', '#s'], point])
			],
			'6.0'
		);
		expect(lost).toEqual([]);
		expect(of('s')).toEqual({
			class: 'SO_Strassenverkehr',
			attributes: [
				['rechtscharakter', '6000'],
				['gesetzlicheGrundlage', [['name', 'BauGB']]],
				['position', 'geometry'],
				['gehoertZuBereich', '#b'],
				['artDerFestlegung', [['allgemein', '14004'], ['detail', 'd']]],
				['hatDarstellungMitBesondZweckbest', 'true']
			]
		});
		expect(of('g').attributes.filter((each) => (each as string[])[0] === 'typ')).toEqual([['typ', '1000'], ['typ', '2000'], ['typ', '4000']]);
		expect(of('o').attributes[0]).toEqual(['art', 'xplan:artDerFestlegung[1]/xplan:SO_KomplexeZweckbestStrassenverkehr/xplan:allgemein']);
	});

	it('moves procedure and rasters to the Bereich, legal basis to the plan, and says what is gone', async () => {
		const { of, lost } = await convert(
			'5.4',
			[
				feature('BP_Plan', 'p', [['name', 'P'], ['planArt', '1000'], ['verfahren', '2000'], ['veraenderungssperre', 'true'], ['bereich', '#b']]),
				feature('BP_Bereich', 'b', [['nummer', '0'], ['versionBauGBDatum', '2021-09-10'], ['rasterBasis', '#r'], ['gehoertZuPlan', '#p']]),
				feature('XP_Rasterdarstellung', 'r', [{ name: 'refScan', type: 'XP_ExterneReferenz', attributes: [{ name: 'referenzURL', value: 'a/scan.tif' }] }]),
				feature('LP_Ausgleich', 'l', [['rechtscharakter', '1000'], ['gehoertZuBereich', '#b'], point])
			],
			'6.0'
		);
		expect(of('b').attributes).toEqual([['nummer', '0'], ['gehoertZuPlan', '#p'], ['verfahren', '2000'], ['refScan', [['referenzURL', 'a/scan.tif'], ['referenzName', 'scan.tif']]]]);
		expect(of('p').attributes).toContainEqual(['versionBauGB', [['datum', '2021-09-10']]]);
		expect(of('r').class).toBeUndefined();
		expect(lost.map(({ class: name, property }) => [name, property])).toEqual([['BP_Plan', 'veraenderungssperre'], ['LP_Ausgleich', undefined]]);
	});
});

describe('ways', () => {
	it('go from every older version to every newer one that has tables', () => {
		expect(targetsOf('4.0')).toEqual(['5.4', '6.0']);
		expect(targetsOf('5.1')).toEqual(['6.0']);
		expect(targetsOf('6.0')).toEqual([]);
	});

	it('lead from 4.1 through 5.4 to 6.0 and leave the source as it was', async () => {
		const source = feature('BP_StrassenVerkehrsFlaeche', 's', [['rechtscharakter', '4000'], ['gehoertZuBP_Bereich', '#b'], point, ['flaechenschluss', 'true']]);
		const before = structuredClone(source);
		const { of } = await convert('4.1', [source], '6.0');
		expect(of('s')).toEqual({
			class: 'SO_Strassenverkehr',
			attributes: [['rechtscharakter', '8000'], ['gehoertZuBereich', '#b'], ['position', 'geometry'], ['flaechenschluss', 'true'], ['hatDarstellungMitBesondZweckbest', 'false']]
		});
		expect(source).toEqual(before);
		await expect(convertDocument({ version: '6.0', features: [] }, '5.4')).rejects.toThrow(RangeError);
	});
});
