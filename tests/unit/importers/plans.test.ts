import { describe, expect, it } from 'vitest';
import { assignToPlans } from '../../../importers/xplan/assignment.ts';
import { externalReferences, familyOf, indexEntry, kindOf, planMetadata, relations } from '../../../importers/xplan/plans.ts';
import { read, xplanAuszug } from './documents.ts';

describe('kinds', () => {
	it.each([
		['BP_Plan', 'plan'],
		['SO_Plan', 'plan'],
		['FP_Bereich', 'bereich'],
		['XP_TextAbschnitt', 'text'],
		['BP_TextAbschnitt', 'text'],
		['BP_TextAbschnittFlaeche', 'object'],
		['XP_BegruendungAbschnitt', 'reason'],
		['XP_PTO', 'presentation'],
		['XP_Nutzungsschablone', 'presentation'],
		['XP_RasterplanBasis', 'raster'],
		['XP_Rasterdarstellung', 'raster'],
		['BP_RasterplanAenderung', 'raster'],
		['BP_BauGrenze', 'object'],
		['SO_Planungsraum', 'object'],
		['NSM_Plan_2', 'object']
	])('%s is a %s', (name, kind) => {
		expect(kindOf(name)).toBe(kind);
	});

	it('know the family', () => {
		expect([familyOf('BP_Plan'), familyOf('XP_PPO'), familyOf('BPlan')]).toEqual(['BP', null, null]);
	});
});

describe('plan metadata', () => {
	it('reads what a portal shows first', async () => {
		const { features } = await read(
			xplanAuszug([
				`<x:BP_Plan gml:id="P1"><x:name>Am Anger</x:name><x:nummer>12</x:nummer>
				<x:externeReferenz><x:XP_SpezExterneReferenz><x:referenzName>Begründung</x:referenzName>
				<x:referenzURL>b.pdf</x:referenzURL><x:typ>1010</x:typ></x:XP_SpezExterneReferenz></x:externeReferenz>
				<x:gemeinde><x:XP_Gemeinde><x:ags>14612000</x:ags><x:gemeindeName>Dresden</x:gemeindeName>
				<x:ortsteilName>Anger</x:ortsteilName></x:XP_Gemeinde></x:gemeinde>
				<x:planArt>1000</x:planArt><x:planArt>10000</x:planArt><x:rechtsstand>2300</x:rechtsstand>
				<x:auslegungsStartDatum>2026-01-05</x:auslegungsStartDatum><x:auslegungsStartDatum>2026-06-01</x:auslegungsStartDatum></x:BP_Plan>`
			])
		);
		expect(planMetadata(features[0]!)).toEqual({
			family: 'BP',
			name: 'Am Anger',
			number: '12',
			planArt: ['1000', '10000'],
			rechtsstand: '2300',
			municipalities: [{ ags: '14612000', rs: null, name: 'Dresden', district: 'Anger' }],
			dates: [
				{ name: 'auslegungsStartDatum', value: '2026-01-05' },
				{ name: 'auslegungsStartDatum', value: '2026-06-01' }
			],
			references: [
				{
					property: 'externeReferenz',
					type: '1010',
					name: 'Begründung',
					url: 'b.pdf',
					mimeType: null,
					description: null,
					date: null,
					georefUrl: null,
					art: null
				}
			]
		});
		expect(() => planMetadata({ ...features[0]!, class: 'BP_Bereich' })).toThrow(TypeError);
	});

	it('finds the references of 4.x, of rasters and inside data types', async () => {
		const reference = (name: string): string => `<x:XP_ExterneReferenz><x:referenzURL>${name}</x:referenzURL></x:XP_ExterneReferenz>`;
		const { features } = await read(
			xplanAuszug(
				[
					`<x:BP_Plan gml:id="P1"><x:refBegruendung>${reference('a.pdf')}</x:refBegruendung><x:refScan>${reference('b.tif')}</x:refScan>
					<x:veraenderungssperre><x:BP_VeraenderungssperreDaten><x:refBeschluss>${reference('c.pdf')}</x:refBeschluss>
					</x:BP_VeraenderungssperreDaten></x:veraenderungssperre>
					<x:bereich xlink:href="#B1"/><x:externalCodeList xlink:href="https://example.org/#1"/></x:BP_Plan>`
				],
				{ version: '4.1' }
			)
		);
		expect(externalReferences(features[0]!).map(({ property, url }) => [property, url])).toEqual([
			['refBegruendung', 'a.pdf'],
			['refScan', 'b.tif'],
			['refBeschluss', 'c.pdf']
		]);
		expect(relations(features[0]!)).toEqual([
			{ name: 'bereich', href: '#B1', target: 'B1' },
			{ name: 'externalCodeList', href: 'https://example.org/#1', target: null }
		]);
	});
});

describe('assignment to plans', () => {
	const feature = (name: string, id: string, links: Record<string, string | string[]> = {}): string => {
		const inside = Object.entries(links).flatMap(([property, targets]) =>
			[targets].flat().map((target) => `<x:${property} xlink:href="#${target}"/>`)
		);
		return `<x:${name} gml:id="${id}">${inside.join('')}</x:${name}>`;
	};
	const assign = async (...members: string[]): Promise<Record<string, string>> => {
		const { features } = await read(xplanAuszug(members));
		const assigned = assignToPlans(features.map(indexEntry));
		return Object.fromEntries([...assigned].map(([id, { plan, bereich }]) => [id, `${plan ?? '–'}/${bereich ?? '–'}`]));
	};

	it('follows 5.x and 6.0 relations from below', async () => {
		expect(
			await assign(
				feature('BP_BauLinie', 'O2', { gehoertZuBereich: 'B2' }),
				feature('BP_Plan', 'P1', { bereich: 'B1', texte: 'T1', aendertPlan: 'P2' }),
				feature('BP_Plan', 'P2', { bereich: 'B2' }),
				feature('BP_Bereich', 'B1', { gehoertZuPlan: 'P1' }),
				feature('BP_Bereich', 'B2', { gehoertZuPlan: 'P2' }),
				feature('BP_BauGrenze', 'O1', { gehoertZuBereich: 'B1', refTextInhalt: 'T3' }),
				feature('XP_PPO', 'S1', { dientZurDarstellungVon: 'O2' }),
				feature('XP_TextAbschnitt', 'T1'),
				feature('XP_TextAbschnitt', 'T3'),
				feature('XP_TextAbschnitt', 'T9')
			)
		).toEqual({
			P1: 'P1/–',
			P2: 'P2/–',
			B1: 'P1/B1',
			B2: 'P2/B2',
			O1: 'P1/B1',
			O2: 'P2/B2',
			S1: 'P2/B2',
			T1: 'P1/–',
			T3: 'P1/B1',
			T9: '–/–'
		});
	});

	it('follows 4.x relations and those of the Bereich only', async () => {
		expect(
			await assign(
				feature('BP_Plan', 'P1', { bereich: 'B1' }),
				feature('BP_Plan', 'P2', { bereich: 'B2' }),
				feature('BP_Bereich', 'B1', { inhaltBPlan: ['O1', 'O2'], nachrichtlich: 'O3', rasterBasis: 'R1' }),
				feature('BP_Bereich', 'B2', { inhaltBPlan: 'O4' }),
				...['O1', 'O2'].map((id) => feature('BP_BauGrenze', id)),
				feature('SO_Denkmalschutzrecht', 'O3'),
				feature('BP_BauGrenze', 'O4', { gehoertZuBP_Bereich: 'B2' }),
				feature('XP_RasterplanBasis', 'R1')
			)
		).toEqual({ P1: 'P1/–', P2: 'P2/–', B1: 'P1/B1', B2: 'P2/B2', O1: 'P1/B1', O2: 'P1/B1', O3: 'P1/B1', O4: 'P2/B2', R1: 'P1/B1' });
	});

	it('gives everything to the only plan', async () => {
		expect(await assign(feature('FP_Plan', 'P1'), feature('FP_Bereich', 'B1'), feature('FP_Wald', 'O1'))).toEqual({
			P1: 'P1/–',
			B1: 'P1/B1',
			O1: 'P1/–'
		});
	});
});
