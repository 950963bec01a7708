import type { ConformityDocument } from '../../../../../importers/xplan/checks/semantics/rule.ts';
import { ALL, area, f, FROM_5, IN_4, IN_5, IN_6, pair, UNTIL_5, type RuleCase } from '../support.ts';
import { contentCases, flaechenschlussCase, geometryCases, planCases, requiresCase } from './base-classes.ts';

const details = (number: string, documents: readonly ConformityDocument[], className: string): RuleCase =>
	requiresCase(number, documents, className, 'detailArtDerFestlegung', 'artDerFestlegung');

/** An object of a Bereich of each family. */
const inPlan = (family: string, property: string) => [
	f(`${family}_Plan`, { bereich: '#b' }, 'p'),
	f(`${family}_Bereich`, { gehoertZuPlan: '#p', planinhalt: '#o' }, 'b'),
	f('SO_Forstrecht', { [property]: property === 'vonGenehmigungAusgenommen' ? true : '#x', gehoertZuBereich: '#b' }, 'o')
];
const onlyIn = (number: string, property: string, family: string): RuleCase[] => [
	pair(number, IN_6, inPlan(family, property), inPlan('SO', property)),
	pair(number, IN_6, f('SO_Forstrecht', { [property]: '#x' }), inPlan(family === 'BP' ? 'FP' : 'BP', property))
];

export const SO_CASES: readonly RuleCase[] = [
	...planCases('SO', { bereich: '6.1.1.1', gehoertZuPlan: '6.1.2.3' }, ALL),
	...contentCases('SO', 'inhaltSoPlan', 'SO_Forstrecht', { content: '6.1.2.1', raster: '6.1.2.2', back: '6.1.3.1', both: '6.1.3.2' }),
	pair(
		'6.1.3.3',
		IN_5,
		[f('SO_Forstrecht', { refTextInhalt: '#t' }), f('SO_TextAbschnitt', {}, 't')],
		[f('SO_Forstrecht', { refTextInhalt: '#t' }), f('SO_Gebiet', {}, 't')]
	),
	...onlyIn('6.1.3.4', 'wirdAusgeglichenDurchBPMassnahme', 'BP'),
	...onlyIn('6.1.3.5', 'wirdAusgeglichenDurchBPSPEMassnahme', 'BP'),
	...onlyIn('6.1.3.6', 'wirdAusgeglichenDurchBPABE', 'BP'),
	...onlyIn('6.1.3.7', 'wirdAusgeglichenDurchBPSPEFlaeche', 'BP'),
	...onlyIn('6.1.3.8', 'wirdAusgeglichenDurchBPFlaeche', 'BP'),
	...onlyIn('6.1.3.9', 'wirdAusgeglichenDurchFPSPE', 'FP'),
	...onlyIn('6.1.3.10', 'wirdAusgeglichenDurchFPFlaeche', 'FP'),
	...onlyIn('6.1.3.11', 'zusatzkontingent', 'BP'),
	...onlyIn('6.1.3.12', 'richtungssektorGrenze', 'BP'),
	...onlyIn('6.1.3.13', 'zusatzkontingentFlaeche', 'BP'),
	...onlyIn('6.1.3.14', 'laermkontingent', 'BP'),
	...onlyIn('6.1.3.15', 'laermkontingentGebiet', 'BP'),
	...onlyIn('6.1.3.16', 'vonGenehmigungAusgenommen', 'FP'),
	...geometryCases(
		'6.1',
		{ area: 'SO_Gebiet', any: 'SO_Forstrecht', line: 'SO_Grenze', point: 'SO_Punktobjekt' },
		{ line: 6, point: 7 }
	),
	details('6.2.1.1', ALL, 'SO_Bodenschutzrecht'),
	details('6.2.2.1', ALL, 'SO_Denkmalschutzrecht'),
	details('6.2.3.1', ALL, 'SO_Forstrecht'),
	details('6.2.4.1', ALL, 'SO_Luftverkehrsrecht'),
	details('6.2.5.2', FROM_5, 'SO_Schienenverkehrsrecht'),
	details('6.2.6.1', ALL, 'SO_SonstigesRecht'),
	details('6.2.7.1', UNTIL_5, 'SO_Strassenverkehrsrecht'),
	details('6.2.8.1', ALL, 'SO_Wasserrecht'),
	details('6.2.9.1', IN_5, 'SO_Bauverbotszone'),
	details('6.2.10.1', IN_5, 'SO_Gewaesser'),
	details('6.2.12.1', IN_6, 'SO_Wasserwirtschaft'),
	details('6.2.13.1', IN_6, 'SO_Baubeschraenkung'),
	details('6.3.1.1', UNTIL_5, 'SO_SchutzgebietNaturschutzrecht'),
	details('6.3.2.1', ALL, 'SO_SchutzgebietWasserrecht'),
	details('6.3.3.1', UNTIL_5, 'SO_SchutzgebietSonstigesRecht'),
	pair(
		'6.2.5.1',
		IN_4,
		[
			f('SO_Schienenverkehrsrecht', { artDerFestlegung: 1000, besondereArtDerFestlegung: 10002 }),
			f('SO_Schienenverkehrsrecht', { besondereArtDerFestlegung: 10002 })
		],
		f('SO_Schienenverkehrsrecht', { artDerFestlegung: 1200, besondereArtDerFestlegung: 10002 })
	),
	pair(
		'6.2.5.2',
		IN_4,
		f('SO_Schienenverkehrsrecht', { detailArtDerFestlegung: 'x', besondereArtDerFestlegung: 10002 }),
		f('SO_Schienenverkehrsrecht', { detailArtDerFestlegung: 'x' })
	),
	flaechenschlussCase('6.2.1.2', ALL, 'SO_Bodenschutzrecht', false),
	flaechenschlussCase('6.2.2.2', ALL, 'SO_Denkmalschutzrecht', false),
	flaechenschlussCase('6.2.5.3', ALL, 'SO_Schienenverkehrsrecht', true),
	flaechenschlussCase('6.2.7.2', UNTIL_5, 'SO_Strassenverkehrsrecht', true),
	flaechenschlussCase('6.2.10.2', FROM_5, 'SO_Gewaesser', true),
	flaechenschlussCase('6.2.11.2', IN_6, 'SO_Strassenverkehr', true),
	flaechenschlussCase('6.2.12.2', IN_6, 'SO_Wasserwirtschaft', true),
	flaechenschlussCase('6.3.1.2', UNTIL_5, 'SO_SchutzgebietNaturschutzrecht', false),
	flaechenschlussCase('6.3.2.2', ALL, 'SO_SchutzgebietWasserrecht', false),
	flaechenschlussCase('6.3.3.2', UNTIL_5, 'SO_SchutzgebietSonstigesRecht', false),
	flaechenschlussCase('6.4.1.2', ALL, 'SO_Gebiet', false),
	pair(
		'6.2.11.1',
		IN_6,
		[f('SO_Strassenverkehr', { begrenzungslinie: '#l' }), f('BP_StrassenbegrenzungsLinie', {}, 'l')],
		[f('SO_Strassenverkehr', { begrenzungslinie: '#l' }), f('BP_BauLinie', {}, 'l')]
	),
	pair(
		'6.4.1.1',
		ALL,
		[f('SO_Gebiet', { sonstGebietsArt: 'x', gebietsArt: 9999 }), f('SO_Gebiet', { sonstGebietsArt: 'x' })],
		f('SO_Gebiet', { sonstGebietsArt: 'x', gebietsArt: 1000 })
	),
	pair('6.5.1.1', ALL, f('SO_Grenze', { sonstTyp: 'x', typ: 9999 }), f('SO_Grenze', { sonstTyp: 'x', typ: 1000 })),
	pair('6.5.3.1', IN_6, f('SO_TextAbschnittFlaeche', { refTextInhalt: '#t' }), f('SO_TextAbschnittFlaeche', { position: area }))
];
